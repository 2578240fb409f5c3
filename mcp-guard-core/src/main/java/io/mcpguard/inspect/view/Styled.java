package io.mcpguard.inspect.view;

import io.mcpguard.inspect.rule.Disguise;
import io.mcpguard.inspect.text.Folding;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Latin letters in another dress, read as they look: mathematical, circled and full-width ones, and Greek or Cyrillic
 * ones inside a word of ASCII letters. Rules are held against folded text and see through it by themselves; the
 * classifier reads letters as they are, so it is given this reading.
 */
public final class Styled {

    /** Fewer such letters are a trademark, a formula or a slip. */
    private static final int MIN_LETTERS = 8;

    private static final char FIRST = 0x370;
    /** Up to here letters are Greek and Cyrillic. */
    private static final char LAST_MIXED = 0x4FF;
    /** From here on letters are as wide as ideographs. */
    private static final char FIRST_WIDE = 0xFF21;

    private static final Folding FOLDING = new Folding();

    private Styled() {}

    /** Whether a text has so many such letters that they say something. One pass. */
    public static boolean isIn(String text) {
        int letters = 0;
        for (int i = 0; i < text.length() && letters < MIN_LETTERS; i++) {
            char c = text.charAt(i);
            letters += c >= FIRST && !Character.isLowSurrogate(c) && isDressed(text, i) ? 1 : 0;
        }
        return letters >= MIN_LETTERS;
    }

    /** The text in plain letters; null if it has few others. */
    static @Nullable Reading read(String text) {
        if (!isIn(text)) {
            return null;
        }
        var read = new StringBuilder(text.length());
        int[] from = new int[text.length() + 1];
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            String letters =
                    codePoint >= FIRST && isDressed(text, i) ? plain(codePoint) : Character.toString(codePoint);
            if (read.length() + letters.length() > from.length) {
                from = Arrays.copyOf(from, 2 * from.length + letters.length());
            }
            Arrays.fill(from, read.length(), read.length() + letters.length(), i);
            read.append(letters);
            i += Character.charCount(codePoint);
        }
        return new Reading(
                text, read.toString(), Arrays.copyOf(from, read.length()), "letters in another dress", disguise(text));
    }

    /** Headings have mathematical letters, names have circled and Japanese full-width ones; Greek in English words is for no eye. */
    private static Disguise disguise(String text) {
        int shown = 0;
        int rare = 0;
        int mixed = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FIRST && !Character.isLowSurrogate(c) && isDressed(text, i)) {
                mixed += c <= LAST_MIXED ? 1 : 0;
                shown += Character.isHighSurrogate(c) ? 1 : 0;
                rare += c > LAST_MIXED && !Character.isHighSurrogate(c) ? 1 : 0;
            }
        }
        return mixed > shown + rare ? Disguise.CIPHER : rare > shown ? Disguise.ENCODED : Disguise.SHOW;
    }

    /** In its case, since the classifier tells sentences by it. */
    private static String plain(int codePoint) {
        String folded = FOLDING.of(codePoint);
        return Character.isUpperCase(codePoint) ? folded.toUpperCase(Locale.ROOT) : folded;
    }

    private static boolean isDressed(String text, int at) {
        int c = text.codePointAt(at);
        boolean styled = (c >= 0x1D400 && c <= 0x1D7FF) // mathematical
                || (c >= 0x24B6 && c <= 0x24E9) // circled
                || (c >= 0x1F110 && c <= 0x1F189) // in brackets, squares and circles
                || (c >= FIRST_WIDE && c <= 0xFF5A); // full width
        return styled || (c <= LAST_MIXED && Character.isLetter(c) && (isAscii(text, at - 1) || isAscii(text, at + 1)));
    }

    private static boolean isAscii(String text, int at) {
        if (at < 0 || at >= text.length()) {
            return false;
        }
        char c = (char) (text.charAt(at) | 0x20);
        return c >= 'a' && c <= 'z';
    }
}
