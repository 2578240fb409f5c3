package io.mcpguard.json;

/**
 * How large a JSON tree may be. Whatever is larger is refused with a {@link JsonException}, before it costs memory in
 * proportion to its size.
 *
 * @param maxDepth how many objects and arrays may stand inside each other, from 1 to 1,000: walks of a tree recurse
 * @param maxNodes how many values it may hold, itself and every object and array included
 * @param maxStringLength how many UTF-16 units a string or key may have
 * @param maxTotalChars how many UTF-16 units all strings and keys may have together; when text is parsed, how many the
 *     text may have
 */
public record Limits(int maxDepth, int maxNodes, int maxStringLength, long maxTotalChars) {

    /**
     * Above what honest servers send: depth 128, 400,000 values, 4 Mi units a string, 16 Mi units in total. A page of
     * 10,000 tools has about 320,000 values. A value costs a frozen tree at most about 125 bytes beside its text, as an
     * object in an object does, so that this is 50 MB of values and 32 MB of text at most.
     */
    public static final Limits DEFAULT = new Limits(128, 400_000, 4 << 20, 16L << 20);

    /** The largest {@link #maxDepth}. */
    static final int DEEPEST = 1_000;

    /**
     * Limits, each within its range.
     *
     * @param maxDepth as above
     * @param maxNodes as above
     * @param maxStringLength as above
     * @param maxTotalChars as above
     * @throws IllegalArgumentException if one is out of its range
     */
    public Limits {
        if (maxDepth < 1 || maxDepth > DEEPEST) {
            throw new IllegalArgumentException("maxDepth is from 1 to " + DEEPEST + ", not " + maxDepth);
        }
        if (maxNodes < 1) {
            throw new IllegalArgumentException("maxNodes is at least 1, not " + maxNodes);
        }
        if (maxStringLength < 1) {
            throw new IllegalArgumentException("maxStringLength is at least 1, not " + maxStringLength);
        }
        if (maxTotalChars < 1) {
            throw new IllegalArgumentException("maxTotalChars is at least 1, not " + maxTotalChars);
        }
    }
}
