package io.mcpguard.data;

import java.util.Arrays;
import java.util.Locale;

/**
 * Words that say what a value near them is: in front of it, shortly behind it, or in the name of its field. Each stands for
 * itself as a whole word; {@code "tax id"} also matches {@code taxId}, {@code tax_id} and {@code TAX-ID}.
 */
public final class Cues {

    /** So many characters in front of a value are looked at. */
    private static final int BEFORE = 48;

    private static final int BEHIND = 32;

    private final String[] words;

    private Cues(String[] words) {
        this.words = words;
    }

    /** Words in small letters, their parts separated by a space. */
    public static Cues of(String... words) {
        return new Cues(Arrays.stream(words).map(word -> ' ' + word + ' ').toArray(String[]::new));
    }

    /** Whether one of the words stands near a part of a text. */
    public boolean near(Text text, int start, int end) {
        String value = text.value();
        return isIn(value.substring(Math.max(0, start - BEFORE), start))
                || isIn(value.substring(end, Math.min(value.length(), end + BEHIND)))
                || isInField(text);
    }

    /** Whether one of the words stands in the name of the field. */
    public boolean isInField(Text text) {
        return !text.field().isEmpty() && isIn(text.field());
    }

    /** Whether a short text has one of the words. */
    public boolean isIn(String text) {
        String plain = plain(text);
        for (String word : words) {
            if (plain.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** In small letters, words separated by single spaces, camel case taken apart. */
    static String plain(String text) {
        var plain = new StringBuilder(text.length() + 8).append(' ');
        boolean small = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = Character.isLetterOrDigit(c);
            if ((!letter || (small && Character.isUpperCase(c))) && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
            if (letter) {
                plain.append(c);
            }
            small = letter && !Character.isUpperCase(c);
        }
        if (plain.charAt(plain.length() - 1) != ' ') {
            plain.append(' ');
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}
