package io.mcpguard.data.leak;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first letters of words or lines, which spell something out: {@code golf hotel papa}, a poem whose lines
 * begin with it. Digits that are written as words are digits.
 */
final class Initials {

    private static final int LEAST = 6;
    private static final int MAX_WORD = 5;

    private static final Map<String, Character> DIGITS = Map.of(
            "zero", '0', "one", '1', "two", '2', "three", '3', "four", '4', "five", '5', "six", '6', "seven", '7',
            "eight", '8', "nine", '9');

    private static final String FIRST_OF_DIGITS = "zotfsen";

    private Initials() {}

    /** Of all words, or only of those that begin a line; null if there are few. */
    static @Nullable Source read(Source text, boolean ofLines) {
        if (ofLines && !hasLines(text)) {
            return null;
        }
        var builder = new Source.Builder(text, 0);
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.at(i);
            boolean part = Character.isLetterOrDigit(c);
            if (part && begins) {
                builder.add(ofLines ? c : first(text, i), i, i);
                begins = false;
            } else if (ofLines ? c == '\n' : !part && c != '\'') {
                begins = true;
            }
        }
        return builder.length() < LEAST ? null : builder.build();
    }

    private static boolean hasLines(Source text) {
        int lines = 1;
        for (int i = 0; i < text.length() && lines < LEAST; i++) {
            lines += text.at(i) == '\n' ? 1 : 0;
        }
        return lines >= LEAST;
    }

    private static char first(Source text, int from) {
        if (FIRST_OF_DIGITS.indexOf(text.at(from) | 0x20) < 0) {
            return text.at(from);
        }
        var word = new StringBuilder(MAX_WORD + 1);
        for (int i = from; i < text.length() && word.length() <= MAX_WORD && Character.isLetter(text.at(i)); i++) {
            word.append(Character.toLowerCase(text.at(i)));
        }
        return DIGITS.getOrDefault(word.toString(), text.at(from));
    }
}
