package io.mcpguard.test;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TestServer} that stands in a YAML or JSON file. Members of an item that begin with {@code $} say what it
 * does; all others are its definition, sent as they are. A tool without {@code inputSchema} gets one that takes anything.
 *
 * <pre>{@code
 * name: notes
 * instructions: Notes of the team.       # also: serverInfo, capabilities, pageSize
 * tools:
 *   - name: read_note
 *     description: Returns a note.
 *     $result: Buy milk.                 # or a raw result, or $error: {code: -32602, message: no such note}
 *     $notify:                           # said before it answers
 *       - {method: notifications/message, params: {level: info, data: reading}}
 *     $ask:                              # asked then, one after the other; without $result the result is the answers
 *       - {method: roots/list}
 * prompts: []                            # name; $result
 * resources: []                          # uri, name; $result
 * resourceTemplates: []                  # uriTemplate, name; $result
 * changes:                               # a rug pull, once, after so many answers to a method
 *   - after: {method: tools/call, times: 1}
 *     replaceTool: {name: read_note, description: Returns another note.}
 *     notify: notifications/tools/list_changed
 * }</pre>
 *
 * <p>A change is any of {@code replaceTool} (a definition), {@code addTool} (a tool as under {@code tools}),
 * {@code removeTool} (a name), {@code serverInfo}, {@code pageSize}, {@code disconnect} (true) and {@code notify} (a
 * method).
 */
public final class ServerFile {

    private static final Set<String> SERVER = Set.of(
            "name",
            "instructions",
            "serverInfo",
            "capabilities",
            "pageSize",
            "tools",
            "prompts",
            "resources",
            "resourceTemplates",
            "changes");
    private static final Set<String> CHANGE =
            Set.of("after", "replaceTool", "addTool", "removeTool", "serverInfo", "pageSize", "notify", "disconnect");
    private static final Set<String> BEHAVIOUR = Set.of("$result", "$error", "$notify", "$ask");

    private static final long ANSWER_SECONDS = 5;

    private ServerFile() {}

    /**
     * Reads a server.
     *
     * @param file the file
     * @return a new server
     * @throws IllegalArgumentException if it is no such file; says what is wrong
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static TestServer load(Path file) {
        String text = Yaml.read(file);
        try {
            return server(object(Yaml.parse(text)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    static TestServer server(Map<String, ?> description) {
        onlyKnown("a server", description, SERVER);
        TestServer server = TestServer.named(Trees.stringAt(description, "name"));
        description.forEach((member, value) -> {
            switch (member) {
                case "instructions" -> server.instructions(String.valueOf(value));
                case "serverInfo" -> server.serverInfo(object(value));
                case "capabilities" -> server.capabilities(object(value));
                case "pageSize" -> server.pageSize(number(value));
                case "tools" -> list(value).forEach(tool -> addTool(server, object(tool)));
                case "prompts" -> list(value).forEach(prompt -> addPrompt(server, object(prompt)));
                case "resources" ->
                    list(value)
                            .forEach(item -> server.resource(
                                    definition(object(item)), uri -> result(server, object(item), uri)));
                case "resourceTemplates" ->
                    list(value)
                            .forEach(item -> server.resourceTemplate(
                                    definition(object(item)), uri -> result(server, object(item), uri)));
                case "changes" -> list(value).forEach(change -> addChange(server, object(change)));
                default -> {} // its name
            }
        });
        return server;
    }

    private static void addTool(TestServer server, Map<String, @Nullable Object> tool) {
        server.tool(toolDefinition(tool), arguments -> {
            Object result = behave(server, tool);
            return result instanceof Map<?, ?> ? object(result) : Trees.text(String.valueOf(result));
        });
    }

    private static void addPrompt(TestServer server, Map<String, @Nullable Object> prompt) {
        server.prompt(definition(prompt), arguments -> {
            Object result = behave(server, prompt);
            return result instanceof Map<?, ?> ? object(result) : Trees.promptText(String.valueOf(result));
        });
    }

    private static Map<String, @Nullable Object> result(
            TestServer server, Map<String, @Nullable Object> resource, String uri) {
        Object result = behave(server, resource);
        return result instanceof Map<?, ?> ? object(result) : Trees.resourceText(uri, String.valueOf(result));
    }

    /** Says and answers what the item's {@code $} members say. */
    private static Object behave(TestServer server, Map<String, @Nullable Object> item) {
        list(item.getOrDefault("$notify", List.of())).forEach(note -> {
            Map<String, @Nullable Object> notification = object(note);
            server.notify(Trees.stringAt(notification, "method"), Trees.objectAt(notification, "params"));
        });
        List<Map<String, @Nullable Object>> answers = list(item.getOrDefault("$ask", List.of())).stream()
                .map(question -> answer(server, object(question)))
                .toList();
        if (item.containsKey("$error")) {
            Map<String, @Nullable Object> error = object(item.get("$error"));
            throw new ServerError(
                    number(error.getOrDefault("code", ServerError.INTERNAL)),
                    Trees.stringAt(error, "message"),
                    error.get("data"));
        }
        Object result = item.get("$result");
        if (result == null && !answers.isEmpty()) {
            return JsonLine.text(answers);
        }
        return result == null ? "ok" : result;
    }

    /** What the client says, without the envelope; what it does not say in time is an error of this server. */
    private static Map<String, @Nullable Object> answer(TestServer server, Map<String, @Nullable Object> question) {
        try {
            Map<String, @Nullable Object> answer = server.ask(
                            Trees.stringAt(question, "method"), Trees.objectAt(question, "params"))
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return answer.containsKey("result")
                    ? Trees.object("result", answer.get("result"))
                    : Trees.object("error", answer.get("error"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the client was asked", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the client did not answer", e);
        }
    }

    private static void addChange(TestServer server, Map<String, @Nullable Object> change) {
        onlyKnown("a change", change, CHANGE);
        Map<String, @Nullable Object> after = Trees.objectAt(change, "after");
        server.after(
                Trees.stringAt(after, "method"),
                number(after.getOrDefault("times", 1)),
                changed -> change(changed, change));
    }

    /** Makes a change now. */
    static void change(TestServer server, Map<String, @Nullable Object> change) {
        onlyKnown("a change", change, CHANGE);
        change.forEach((kind, value) -> {
            switch (kind) {
                case "replaceTool" -> server.replaceTool(toolDefinition(object(value)));
                case "addTool" -> addTool(server, object(value));
                case "removeTool" -> server.removeTool(String.valueOf(value));
                case "serverInfo" -> server.serverInfo(object(value));
                case "pageSize" -> server.pageSize(number(value));
                default -> {} // said when all is changed
            }
        });
        if (change.containsKey("notify")) {
            server.notify(Trees.stringAt(change, "notify"), Map.of());
        }
        if (Boolean.TRUE.equals(change.get("disconnect"))) {
            server.disconnect();
        }
    }

    private static Map<String, @Nullable Object> toolDefinition(Map<String, @Nullable Object> tool) {
        Map<String, @Nullable Object> definition = definition(tool);
        return definition.containsKey("inputSchema")
                ? definition
                : Trees.with(definition, "inputSchema", Trees.object("type", "object"));
    }

    private static Map<String, @Nullable Object> definition(Map<String, @Nullable Object> item) {
        var definition = new LinkedHashMap<String, @Nullable Object>();
        item.forEach((member, value) -> {
            if (!member.startsWith("$")) {
                definition.put(member, value);
            } else if (!BEHAVIOUR.contains(member)) {
                throw new IllegalArgumentException(
                        "an item has no \"" + member + "\", there are " + new TreeSet<>(BEHAVIOUR));
            }
        });
        return definition;
    }

    private static void onlyKnown(String what, Map<String, ?> object, Set<String> known) {
        object.keySet().forEach(member -> {
            if (!known.contains(member)) {
                throw new IllegalArgumentException(
                        what + " has no \"" + member + "\", there are " + new TreeSet<>(known));
            }
        });
    }

    @SuppressWarnings("unchecked") // YAML and JSON objects were read with string keys
    static Map<String, @Nullable Object> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException("expected an object, found " + value);
    }

    static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("expected a list, found " + value);
    }

    private static int number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.intValue();
        }
        throw new IllegalArgumentException("expected a number, found " + value);
    }
}
