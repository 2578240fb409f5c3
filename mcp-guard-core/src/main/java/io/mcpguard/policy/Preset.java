package io.mcpguard.policy;

import java.util.Locale;

/** What a policy starts from. Everything that it does not say itself comes from its preset. May gain constants. */
public enum Preset {
    /** Records everything and refuses nothing but what breaks shape or bounds. */
    OBSERVE,
    /**
     * The one without a policy: trusts definitions on first sight, refuses drift and clear attacks, sanitises results.
     * Servers that are not listed are used only if none is.
     */
    BALANCED,
    /** Only servers that are listed, checked and pinned, and only what is allowed by name. */
    STRICT;

    /** The name in the policy file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As the rule that decided, when no line of a policy did. */
    String asRule() {
        return "preset " + key();
    }
}
