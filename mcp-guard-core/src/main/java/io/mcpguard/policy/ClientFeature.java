package io.mcpguard.policy;

import java.util.Locale;

/** What a server may ask of the client, as far as the client declared it. May gain constants. */
public enum ClientFeature {
    /** To run the client's model: {@code sampling/createMessage}. */
    SAMPLING,
    /** To question the user: {@code elicitation/create}. */
    ELICITATION,
    /** To learn the client's directories: {@code roots/list}. */
    ROOTS;

    /** The name in the policy file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
