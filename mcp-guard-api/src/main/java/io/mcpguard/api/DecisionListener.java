package io.mcpguard.api;

/** Is told of every decision, in order and off the message's thread. What it throws is logged and ignored. */
@FunctionalInterface
public interface DecisionListener {

    /**
     * Takes one decision.
     *
     * @param decision what the guard did
     */
    void decided(Decision decision);
}
