package io.mcpguard.session;

import org.jspecify.annotations.Nullable;

/** JSON-RPC ids in one form, so that the same id is found again whichever mapper read it; and what servers may name. */
final class Ids {

    /** Longer ones are no ids but payload; honest servers and clients stay below a hundred. */
    private static final int MAX_LENGTH = 1024;

    /** The SDK writes the ids of a server's requests, and methods that it does not know, to its log as they are. */
    private static final int MAX_OF_SERVER = 128;

    private Ids() {}

    /** Whether something can be normalised. */
    static boolean isId(@Nullable Object id) {
        return id instanceof String text
                ? text.length() <= MAX_LENGTH
                : id instanceof Long || id instanceof Integer || id instanceof Short || id instanceof Byte;
    }

    static Object normalise(Object id) {
        if (id instanceof String text) {
            if (text.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("a JSON-RPC id is at most " + MAX_LENGTH + " characters long");
            }
            return text;
        }
        if (id instanceof Long) {
            return id;
        }
        if (id instanceof Integer || id instanceof Short || id instanceof Byte) {
            return ((Number) id).longValue();
        }
        throw new IllegalArgumentException("a JSON-RPC id is a string or an integer");
    }

    /** Whether an id, normalised, or a method may stand in a log line: a number, or a few visible ASCII characters. */
    static boolean isFitForServers(Object name) {
        return !(name instanceof String text)
                || (text.length() <= MAX_OF_SERVER && text.chars().allMatch(c -> c > ' ' && c <= '~'));
    }
}
