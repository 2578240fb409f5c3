package io.mcpguard.pipeline;

import io.mcpguard.api.Interception;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an exchange is about, read from the params of its request. */
public final class Targets {

    private static final int TRACE_ID_START = 3;
    private static final int TRACE_ID_END = 35;

    private Targets() {}

    /**
     * The tool, prompt or resource of an exchange; of a completion, what its argument belongs to.
     *
     * @param in a message of the exchange
     * @return its name or URI as the message has it, null if there is none
     */
    public static @Nullable String of(Interception in) {
        return switch (in.event()) {
            case "tools/call", "prompts/get" -> text(in.request(), "name");
            case "resources/read", "resources/subscribe", "resources/unsubscribe", "notifications/resources/updated" ->
                text(in.request(), "uri");
            case "completion/complete" -> {
                if (!(in.request().get("ref") instanceof Map<?, ?> ref)) {
                    yield null;
                }
                yield ref.get("uri") instanceof String uri ? uri : ref.get("name") instanceof String name ? name : null;
            }
            default -> null;
        };
    }

    /** The trace id of a W3C {@code traceparent} in {@code _meta}: 32 hex digits, null if there is none. */
    static @Nullable String traceId(Map<String, @Nullable Object> params) {
        if (!(params.get("_meta") instanceof Map<?, ?> meta)
                || !(meta.get("traceparent") instanceof String parent)
                || parent.length() < TRACE_ID_END + 1
                || parent.charAt(TRACE_ID_END) != '-') {
            return null;
        }
        String id = parent.substring(TRACE_ID_START, TRACE_ID_END);
        return id.chars().allMatch(c -> Character.digit(c, 16) >= 0) ? id : null;
    }

    private static @Nullable String text(Map<String, @Nullable Object> params, String key) {
        return params.get(key) instanceof String text ? text : null;
    }
}
