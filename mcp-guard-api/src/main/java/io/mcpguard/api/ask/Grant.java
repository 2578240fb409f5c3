package io.mcpguard.api.ask;

import java.time.Duration;
import java.util.List;

/**
 * Which later calls need no new question: those to the same server and tool for the same rule, in the same conversation.
 * A grant ends when its time is up, when the tool's pin changes, or when the policy does. Immutable.
 */
public final class Grant {

    private final Duration lifetime;
    private final boolean conversationOnly;
    private final List<String> fixedArguments;

    private Grant(Duration lifetime, boolean conversationOnly, List<String> fixedArguments) {
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("a grant lasts longer than " + lifetime);
        }
        this.lifetime = lifetime;
        this.conversationOnly = conversationOnly;
        this.fixedArguments = fixedArguments;
    }

    /**
     * A grant for this conversation.
     *
     * @param lifetime how long it lasts from the answer on, more than zero
     * @return the grant
     */
    public static Grant lasting(Duration lifetime) {
        return new Grant(lifetime, true, List.of());
    }

    /** {@return a copy that covers other conversations of the same principal too} */
    public Grant acrossConversations() {
        return new Grant(lifetime, false, fixedArguments);
    }

    /**
     * Covers only calls in which these arguments have the values that were approved.
     *
     * @param names names of arguments
     * @return a copy
     */
    public Grant sameArguments(String... names) {
        return new Grant(lifetime, conversationOnly, List.of(names));
    }

    /** {@return how long it lasts} */
    public Duration lifetime() {
        return lifetime;
    }

    /** {@return whether it covers this conversation alone} */
    public boolean conversationOnly() {
        return conversationOnly;
    }

    /** {@return the arguments whose values must be those approved} */
    public List<String> fixedArguments() {
        return fixedArguments;
    }
}
