package io.mcpguard.inspect.view;

import io.mcpguard.inspect.rule.Disguise;
import org.jspecify.annotations.Nullable;

/** Digits and signs for the letters they look like: {@code 1gn0r3 pr3v10us 1nstruct10ns}. */
public final class Leet {

    private static final String SIGNS = "013457@$!";
    private static final String LETTERS = "oieastasi";

    /** So many words of a text have to be written so before it is read so. */
    public static final int MIN_WORDS = 2;

    /** So many words that are as mixed as no name and no measure is. */
    public static final int SENTENCE_WORDS = 4;

    private static final int MIN_WORD = 4;
    /** Identifiers and keys are longer. */
    private static final int MAX_WORD = 24;

    private static final boolean[] OF_WORD = new boolean[128];

    static {
        for (char c = 0; c < OF_WORD.length; c++) {
            OF_WORD[c] = isLetter(c) || (c >= '0' && c <= '9') || c == '@' || c == '$' || c == '!';
        }
    }

    private Leet() {}

    /** Whether enough words have digits between their letters, and are neither hexadecimal nor numbered parts. */
    static boolean isIn(String text) {
        int words = 0;
        int at = 0;
        while (at < text.length()) {
            int end = wordEnd(text, at);
            words += isLeet(text, at, end) ? 1 : 0;
            if (words >= MIN_WORDS) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    /** Whether the word around a place turns from letters to digits and back; measures and numbered things do not. */
    public static boolean isMixedAt(String text, int at) {
        int start = at;
        while (start > 0 && at - start <= MAX_WORD && isOfWord(text.charAt(start - 1))) {
            start--;
        }
        return turns(text, start, wordEnd(text, at)) > 1;
    }

    /**
     * Whether the word around a place has digits between its letters; to be asked where a digit stands in front of a letter or
     * of a sign.
     */
    public static boolean isAt(String text, int at) {
        int start = at;
        while (start > 0 && at - start <= MAX_WORD && isOfWord(text.charAt(start - 1))) {
            start--;
        }
        return at - start <= MAX_WORD && isLeet(text, start, wordEnd(text, at));
    }

    private static boolean isLeet(String text, int start, int end) {
        boolean escape = start > 0 && text.charAt(start - 1) == '\\';
        return !escape && end - start >= MIN_WORD && isWord(text, start, end) && hasDigit(text, start, end);
    }

    /** The text with letters in their place; null if it is not written so. */
    static @Nullable Reading read(String text) {
        if (!isIn(text)) {
            return null;
        }
        return reading(text);
    }

    /** The text with letters in their place, however few words are written so. */
    public static Reading reading(String text) {
        return new Reading(text, restored(text), null, "digits and signs for letters", disguise(text));
    }

    /** Parts and measures have digits at one end; a sentence of words that turn from letters to digits and back is no list of them. */
    private static Disguise disguise(String text) {
        int mixed = 0;
        for (int at = 0; at < text.length() && mixed < SENTENCE_WORDS; ) {
            int end = wordEnd(text, at);
            mixed += isLeet(text, at, end) && turns(text, at, end) > 1 ? 1 : 0;
            at = end + 1;
        }
        return mixed < SENTENCE_WORDS ? Disguise.ENCODED : Disguise.CIPHER;
    }

    private static int turns(String text, int start, int end) {
        int turns = 0;
        for (int i = start + 1; i < end; i++) {
            turns += isLetter(text.charAt(i)) == isLetter(text.charAt(i - 1)) ? 0 : 1;
        }
        return turns;
    }

    private static String restored(String text) {
        var read = new StringBuilder(text);
        forEachWord(text, (start, end) -> {
            for (int i = start; i < end; i++) {
                int sign = isLetter(text.charAt(i)) ? -1 : SIGNS.indexOf(text.charAt(i));
                if (sign >= 0 && !endsWith(text, i, end)) {
                    read.setCharAt(i, letter(text, i, sign));
                }
            }
        });
        return read.toString();
    }

    /** Visits the words in which signs are read as letters. */
    public static void forEachWord(String text, Word visitor) {
        int at = 0;
        while (at < text.length()) {
            int end = at;
            int sign = -1;
            while (end < text.length() && isOfWord(text.charAt(end))) {
                sign = sign < 0 && !isLetter(text.charAt(end)) ? end : sign;
                end++;
            }
            if (sign >= 0 && !endsWith(text, sign, end) && isWord(text, at, end)) {
                visitor.word(at, end);
            }
            at = end + 1;
        }
    }

    /** An exclamation mark behind a word is one. */
    private static boolean endsWith(String text, int sign, int end) {
        return text.charAt(sign) == '!' && sign + 1 == end;
    }

    /** A one next to another one is an L, as in {@code a11}. */
    private static char letter(String text, int at, int sign) {
        boolean pair = text.charAt(at) == '1'
                && ((at > 0 && text.charAt(at - 1) == '1') || (at + 1 < text.length() && text.charAt(at + 1) == '1'));
        return pair ? 'l' : LETTERS.charAt(sign);
    }

    public static int wordEnd(String text, int start) {
        int at = start;
        while (at < text.length() && isOfWord(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** With a letter beyond F, and none of the digits that stand for no letter. */
    private static boolean isWord(String text, int start, int end) {
        if (end - start > MAX_WORD) {
            return false;
        }
        boolean beyond = false;
        boolean sign = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            beyond |= (c | 0x20) > 'f' && isLetter(c);
            sign |= !isLetter(c);
            if (c == '2' || c == '6' || c == '8' || c == '9') {
                return false;
            }
        }
        return beyond && sign;
    }

    private static boolean hasDigit(String text, int start, int end) {
        for (int i = start + 1; i + 1 < end; i++) {
            if (Character.digit(text.charAt(i), 10) >= 0 && isLetter(text.charAt(i + 1))) {
                return true;
            }
        }
        return Character.digit(text.charAt(start), 10) >= 0 && isLetter(text.charAt(end - 1));
    }

    private static boolean isOfWord(char c) {
        return c < OF_WORD.length && OF_WORD[c];
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Takes words. */
    @FunctionalInterface
    public interface Word {

        /** One word, from its first UTF-16 unit to behind its last one. */
        void word(int start, int end);
    }
}
