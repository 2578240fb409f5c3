package io.mcpguard.inspect.signal;

import java.util.Locale;

/**
 * What place and session say about a sentence that gives an order, where its words alone say little. One signal is a cue; see
 * {@link Signals}.
 */
public enum Signal {
    /** It wants something done to what the user never spoke of. */
    NOT_ASKED_FOR(0.45, "an order about things that the user did not ask about"),
    /** Its field held ids, numbers and short values so far. */
    FIELD_HELD_NO_PROSE(0.55, "an order in a field that held no sentences before"),
    /** It names a tool that acts. */
    NAMES_TOOL(0.5, "an order that names a tool"),
    /** It names an address, an account or a path. */
    NAMES_TARGET(0.35, "an order that names where something is to go or what it is about"),
    /** It speaks to somebody from inside a record of data. */
    ORDER_IN_RECORD(0.35, "an order in the middle of a record"),
    /** It stands behind what says that the text has ended. */
    AFTER_THE_END(0.5, "an order behind the end of the text"),
    /** It stands in what says that it is an advertisement. */
    ADVERTISEMENT(0.35, "an order in an advertisement");

    private final double confidence;
    private final String about;

    Signal(double confidence, String about) {
        this.confidence = confidence;
        this.about = about;
    }

    /** {@return the rule that a finding names} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return whether only a session knows it; text alone does not say it} */
    boolean isKnowledge() {
        return this == NOT_ASKED_FOR || this == FIELD_HELD_NO_PROSE || this == NAMES_TOOL;
    }

    double confidence() {
        return confidence;
    }

    public String about() {
        return about;
    }
}
