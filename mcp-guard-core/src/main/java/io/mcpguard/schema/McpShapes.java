package io.mcpguard.schema;

import static io.mcpguard.schema.McpTypes.CAPABILITIES;
import static io.mcpguard.schema.McpTypes.CONTENT;
import static io.mcpguard.schema.McpTypes.IMPLEMENTATION;
import static io.mcpguard.schema.McpTypes.MESSAGE;
import static io.mcpguard.schema.McpTypes.META;
import static io.mcpguard.schema.McpTypes.NEXT;
import static io.mcpguard.schema.McpTypes.PROMPT;
import static io.mcpguard.schema.McpTypes.RESOURCE;
import static io.mcpguard.schema.McpTypes.RESOURCE_CONTENTS;
import static io.mcpguard.schema.McpTypes.RESOURCE_TEMPLATE;
import static io.mcpguard.schema.McpTypes.TASK;
import static io.mcpguard.schema.McpTypes.TOOL;
import static io.mcpguard.schema.Structures.arrayOf;
import static io.mcpguard.schema.Structures.object;
import static io.mcpguard.schema.Structures.optional;
import static io.mcpguard.schema.Structures.orIf;
import static io.mcpguard.schema.Structures.required;
import static io.mcpguard.schema.Structures.tagged;
import static io.mcpguard.schema.Type.ARRAY;
import static io.mcpguard.schema.Type.BOOLEAN;
import static io.mcpguard.schema.Type.DATE;
import static io.mcpguard.schema.Type.ID;
import static io.mcpguard.schema.Type.INT32;
import static io.mcpguard.schema.Type.NAME;
import static io.mcpguard.schema.Type.NO_STRING;
import static io.mcpguard.schema.Type.NUMBER;
import static io.mcpguard.schema.Type.OBJECT;
import static io.mcpguard.schema.Type.REFERENCE;
import static io.mcpguard.schema.Type.STRING;
import static io.mcpguard.schema.Type.oneOf;

import java.util.HashMap;
import java.util.Map;

/**
 * The messages that servers send, as the schema.ts of MCP 2024-11-05, 2025-03-26, 2025-06-18 and 2025-11-25 has them.
 *
 * <p>Where it differs from the specification, it is because of the SDK that reads the message next: it fails on blank
 * names of resources and prompt arguments and on unknown types of content, and it reads the data of a log message only
 * if it is a string. It puts a protocol version that it does not know into an exception, so that is a date and no text;
 * names of tools into its log, so they are of one line; and it parses structuredContent that is a string as JSON and
 * complains in the words of that string. {@code content} of a call's result is optional although MCP requires it: servers
 * leave it out beside {@code structuredContent} and {@code task}, and the SDK reads that as none. What a result asks of the
 * client (2026-07-28) has its shape checked where it is judged. The id of an elicitation is kept until its end is told, so
 * it is not long.
 */
final class McpShapes {

    // what the server asks of the client

    private static final Type SAMPLING = object(
            required("messages", arrayOf(MESSAGE)),
            required("maxTokens", INT32),
            optional("systemPrompt", STRING),
            optional("temperature", NUMBER),
            optional("stopSequences", arrayOf(STRING)),
            optional("includeContext", oneOf("none", "thisServer", "allServers")),
            optional("metadata", OBJECT),
            optional(
                    "modelPreferences",
                    object(
                            optional("hints", arrayOf(object(optional("name", STRING)))),
                            optional("costPriority", NUMBER),
                            optional("speedPriority", NUMBER),
                            optional("intelligencePriority", NUMBER))),
            optional("tools", ARRAY),
            optional("toolChoice", OBJECT),
            optional("task", OBJECT),
            META);

    private static final Type ELICITATION = tagged(
            "mode",
            "form",
            Map.of(
                    "form",
                    object(required("message", STRING), required("requestedSchema", OBJECT), META),
                    "url",
                    object(
                            required("message", STRING),
                            required("url", STRING),
                            required("elicitationId", REFERENCE),
                            META)));

    private static final Shape ANY = new Shape(object(META));

    private static final Shape ERROR = new Shape(object(required("code", INT32), required("message", STRING)));

    private static final Map<String, Shape> PARAMS = shapes(Map.of(
            "sampling/createMessage",
            SAMPLING,
            "elicitation/create",
            ELICITATION,
            "notifications/message",
            object(
                    required(
                            "level",
                            oneOf("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency")),
                    optional("logger", STRING),
                    optional("data", STRING),
                    META),
            "notifications/progress",
            object(
                    required("progressToken", ID),
                    required("progress", NUMBER),
                    optional("total", NUMBER),
                    optional("message", STRING),
                    META),
            "notifications/cancelled",
            object(optional("requestId", ID), optional("reason", STRING), META),
            "notifications/resources/updated",
            object(required("uri", STRING), META),
            "notifications/elicitation/complete",
            object(required("elicitationId", NAME), META),
            "notifications/tasks/status",
            TASK));

    private static final Map<String, Shape> RESULTS = shapes(Map.ofEntries(
            Map.entry(
                    "initialize",
                    object(
                            required("protocolVersion", DATE),
                            required("capabilities", CAPABILITIES),
                            required("serverInfo", IMPLEMENTATION),
                            optional("instructions", STRING),
                            META)),
            Map.entry("tools/list", object(required("tools", arrayOf(TOOL)), NEXT, META)),
            Map.entry("prompts/list", object(required("prompts", arrayOf(PROMPT)), NEXT, META)),
            Map.entry("resources/list", object(required("resources", arrayOf(RESOURCE)), NEXT, META)),
            Map.entry(
                    "resources/templates/list",
                    object(required("resourceTemplates", arrayOf(RESOURCE_TEMPLATE)), NEXT, META)),
            Map.entry(
                    "tools/call",
                    object(
                            optional("content", arrayOf(CONTENT)),
                            optional("structuredContent", NO_STRING),
                            optional("isError", BOOLEAN),
                            optional("task", TASK),
                            META)),
            Map.entry(
                    "prompts/get",
                    orAsks(object(required("messages", arrayOf(MESSAGE)), optional("description", STRING), META))),
            Map.entry("resources/read", orAsks(object(required("contents", arrayOf(RESOURCE_CONTENTS)), META))),
            Map.entry(
                    "completion/complete",
                    object(
                            required(
                                    "completion",
                                    object(
                                            required("values", arrayOf(STRING)),
                                            optional("total", INT32),
                                            optional("hasMore", BOOLEAN))),
                            META)),
            Map.entry("tasks/get", TASK),
            Map.entry("tasks/cancel", TASK),
            Map.entry("tasks/list", object(required("tasks", arrayOf(TASK)), NEXT, META))));

    private McpShapes() {}

    /** From 2026-07-28 on, a result may hold what the server needs to know first, in place of what was asked for. */
    private static Type orAsks(Type result) {
        return orIf(map -> "input_required".equals(map.get("resultType")), object(META), result);
    }

    static Shape params(String method) {
        return PARAMS.getOrDefault(method, ANY);
    }

    static Shape result(String method) {
        return RESULTS.getOrDefault(method, ANY);
    }

    static Shape error() {
        return ERROR;
    }

    private static Map<String, Shape> shapes(Map<String, Type> types) {
        var shapes = new HashMap<String, Shape>();
        types.forEach((method, type) -> shapes.put(method, new Shape(type)));
        return Map.copyOf(shapes);
    }
}
