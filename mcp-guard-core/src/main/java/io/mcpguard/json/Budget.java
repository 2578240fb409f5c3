package io.mcpguard.json;

import io.mcpguard.json.JsonException.Reason;

/** Counts what a tree holds against its {@link Limits}. For one tree and one thread. */
final class Budget {

    private final Limits limits;
    private long nodes;
    private long chars;

    Budget(Limits limits) {
        this.limits = limits;
    }

    /**
     * Counts a container whose content follows.
     *
     * @param depth how many containers it stands in
     */
    void container(int depth) {
        if (depth >= limits.maxDepth()) {
            throw tooDeep();
        }
        nodes(1);
    }

    /**
     * Counts values.
     *
     * @param count how many
     */
    void nodes(int count) {
        nodes += count;
        if (nodes > limits.maxNodes()) {
            throw new JsonException(Reason.TOO_MANY_NODES, "JSON holds more than " + limits.maxNodes() + " values");
        }
    }

    /**
     * Counts a string or key.
     *
     * @param text the string
     */
    void text(String text) {
        length(text.length());
        chars(text.length());
    }

    /**
     * Counts a container that was frozen before.
     *
     * @param frozen the container
     * @param depth how many containers it stands in
     */
    void shared(Frozen frozen, int depth) {
        if (depth + frozen.height() > limits.maxDepth()) {
            throw tooDeep();
        }
        nodes(frozen.nodes());
        length(frozen.longest());
        chars(frozen.chars());
    }

    private void length(int length) {
        if (length > limits.maxStringLength()) {
            throw new JsonException(
                    Reason.STRING_TOO_LONG, "a JSON string is longer than " + limits.maxStringLength() + " characters");
        }
    }

    private void chars(long count) {
        chars += count;
        if (chars > limits.maxTotalChars()) {
            throw new JsonException(
                    Reason.TOO_LARGE, "JSON holds more than " + limits.maxTotalChars() + " characters of text");
        }
    }

    private JsonException tooDeep() {
        return new JsonException(Reason.TOO_DEEP, "JSON is nested deeper than " + limits.maxDepth() + " levels");
    }
}
