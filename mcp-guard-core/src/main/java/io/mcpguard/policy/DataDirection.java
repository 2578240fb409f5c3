package io.mcpguard.policy;

import java.util.Locale;

/** Which way data goes. May gain constants. */
public enum DataDirection {
    /** From the application to a server: arguments of calls, and everything else that it sends. */
    ARGUMENTS,
    /** From a server to the application: results, and everything else that it sends but definitions. */
    RESULTS;

    /** The name in the policy file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
