package io.mcpguard.drift;

import io.mcpguard.api.trust.DriftSeverity;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two definitions.
 *
 * @param pointer where, as an RFC 6901 pointer; into the definition before for what was removed, else into the one
 *     after. It holds keys of the server: show {@link #describe()} instead
 * @param kind what happened there
 * @param before the value before, null if it was added
 * @param after the value now, null if it was removed
 * @param severity how grave it is
 * @param why why it is as grave, in fixed words; {@code ""} for what is benign
 */
public record Change(
        String pointer,
        Kind kind,
        @Nullable Object before,
        @Nullable Object after,
        DriftSeverity severity,
        String why) {

    static Change of(String pointer, Kind kind, @Nullable Object before, @Nullable Object after) {
        return new Change(pointer, kind, before, after, DriftSeverity.BENIGN, "");
    }

    /** The same change, at least so grave. Of two reasons the graver one stays, of two as grave the first. */
    Change atLeast(DriftSeverity least, String because) {
        return severity.compareTo(least) >= 0 ? this : new Change(pointer, kind, before, after, least, because);
    }

    /**
     * The change for people, in one line: {@code /description: "Reads a file" → "Reads a file. <IMPORTANT>…"}. Of long
     * texts it shows where they differ. What comes from the server is escaped and cut.
     *
     * @return the line
     */
    public String describe() {
        return ChangeText.describe(this);
    }

    /** What happened to a value. May gain constants. */
    public enum Kind {
        /** It was not there before. */
        ADDED,
        /** It is gone. */
        REMOVED,
        /** It is another. */
        CHANGED,
        /** Stands last for all further changes, whose number is in {@link Change#after()}. */
        MORE
    }
}
