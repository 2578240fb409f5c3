package io.mcpguard.api;

/**
 * A check or a change that the guard applies to messages (SEP-2624). One instance serves all servers and threads of a
 * guard at once, so it must be thread-safe, and it must not block: whoever may take long is an
 * {@link io.mcpguard.api.ask.Approver} or a {@link io.mcpguard.api.ask.Reviewer}.
 *
 * <p>An interceptor that throws, returns null or outruns the time of its exchange refuses the message, unless it is
 * {@link #failOpen()}. Either is recorded.
 */
public sealed interface Interceptor permits Validator, Mutator {

    /** {@return a name unique within a guard, which the audit log shows and which breaks ties of priority} */
    String name();

    /** {@return the messages it wants to see; asked once, when the guard is built} */
    Hook hook();

    /** {@return whether its outcome takes effect; the policy may say otherwise} */
    default Mode mode() {
        return Mode.ENFORCE;
    }

    /** {@return whether a message passes when this interceptor itself fails; false by default} */
    default boolean failOpen() {
        return false;
    }

    /** {@return its own version for the audit log, {@code ""} if it has none} */
    default String version() {
        return "";
    }

    /** Whether an outcome takes effect. */
    enum Mode {
        /** It takes effect. */
        ENFORCE,
        /** It is recorded as what would have been and never applied. */
        AUDIT
    }
}
