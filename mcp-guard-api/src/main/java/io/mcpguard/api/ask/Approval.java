package io.mcpguard.api.ask;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person's answer. Immutable. */
public final class Approval {

    private final boolean granted;
    private final String by;
    private final String reason;
    private final @Nullable Grant grant;

    private Approval(boolean granted, String by, String reason, @Nullable Grant grant) {
        this.granted = granted;
        this.by = requireNonNull(by, "by");
        this.reason = requireNonNull(reason, "reason");
        this.grant = grant;
    }

    /**
     * Yes, to exactly this call, once.
     *
     * @param by who answered, for the audit log
     * @return the approval
     */
    public static Approval once(String by) {
        return new Approval(true, by, "", null);
    }

    /**
     * Yes, and to later calls that the grant covers.
     *
     * @param by who answered, for the audit log
     * @param grant what else it covers
     * @return the approval
     */
    public static Approval remembered(String by, Grant grant) {
        return new Approval(true, by, "", requireNonNull(grant, "grant"));
    }

    /**
     * No.
     *
     * @param by who answered, for the audit log
     * @param reason why, for the audit log; the model does not see it
     * @return the denial
     */
    public static Approval denied(String by, String reason) {
        return new Approval(false, by, reason, null);
    }

    /** {@return whether the answer is yes} */
    public boolean isGranted() {
        return granted;
    }

    /** {@return who answered} */
    public String by() {
        return by;
    }

    /** {@return why not, {@code ""} for a yes} */
    public String reason() {
        return reason;
    }

    /** {@return what else it covers} */
    public Optional<Grant> grant() {
        return Optional.ofNullable(grant);
    }

    @Override
    public String toString() {
        return (granted ? "granted by " : "denied by ") + by;
    }
}
