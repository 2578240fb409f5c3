package io.mcpguard.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short ways to write down what MCP says, as JSON trees in a stable order. */
public final class Trees {

    private Trees() {}

    /**
     * An object with members in this order.
     *
     * @param members keys and values in turn; values may be null
     * @return the object, unmodifiable
     * @throws IllegalArgumentException unless each key is a string that has a value
     */
    public static Map<String, @Nullable Object> object(@Nullable Object... members) {
        if (members.length % 2 != 0) {
            throw new IllegalArgumentException("a key is without a value");
        }
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < members.length; i += 2) {
            if (!(members[i] instanceof String key)) {
                throw new IllegalArgumentException("a key is a string, not " + members[i]);
            }
            object.put(key, members[i + 1]);
        }
        return Collections.unmodifiableMap(object);
    }

    /**
     * The definition of a tool that takes strings.
     *
     * @param name its name
     * @param description its description
     * @param parameters names and descriptions of its parameters in turn, all of type string
     * @return the definition
     */
    public static Map<String, @Nullable Object> tool(String name, String description, String... parameters) {
        if (parameters.length % 2 != 0) {
            throw new IllegalArgumentException("parameter \"" + parameters[parameters.length - 1] + "\" of tool \""
                    + name + "\" is without a description");
        }
        var properties = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < parameters.length; i += 2) {
            properties.put(parameters[i], object("type", "string", "description", parameters[i + 1]));
        }
        return object(
                "name",
                name,
                "description",
                description,
                "inputSchema",
                object("type", "object", "properties", properties));
    }

    /**
     * A tool's result: blocks of text.
     *
     * @param blocks the text of each block
     * @return the result
     */
    public static Map<String, @Nullable Object> text(String... blocks) {
        var content = new ArrayList<@Nullable Object>();
        for (String block : blocks) {
            content.add(object("type", "text", "text", block));
        }
        return object("content", content);
    }

    /**
     * A tool's result that says it failed ({@code isError}).
     *
     * @param text what it says
     * @return the result
     */
    public static Map<String, @Nullable Object> failure(String text) {
        return with(text(text), "isError", true);
    }

    /**
     * A tool's result with {@code structuredContent}, and the text beside it that older clients read.
     *
     * @param text the text
     * @param structured the structured content
     * @return the result
     */
    public static Map<String, @Nullable Object> structured(String text, Map<String, ?> structured) {
        return with(text(text), "structuredContent", structured);
    }

    /**
     * A prompt's result: one message of the user.
     *
     * @param text its text
     * @return the result
     */
    public static Map<String, @Nullable Object> promptText(String text) {
        return object("messages", List.of(object("role", "user", "content", object("type", "text", "text", text))));
    }

    /**
     * A resource's result: one text.
     *
     * @param uri the resource
     * @param text its text
     * @return the result
     */
    public static Map<String, @Nullable Object> resourceText(String uri, String text) {
        return object("contents", List.of(object("uri", uri, "mimeType", "text/plain", "text", text)));
    }

    /**
     * The parameters of {@code sampling/createMessage}: one message of the user, at most 100 tokens back.
     *
     * @param text what the server wants the client's model to read
     * @return the parameters
     */
    public static Map<String, @Nullable Object> sampling(String text) {
        Object message = object("role", "user", "content", object("type", "text", "text", text));
        return object("messages", List.of(message), "maxTokens", 100);
    }

    /**
     * The parameters of {@code elicitation/create} that asks for one string.
     *
     * @param message what the person is shown
     * @param field the name of the string
     * @return the parameters
     */
    public static Map<String, @Nullable Object> elicitation(String message, String field) {
        Object schema = object("type", "object", "properties", object(field, object("type", "string")));
        return object("message", message, "requestedSchema", schema);
    }

    /**
     * The parameters of {@code notifications/message}.
     *
     * @param level such as {@code info}
     * @param data what is logged
     * @return the parameters
     */
    public static Map<String, @Nullable Object> log(String level, String data) {
        return object("level", level, "logger", "test", "data", data);
    }

    /**
     * The parameters of {@code notifications/progress}.
     *
     * @param token the {@code progressToken} of the request
     * @param progress how far it is
     * @param message what is going on
     * @return the parameters
     */
    public static Map<String, @Nullable Object> progress(Object token, double progress, String message) {
        return object("progressToken", token, "progress", progress, "message", message);
    }

    /**
     * A copy with one member set.
     *
     * @param object the object
     * @param key the member
     * @param value its value
     * @return the copy, unmodifiable
     */
    public static Map<String, @Nullable Object> with(Map<String, ?> object, String key, @Nullable Object value) {
        var copy = new LinkedHashMap<String, @Nullable Object>(object);
        copy.put(key, value);
        return Collections.unmodifiableMap(copy);
    }

    /** The object at a member, empty if there is none. */
    @SuppressWarnings("unchecked") // a JSON object has string keys
    static Map<String, @Nullable Object> objectAt(Map<String, ?> object, String key) {
        return object.get(key) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /** The string at a member, empty if there is none. */
    static String stringAt(Map<String, ?> object, String key) {
        return object.get(key) instanceof String text ? text : "";
    }
}
