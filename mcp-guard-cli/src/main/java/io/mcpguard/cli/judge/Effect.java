package io.mcpguard.cli.judge;

import java.util.Locale;

/** What a guard does to a content, from mild to harsh. */
public enum Effect {
    /** It passes. */
    ALLOW,
    /** It passes, and a record says what was noticed. */
    FLAG,
    /** What gives orders is cut out of it. */
    SANITIZE,
    /** It waits for an approval or a review. */
    ASK,
    /** It does not pass. */
    BLOCK;

    /** {@return the word in JSON} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return whether something happens to the content, and not only a record is made} */
    public boolean acts() {
        return compareTo(SANITIZE) >= 0;
    }

    /** {@return the harsher of the two} */
    public Effect or(Effect other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
