package io.mcpguard.policy;

import java.util.Locale;

/** What happens to a message in which something was found. From mild to harsh. May gain constants. */
public enum Treatment {
    /** It passes, and at most a note is recorded. */
    ALLOW,
    /** It passes, and the finding is recorded. */
    FLAG,
    /** It waits for an approval, and is refused without one. */
    ASK,
    /**
     * It passes, and the texts in which something was found stand between marks that say that they are data (spotlighting,
     * Hines et al. 2024). Where no fence can stand, as {@link #SANITIZE}.
     */
    FENCE,
    /** The spans that were found are cut and marked, the rest passes. What cannot be cut is refused. */
    SANITIZE,
    /** It is refused. In a list that is the item, not the list. */
    BLOCK;

    /** The name in the policy file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
