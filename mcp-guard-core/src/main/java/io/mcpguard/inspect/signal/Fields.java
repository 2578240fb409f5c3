package io.mcpguard.inspect.signal;

/**
 * The named values of a text that is written like JSON or like Python's dictionaries, which is how most servers answer: a
 * key in quotation marks, a colon, a value. One pass, and no more is understood than that, since broken JSON is read by a
 * model all the same.
 */
final class Fields {

    private static final int MAX_KEY = 64;
    /** A value that is no string ends here at the latest, in characters. */
    private static final int MAX_BARE = 40;

    private Fields() {}

    /** Takes values. */
    @FunctionalInterface
    interface Taker {

        /**
         * One value.
         *
         * @param key says which key, by a hash
         * @param start the first UTF-16 unit of the value, behind its quotation mark
         * @param end behind the last one
         */
        void take(long key, int start, int end);
    }

    static void forEach(String text, Taker taker) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '"' && c != '\'') {
                at++;
                continue;
            }
            int keyEnd = close(text, at + 1, Math.min(text.length(), at + 1 + MAX_KEY), c);
            int value = keyEnd < 0 ? -1 : valueBehind(text, keyEnd + 1);
            if (value < 0) {
                at = keyEnd < 0 ? at + 1 : keyEnd + 1;
                continue;
            }
            long key = hash(text, at + 1, keyEnd);
            char opens = value < text.length() ? text.charAt(value) : ' ';
            if (opens == '"' || opens == '\'') {
                int end = close(text, value + 1, text.length(), opens);
                taker.take(key, value + 1, end < 0 ? text.length() : end);
                at = end < 0 ? text.length() : end + 1;
            } else {
                int end = value;
                while (end < text.length() && end - value < MAX_BARE && ",}]{[\n".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                if (end > value) {
                    taker.take(key, value, end);
                }
                at = Math.max(end, value);
            }
        }
    }

    private static int valueBehind(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at >= text.length() || text.charAt(at) != ':') {
            return -1;
        }
        at++;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    private static int close(String text, int from, int limit, char quote) {
        for (int at = from; at < limit; at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == quote) {
                return at;
            }
        }
        return -1;
    }

    private static long hash(String text, int start, int end) {
        long hash = 1;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }
}
