package io.mcpguard.api;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link Mutator} returns: the payload to go on with and why, or nothing for "as it was" (SEP-2624). */
public final class MutationResult {

    private static final MutationResult UNCHANGED = new MutationResult(null, "");

    private final @Nullable Map<String, @Nullable Object> payload;
    private final String reason;

    private MutationResult(@Nullable Map<String, @Nullable Object> payload, String reason) {
        this.payload = payload;
        this.reason = reason;
    }

    /** {@return the message goes on as it was; always the same object} */
    public static MutationResult unchanged() {
        return UNCHANGED;
    }

    /**
     * The message goes on with another payload. The guard copies it before it goes on. The very object of
     * {@link Interception#payload()} means unchanged, as {@link Json#mapStrings} returns it.
     *
     * @param payload the whole new params, result or error
     * @param reason for the audit log
     * @return the result
     */
    @SuppressWarnings("unchecked") // a map that is only read may promise less about its values
    public static MutationResult changed(Map<String, ? extends @Nullable Object> payload, String reason) {
        return new MutationResult(
                (Map<String, @Nullable Object>) requireNonNull(payload, "payload"), requireNonNull(reason, "reason"));
    }

    /** {@return the new payload, empty if nothing changed} */
    public Optional<Map<String, @Nullable Object>> payload() {
        return Optional.ofNullable(payload);
    }

    /** {@return why, {@code ""} if nothing changed} */
    public String reason() {
        return reason;
    }
}
