package io.mcpguard.pipeline;

import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Json;
import io.mcpguard.json.JsonText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Log messages whose {@code data} is an object. MCP allows any JSON there, and the MCP SDK fails on all but strings, so
 * that it is delivered as JSON text. Interceptors see it as it came.
 */
final class LogData {

    private static final String DATA = "data";

    private LogData() {}

    /** The payload as far as its shape matters: whatever will be text is one. */
    static Map<String, @Nullable Object> outline(Intercepted in) {
        return isStructured(in) ? Json.with(in.payload(), DATA, "") : in.payload();
    }

    /** The payload with text in place of an object; itself for all other messages. */
    static Map<String, @Nullable Object> asText(Intercepted in) {
        return isStructured(in)
                ? Json.with(in.payload(), DATA, JsonText.write(in.payload().get(DATA)))
                : in.payload();
    }

    private static boolean isStructured(Intercepted in) {
        if (in.kind() != Kind.NOTIFICATION || !in.fromServer() || !in.event().equals("notifications/message")) {
            return false;
        }
        Object data = in.payload().get(DATA);
        return data != null && !(data instanceof String);
    }
}
