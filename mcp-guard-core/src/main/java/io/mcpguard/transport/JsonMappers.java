package io.mcpguard.transport;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;

/** The JSON mapper that the application has beside its SDK. Where it is asked for has changed between versions. */
final class JsonMappers {

    private JsonMappers() {}

    static McpJsonMapper standard() {
        try {
            return McpJsonDefaults.getMapper();
        } catch (LinkageError older) {
            return before1();
        }
    }

    /** Up to 0.18 the mapper's own interface knew it, by a method that the SDK we compile against does not have. */
    private static McpJsonMapper before1() {
        try {
            return (McpJsonMapper) McpJsonMapper.class.getMethod("getDefault").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this version of the MCP SDK has no JSON mapper that mcp-guard knows of", e);
        }
    }
}
