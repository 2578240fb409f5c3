package io.mcpguard.api.trust;

/** How far a definition is trusted. May gain constants, which count as {@link #HELD}. */
public enum PinState {
    /** Pinned by the guard at first sight. Good enough for the {@code balanced} preset, not for {@code strict}. */
    SEEN,
    /** Approved by a person. */
    APPROVED,
    /** Differs from what was pinned and waits for a person; neither listed nor called. */
    HELD
}
