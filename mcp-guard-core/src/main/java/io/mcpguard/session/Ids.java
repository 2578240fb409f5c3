package io.mcpguard.session;

/** JSON-RPC ids in one form, so that the same id is found again whichever mapper read it. */
final class Ids {

    /** Longer ones are no ids but payload; honest servers and clients stay below a hundred. */
    private static final int MAX_LENGTH = 1024;

    private Ids() {}

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
}
