package io.mcpguard.trust;

import org.jspecify.annotations.Nullable;

/**
 * One difference between two definitions.
 *
 * @param pointer where, as an RFC 6901 pointer; into the definition before for what was removed, else into the one
 *     after. It holds keys of the server: show {@link #describe()} instead
 * @param kind what happened there
 * @param before the value before, null if it was added
 * @param after the value now, null if it was removed
 */
public record Change(
        String pointer,
        Kind kind,
        @Nullable Object before,
        @Nullable Object after) {

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
