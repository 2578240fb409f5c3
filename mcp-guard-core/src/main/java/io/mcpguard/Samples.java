package io.mcpguard;

import static java.util.Objects.requireNonNull;

import io.mcpguard.inspect.Surface;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages around a text, each as harmless as one of its kind can be, to explain what inspection makes of the text. */
final class Samples {

    private Samples() {}

    /** The method of the message. */
    static String event(Surface surface) {
        return switch (surface) {
            case DEFINITION -> "tools/list";
            case INSTRUCTIONS -> "initialize";
            case RESULT, ERROR, ARGUMENTS -> "tools/call";
            case NOTIFICATION -> "notifications/message";
            case SERVER_REQUEST -> "sampling/createMessage";
        };
    }

    /** The params, the result or the error. */
    static Map<String, @Nullable Object> of(Surface surface, String text) {
        requireNonNull(text, "text");
        return switch (surface) {
            case DEFINITION -> Map.of("tools", List.of(Map.of("name", "tool", "description", text)));
            case INSTRUCTIONS -> Map.of("instructions", text);
            case RESULT -> Map.of("content", List.of(Map.of("type", "text", "text", text)));
            case ERROR -> Map.of("message", text);
            case NOTIFICATION -> Map.of("level", "info", "data", text);
            case SERVER_REQUEST ->
                Map.of(
                        "messages",
                        List.of(Map.of("role", "user", "content", Map.of("type", "text", "text", text))),
                        "maxTokens",
                        1);
            case ARGUMENTS -> Map.of("name", "tool", "arguments", Map.of("text", text));
        };
    }
}
