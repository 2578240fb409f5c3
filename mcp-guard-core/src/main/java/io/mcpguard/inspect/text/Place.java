package io.mcpguard.inspect.text;

import io.mcpguard.api.LeafKind;
import java.util.Map;

/**
 * Which vocabulary the keys of an object belong to, and so what its strings are for. A string whose key says nothing is
 * prose: it can hold orders, and it can be cut.
 */
public enum Place {
    /** Keys that MCP defines. */
    PROTOCOL {
        @Override
        public Place inside(String key) {
            return switch (key) {
                case "structuredContent", "arguments", "data", "headers" -> DATA;
                case "inputSchema", "outputSchema", "requestedSchema" -> SCHEMA;
                default -> this;
            };
        }

        @Override
        public LeafKind kindOf(String key, Map<?, ?> object) {
            return switch (key) {
                case "name",
                        "uri",
                        "uriTemplate",
                        "url",
                        "src",
                        "href",
                        "websiteUrl",
                        "mimeType",
                        "type",
                        "method",
                        "role",
                        "audience",
                        "level",
                        "logger",
                        "version",
                        "protocolVersion",
                        "protocolVersions",
                        "sizes",
                        "theme",
                        "lastModified",
                        "createdAt",
                        "lastUpdatedAt",
                        "model",
                        "stopReason",
                        "stopSequences",
                        "mode",
                        "action",
                        "id",
                        "toolName",
                        "status",
                        "taskSupport" -> LeafKind.IDENTIFIER;
                case "data" -> isMedia(object) ? LeafKind.MEDIA : LeafKind.PROSE;
                case "blob" -> object.get("uri") instanceof String ? LeafKind.MEDIA : LeafKind.PROSE;
                default -> opaqueOr(key, LeafKind.PROSE);
            };
        }
    },
    /** Keys of JSON Schema. */
    SCHEMA {
        @Override
        public Place inside(String key) {
            return this;
        }

        @Override
        public LeafKind kindOf(String key, Map<?, ?> object) {
            return switch (key) {
                case "type",
                        "format",
                        "pattern",
                        "enum",
                        "const",
                        "default",
                        "required",
                        "dependentRequired",
                        "propertyName",
                        "contentEncoding",
                        "contentMediaType" -> LeafKind.IDENTIFIER;
                default -> key.startsWith("$") && !key.equals("$comment") ? LeafKind.IDENTIFIER : LeafKind.PROSE;
            };
        }
    },
    /** Keys that the server or the application chose. */
    DATA {
        @Override
        public Place inside(String key) {
            return this;
        }

        @Override
        public LeafKind kindOf(String key, Map<?, ?> object) {
            return switch (key) {
                case "uri", "url", "href", "id", "mimeType" -> LeafKind.IDENTIFIER;
                default -> opaqueOr(key, LeafKind.PROSE);
            };
        }
    };

    /** The vocabulary of what lies under a key. */
    public abstract Place inside(String key);

    /** What a string, or a list of strings, is for. */
    public abstract LeafKind kindOf(String key, Map<?, ?> object);

    private static LeafKind opaqueOr(String key, LeafKind other) {
        return switch (key) {
            case "cursor",
                    "nextCursor",
                    "requestState",
                    "progressToken",
                    "taskId",
                    "requestId",
                    "elicitationId",
                    "sessionId",
                    "toolUseId",
                    "signature" -> LeafKind.OPAQUE;
            default -> other;
        };
    }

    private static boolean isMedia(Map<?, ?> object) {
        return "image".equals(object.get("type")) || "audio".equals(object.get("type"));
    }
}
