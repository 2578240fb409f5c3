package io.mcpguard.trust;

import io.mcpguard.api.trust.DriftSeverity;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.drift.Drift;
import org.jspecify.annotations.Nullable;

/**
 * How a definition stands to the pins.
 *
 * @param state in one word
 * @param pin the pin that is equal to the definition, whatever its state; null if there is none
 * @param drift for {@link State#CHANGED} what differs from the trusted definition that is most like it, else none
 * @param added for {@link State#ADDED} how grave it is by what it says, else {@code NONE}
 * @param reason one line for people and logs, {@code ""} if trusted; what comes from the server is escaped and cut
 */
public record Standing(State state, @Nullable Pin pin, Drift drift, DriftSeverity added, String reason) {

    Standing(State state, @Nullable Pin pin, Drift drift, String reason) {
        this(state, pin, drift, DriftSeverity.NONE, reason);
    }

    /** {@return whether the definition may be used} */
    public boolean trusted() {
        return state == State.TRUSTED;
    }

    /**
     * How grave the drift is: that of the changes; what was not there before is suspicious, and critical if it says what would be in an
     * update.
     *
     * @return {@code NONE} if the definition is trusted, or if nothing is known to compare it with
     */
    public DriftSeverity severity() {
        return state == State.ADDED ? DriftSeverity.SUSPICIOUS.or(added) : drift.severity();
    }

    /** How a definition stands to the pins. May gain constants; all but the first mean that it is not trusted. */
    public enum State {
        /** It is equal to a trusted pin. */
        TRUSTED,
        /** Another definition is trusted under this name. */
        CHANGED,
        /** No definition is trusted under this name. */
        ADDED,
        /** Another server that is new as well declares this name, so that neither has it until somebody decides. */
        COLLISION,
        /** Nothing was ever learned of this server. */
        UNKNOWN_SERVER,
        /** The server was pinned at another command or URL. */
        IDENTITY_CHANGED,
        /** The pins could not be read, or not yet. */
        UNREADABLE
    }
}
