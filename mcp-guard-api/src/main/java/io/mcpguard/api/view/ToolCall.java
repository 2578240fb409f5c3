package io.mcpguard.api.view;

import io.mcpguard.api.Interception;
import io.mcpguard.api.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@code tools/call} request. */
public final class ToolCall {

    private final Map<String, @Nullable Object> params;

    private ToolCall(Map<String, @Nullable Object> params) {
        this.params = params;
    }

    /**
     * The call in a message, or the call that a message answers.
     *
     * @param in the message
     * @return the call, empty if the message belongs to another method
     */
    public static Optional<ToolCall> of(Interception in) {
        return in.event().equals("tools/call") ? Optional.of(new ToolCall(in.request())) : Optional.empty();
    }

    /** {@return the tool's name, {@code ""} if there is none} */
    public String tool() {
        return params.get("name") instanceof String name ? name : "";
    }

    /** {@return the arguments, empty if there are none} */
    @SuppressWarnings("unchecked") // keys of a JSON tree are strings
    public Map<String, @Nullable Object> arguments() {
        return params.get("arguments") instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /**
     * The strings of an argument, at any depth.
     *
     * @param argument the argument's name
     * @return its strings in document order, without keys
     */
    public Stream<String> strings(String argument) {
        return leaves(arguments().get(argument));
    }

    /**
     * Where an argument stands.
     *
     * @param argument the argument's name
     * @return its pointer in the params
     */
    public String path(String argument) {
        return "/arguments/" + Json.escape(argument);
    }

    /**
     * The params with one argument set, for a {@link io.mcpguard.api.Mutator}.
     *
     * @param argument the argument's name
     * @param value its new value, a JSON tree
     * @return the whole params
     */
    public Map<String, @Nullable Object> with(String argument, @Nullable Object value) {
        return Json.with(params, "arguments", Json.with(arguments(), argument, value));
    }

    private static Stream<String> leaves(@Nullable Object node) {
        if (node instanceof String text) {
            return Stream.of(text);
        }
        if (node instanceof List<?> list) {
            return list.stream().flatMap(ToolCall::leaves);
        }
        return node instanceof Map<?, ?> map ? map.values().stream().flatMap(ToolCall::leaves) : Stream.empty();
    }
}
