package io.mcpguard.inspect.sanitise;

import io.mcpguard.json.SafeText;
import java.lang.Character.UnicodeScript;
import java.util.random.RandomGenerator;

/**
 * Datamarking (Hines et al., "Defending Against Indirect Prompt Injection Attacks With Spotlighting", 2024): a sign that a
 * text does not contain stands for whatever is between its words, so that each part of it shows where it comes from. Linear.
 */
final class Datamark {

    /** None folds to a space or to nothing, so that no view of a text puts its words together again. */
    private static final String SIGNS = "\u02C6\u02C7\u00A4\u00A6\u00AC\u2020\u2021\u203B\u2042\u25CA\u2016\u204A";

    /** Scripts that put no space between words get a sign after so many letters. */
    private static final int LETTERS = 4;

    private Datamark() {}

    /** A sign that is not in the text, chosen at random; 0 if all are. */
    static char sign(String text, RandomGenerator random) {
        int first = random.nextInt(SIGNS.length());
        for (int i = 0; i < SIGNS.length(); i++) {
            char sign = SIGNS.charAt((first + i) % SIGNS.length());
            if (text.indexOf(sign) < 0) {
                return sign;
            }
        }
        return 0;
    }

    static boolean isSign(char c) {
        return SIGNS.indexOf(c) >= 0;
    }

    /** The text with the sign for each space, tab, control or invisible character, and before each line feed. */
    static String mark(String text, char sign) {
        var marked = new StringBuilder(text.length() + text.length() / 8);
        int letters = 0;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c == ' ' || isUnseen(c)) {
                marked.append(sign);
                letters = 0;
                if (c == '\n') {
                    marked.append('\n');
                }
            } else {
                letters = isUnspaced(c) ? letters + 1 : 0;
                if (letters > LETTERS) {
                    marked.append(sign);
                    letters = 1;
                }
                marked.appendCodePoint(c);
            }
        }
        return marked.toString();
    }

    /** Whether {@link #mark} could have made the text. */
    static boolean isMarked(String text, char sign) {
        return mark(text.replace(sign + "\n", "\n"), sign).equals(text);
    }

    /** Icons of private use are seen, and what this Java does not know may be a new letter or emoji. */
    private static boolean isUnseen(int c) {
        return SafeText.isUnseen(c)
                && switch (Character.getType(c)) {
                    case Character.PRIVATE_USE, Character.UNASSIGNED, Character.SURROGATE -> false;
                    default -> true;
                };
    }

    private static boolean isUnspaced(int c) {
        return c >= 0xE00
                && Character.isLetter(c)
                && switch (UnicodeScript.of(c)) {
                    case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, BOPOMOFO, YI -> true;
                    default -> false;
                };
    }
}
