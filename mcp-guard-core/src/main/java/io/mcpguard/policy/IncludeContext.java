package io.mcpguard.policy;

import java.util.Locale;

/** Whose context a server may ask to have included in sampling. From little to much; each allows those before it. */
public enum IncludeContext {
    /** None. */
    NONE("none"),
    /** That of the asking server. */
    THIS_SERVER("thisServer"),
    /** That of every server, which tells one server what another one said. */
    ALL_SERVERS("allServers");

    private final String word;

    IncludeContext(String word) {
        this.word = word;
    }

    /** {@return the word of the MCP specification} */
    public String word() {
        return word;
    }

    /** The name in the policy file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
