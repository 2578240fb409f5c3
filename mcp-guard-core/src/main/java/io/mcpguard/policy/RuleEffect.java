package io.mcpguard.policy;

import java.util.Locale;

/** What the findings of one rule of inspection are, whatever their confidence. From mild to harsh. May gain constants. */
public enum RuleEffect {
    /** Recorded, and nothing else. */
    OFF,
    /** Suspicions at most. */
    NOTICE,
    /** Stopped. */
    STOP;

    /** The name in the policy file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
