package io.mcpguard.schema;

import static io.mcpguard.schema.Structures.arrayOf;
import static io.mcpguard.schema.Structures.having;
import static io.mcpguard.schema.Structures.mapOf;
import static io.mcpguard.schema.Structures.object;
import static io.mcpguard.schema.Structures.optional;
import static io.mcpguard.schema.Structures.required;
import static io.mcpguard.schema.Structures.tagged;
import static io.mcpguard.schema.Type.BOOLEAN;
import static io.mcpguard.schema.Type.INT64;
import static io.mcpguard.schema.Type.LINE;
import static io.mcpguard.schema.Type.NAME;
import static io.mcpguard.schema.Type.NOTHING;
import static io.mcpguard.schema.Type.NUMBER;
import static io.mcpguard.schema.Type.OBJECT;
import static io.mcpguard.schema.Type.STRING;
import static io.mcpguard.schema.Type.oneOf;

import io.mcpguard.schema.Structures.Field;
import java.util.Map;

/** The parts that MCP messages are made of. Where they differ from the specification, {@link McpShapes} says why. */
final class McpTypes {

    static final Field META = optional("_meta", OBJECT);
    static final Field NEXT = optional("nextCursor", STRING);

    static final Type ROLE = oneOf("user", "assistant");

    static final Field ANNOTATIONS = optional(
            "annotations",
            object(
                    optional("audience", arrayOf(ROLE)),
                    optional("priority", NUMBER),
                    optional("lastModified", STRING)));

    static final Field ICONS = optional(
            "icons",
            arrayOf(object(
                    required("src", STRING),
                    optional("mimeType", STRING),
                    optional("sizes", arrayOf(STRING)),
                    optional("theme", STRING))));

    // contents

    static final Type RESOURCE_CONTENTS = having(
            "text",
            object(
                    required("uri", STRING),
                    optional("mimeType", STRING),
                    required("text", STRING),
                    optional("blob", NOTHING),
                    META),
            "blob",
            object(
                    required("uri", STRING),
                    optional("mimeType", STRING),
                    required("blob", STRING),
                    optional("text", NOTHING),
                    META));

    static final Type MEDIA = object(required("data", STRING), required("mimeType", STRING), ANNOTATIONS, META);

    static final Type RESOURCE_LINK = object(
            required("uri", STRING),
            required("name", STRING),
            optional("title", STRING),
            optional("description", STRING),
            optional("mimeType", STRING),
            optional("size", INT64),
            ICONS,
            ANNOTATIONS,
            META);

    static final Type CONTENT = tagged(
            "type",
            Map.of(
                    "text", object(required("text", STRING), ANNOTATIONS, META),
                    "image", MEDIA,
                    "audio", MEDIA,
                    "resource_link", RESOURCE_LINK,
                    "resource", object(required("resource", RESOURCE_CONTENTS), ANNOTATIONS, META)));

    static final Type MESSAGE = object(required("role", ROLE), required("content", CONTENT), META);

    // definitions

    static final Type TOOL = object(
            required("name", LINE),
            optional("title", STRING),
            optional("description", STRING),
            required("inputSchema", OBJECT),
            optional("outputSchema", OBJECT),
            optional(
                    "annotations",
                    object(
                            optional("title", STRING),
                            optional("readOnlyHint", BOOLEAN),
                            optional("destructiveHint", BOOLEAN),
                            optional("idempotentHint", BOOLEAN),
                            optional("openWorldHint", BOOLEAN),
                            optional("returnDirect", BOOLEAN))),
            optional("execution", object(optional("taskSupport", STRING))),
            ICONS,
            META);

    static final Type PROMPT = object(
            required("name", STRING),
            optional("title", STRING),
            optional("description", STRING),
            optional(
                    "arguments",
                    arrayOf(object(
                            required("name", NAME),
                            optional("title", STRING),
                            optional("description", STRING),
                            optional("required", BOOLEAN)))),
            ICONS,
            META);

    static final Type RESOURCE = object(
            required("uri", NAME),
            required("name", NAME),
            optional("title", STRING),
            optional("description", STRING),
            optional("mimeType", STRING),
            optional("size", INT64),
            ICONS,
            ANNOTATIONS,
            META);

    static final Type RESOURCE_TEMPLATE = object(
            required("uriTemplate", NAME),
            required("name", NAME),
            optional("title", STRING),
            optional("description", STRING),
            optional("mimeType", STRING),
            ICONS,
            ANNOTATIONS,
            META);

    static final Type IMPLEMENTATION = object(
            required("name", STRING),
            optional("title", STRING),
            required("version", STRING),
            optional("description", STRING),
            optional("websiteUrl", STRING),
            ICONS);

    static final Type CAPABILITIES = object(
            optional("completions", OBJECT),
            optional("experimental", OBJECT),
            optional("extensions", mapOf(OBJECT)),
            optional("logging", OBJECT),
            optional("prompts", object(optional("listChanged", BOOLEAN))),
            optional("resources", object(optional("listChanged", BOOLEAN), optional("subscribe", BOOLEAN))),
            optional("tasks", OBJECT),
            optional("tools", object(optional("listChanged", BOOLEAN))));

    static final Type TASK = object(
            required("taskId", STRING),
            required("status", oneOf("working", "input_required", "completed", "failed", "cancelled")),
            optional("statusMessage", STRING),
            optional("createdAt", STRING),
            optional("lastUpdatedAt", STRING),
            optional("ttl", NUMBER),
            optional("pollInterval", NUMBER),
            META);

    private McpTypes() {}
}
