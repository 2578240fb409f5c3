package io.mcpguard.shadow;

/**
 * The identifiers of a text: runs of letters, digits, {@code _} and {@code -}, also around dots and slashes. One pass;
 * each character is in at most two of them. Nothing is copied, since most of them are ordinary words.
 */
final class Identifiers {

    /** Longer ones are no names. */
    private static final int MAX = 128;

    /** Takes identifiers. */
    @FunctionalInterface
    interface Taker {

        /** One identifier, between two indices of the text. */
        void take(int start, int end);
    }

    private Identifiers() {}

    static void of(String text, Taker taker) {
        int at = 0;
        while (at < text.length()) {
            if (!isPart(text.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            boolean composed = false;
            while (at < text.length() && (isPart(text.charAt(at)) || isJoint(text, at))) {
                composed |= !isPart(text.charAt(at));
                at++;
            }
            tell(text, start, at, taker);
            if (composed) {
                pieces(text, start, at, taker);
            }
        }
    }

    private static void pieces(String text, int start, int end, Taker taker) {
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || !isPart(text.charAt(i))) {
                tell(text, from, i, taker);
                from = i + 1;
            }
        }
    }

    private static void tell(String text, int start, int end, Taker taker) {
        int from = start;
        int to = end;
        while (from < to && text.charAt(from) == '-') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == '-') {
            to--;
        }
        if (to > from && to - from <= MAX) {
            taker.take(from, to);
        }
    }

    /** Whether an identifier may have this character anywhere. */
    static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    /** A dot or slash between two parts belongs to a name, at the end of a sentence it does not. */
    private static boolean isJoint(String text, int at) {
        char c = text.charAt(at);
        return (c == '.' || c == '/') && at + 1 < text.length() && isPart(text.charAt(at + 1));
    }
}
