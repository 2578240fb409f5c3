package io.mcpguard.cli.judge;

import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Phase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text or a definition as a message of MCP, so that the engine judges it as it would on its way.
 *
 * @param event the method it is an answer to, or part of
 * @param phase the half of the exchange
 * @param kind what the message is
 * @param fromServer its direction
 * @param payload the params, result or error
 * @param place where in the payload the content stands, as a pointer; findings are told from there on
 */
public record Content(
        String event, Phase phase, Kind kind, boolean fromServer, Map<String, @Nullable Object> payload, String place) {

    /** {@return an item of {@code tools/list}} */
    public static Content tool(@Nullable Object definition) {
        return item("tools/list", "tools", definition);
    }

    /** {@return an item of {@code prompts/list}} */
    public static Content prompt(@Nullable Object definition) {
        return item("prompts/list", "prompts", definition);
    }

    /** {@return an item of {@code resources/list}} */
    public static Content resource(@Nullable Object definition) {
        return item("resources/list", "resources", definition);
    }

    /** {@return an item of {@code resources/templates/list}} */
    public static Content template(@Nullable Object definition) {
        return item("resources/templates/list", "resourceTemplates", definition);
    }

    /** {@return the instructions of an initialize result} */
    public static Content instructions(@Nullable Object text) {
        return initialize("instructions", text);
    }

    /** {@return the capabilities of an initialize result} */
    public static Content capabilities(@Nullable Object capabilities) {
        return initialize("capabilities", capabilities);
    }

    /** {@return the protocol version of an initialize result} */
    public static Content protocolVersion(@Nullable Object version) {
        return initialize("protocolVersion", version);
    }

    /** {@return a description of a tool that is otherwise harmless} */
    public static Content description(String text) {
        Map<String, @Nullable Object> tool = object("name", "tool");
        tool.put("description", text);
        tool.put("inputSchema", Map.of("type", "object"));
        return answer("tools/list", object("tools", List.of(tool)), "/tools/0/description");
    }

    /** {@return a tool that has this schema, or a parameter with this description if it is no schema} */
    public static Content schema(@Nullable Object schema) {
        Map<String, @Nullable Object> tool = object("name", "tool");
        if (schema instanceof Map<?, ?>) {
            tool.put("inputSchema", schema);
            return answer("tools/list", object("tools", List.of(tool)), "/tools/0/inputSchema");
        }
        Map<String, @Nullable Object> parameter = object("type", "string");
        parameter.put("description", schema);
        tool.put("inputSchema", Map.of("type", "object", "properties", Map.of("value", parameter)));
        return answer(
                "tools/list", object("tools", List.of(tool)), "/tools/0/inputSchema/properties/value/description");
    }

    /** {@return a text that a tool answers} */
    public static Content result(String text) {
        return answer("tools/call", object("content", List.of(text(text))), "/content/0/text");
    }

    /** {@return a message of a prompt} */
    public static Content message(String text) {
        Map<String, @Nullable Object> message = object("role", "user");
        message.put("content", text(text));
        return answer("prompts/get", object("messages", List.of(message)), "/messages/0/content/text");
    }

    /** {@return the text of a resource} */
    public static Content document(String text) {
        Map<String, @Nullable Object> document = object("uri", "file:///document");
        document.put("text", text);
        return answer("resources/read", object("contents", List.of(document)), "/contents/0/text");
    }

    /** {@return the message of a JSON-RPC error} */
    public static Content error(String text) {
        Map<String, @Nullable Object> error = object("code", -32603L);
        error.put("message", text);
        return new Content("tools/call", Phase.RESPONSE, Kind.ERROR, true, error, "/message");
    }

    /** {@return what the application sends: the user's words, as an argument of a call} */
    public static Content argument(String text) {
        Map<String, @Nullable Object> call = object("name", "tool");
        call.put("arguments", object("text", text));
        return new Content("tools/call", Phase.REQUEST, Kind.REQUEST, false, call, "/arguments/text");
    }

    /** With what an initialize result has to have. */
    private static Content initialize(String key, @Nullable Object value) {
        Map<String, @Nullable Object> result = object("protocolVersion", "2025-06-18");
        result.put("capabilities", Map.of());
        result.put("serverInfo", Map.of("name", "server", "version", "1"));
        result.put(key, value);
        return answer("initialize", result, "/" + key);
    }

    private static Content item(String event, String key, @Nullable Object definition) {
        return answer(event, object(key, Collections.singletonList(definition)), "/" + key + "/0");
    }

    private static Content answer(String event, Map<String, @Nullable Object> result, String place) {
        return new Content(event, Phase.RESPONSE, Kind.RESULT, true, result, place);
    }

    private static Map<String, @Nullable Object> text(String text) {
        Map<String, @Nullable Object> block = object("type", "text");
        block.put("text", text);
        return block;
    }

    private static Map<String, @Nullable Object> object(String key, @Nullable Object value) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put(key, value);
        return object;
    }
}
