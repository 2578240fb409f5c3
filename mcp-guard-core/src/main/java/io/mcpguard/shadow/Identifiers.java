package io.mcpguard.shadow;

import java.util.function.Consumer;

/**
 * The identifiers of a text: runs of letters, digits, {@code _} and {@code -}, also around dots and slashes. One pass;
 * each character is in at most two of them.
 */
final class Identifiers {

    /** Longer ones are no names. */
    private static final int MAX = 128;

    /** An identifier and where it stands. */
    record Identifier(String text, int start, int end) {}

    private Identifiers() {}

    static void of(String text, Consumer<Identifier> found) {
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
            tell(text, start, at, found);
            if (composed) {
                pieces(text, start, at, found);
            }
        }
    }

    private static void pieces(String text, int start, int end, Consumer<Identifier> found) {
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || !isPart(text.charAt(i))) {
                tell(text, from, i, found);
                from = i + 1;
            }
        }
    }

    private static void tell(String text, int start, int end, Consumer<Identifier> found) {
        int from = start;
        int to = end;
        while (from < to && text.charAt(from) == '-') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == '-') {
            to--;
        }
        if (to > from && to - from <= MAX) {
            found.accept(new Identifier(text.substring(from, to), from, to));
        }
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    /** A dot or slash between two parts belongs to a name, at the end of a sentence it does not. */
    private static boolean isJoint(String text, int at) {
        char c = text.charAt(at);
        return (c == '.' || c == '/') && at + 1 < text.length() && isPart(text.charAt(at + 1));
    }
}
