package io.mcpguard.data.contact;

import java.text.Normalizer;

/** What characters are, and where words begin and end in prose, code, JSON and scripts that do without spaces. */
final class Letters {

    /** Small letters without their accents, for Latin letters as far as Extended-A. */
    private static final char[] FOLDED = folded();

    private Letters() {}

    /** As {@code indexOf}, but it looks for one character of the word, which is faster the rarer that one is. */
    static int indexOf(String text, String word, int rare, int from) {
        int at = text.indexOf(word.charAt(rare), from + rare);
        while (at >= 0 && !text.startsWith(word, at - rare)) {
            at = text.indexOf(word.charAt(rare), at + 1);
        }
        return at < 0 ? -1 : at - rare;
    }

    private static char[] folded() {
        var folded = new char[0x180];
        for (char c = 0; c < folded.length; c++) {
            folded[c] = Normalizer.normalize(Character.toString(Character.toLowerCase(c)), Normalizer.Form.NFD)
                    .charAt(0);
        }
        return folded;
    }

    /** In small letters and without accent. */
    static char fold(char c) {
        return c < FOLDED.length ? FOLDED[c] : Character.toLowerCase(c);
    }

    /** Where the next digit stands, the end of the text if there is none. */
    static int nextDigit(String text, int from) {
        int i = from;
        int length = text.length();
        while (i < length && !isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where digits end that go on from a place. */
    static int behindDigits(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where letters end that go on from a place, those of scripts without spaces not among them. */
    static int behindLetters(String text, int from) {
        int i = from;
        int length = text.length();
        while (i < length && isLetter(text.charAt(i)) && !isUnspaced(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Where the next letter stands, the end of the text if there is none. */
    static int nextLetter(String text, int from) {
        int i = from;
        int length = text.length();
        while (i < length && !isLetter(text.charAt(i))) {
            i++;
        }
        return i;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static boolean isLetter(char c) {
        return c < 128 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : Character.isLetter(c);
    }

    static boolean isLetterOrDigit(char c) {
        return isDigit(c) || isLetter(c);
    }

    /**
     * Whether it is of a script that writes words without spaces, or hangs endings on to foreign words as Korean does.
     */
    static boolean isUnspaced(char c) {
        return c >= 0x0E00
                && (c <= 0x0EFF // Thai, Lao
                        || (c >= 0x1000 && c <= 0x11FF) // Burmese, Hangul
                        || (c >= 0x1780 && c <= 0x17FF) // Khmer
                        || (c >= 0x2E80 && c <= 0xD7FF) // Han, kana, Hangul
                        || (c >= 0xF900 && c <= 0xFAFF)
                        || (c >= 0xFF61 && c <= 0xFFDC));
    }

    /** Whether a value that begins behind it, or ends in front of it, would be a part of something longer. */
    static boolean joins(char c) {
        return c == '_' || (isLetterOrDigit(c) && !isUnspaced(c));
    }

    /** Whether a value may begin here: at the start, or behind what does not join it. */
    static boolean isFreeBefore(String text, int at) {
        return at == 0 || !joins(text.charAt(at - 1)) || isEscape(text, at - 1);
    }

    static boolean isFreeBehind(String text, int at) {
        return at >= text.length() || !joins(text.charAt(at));
    }

    /** Whether a word begins here; {@code Number} in {@code phoneNumber} is one. */
    static boolean startsWord(String text, int at) {
        return at == 0 || isEnd(text, at) || isEscape(text, at - 1);
    }

    /** Whether a word that reaches here has its end here. */
    static boolean endsWord(String text, int at) {
        return at >= text.length() || isEnd(text, at);
    }

    private static boolean isEnd(String text, int at) {
        char before = text.charAt(at - 1);
        char behind = text.charAt(at);
        return !isLetter(before)
                || !isLetter(behind)
                || isUnspaced(before)
                || isUnspaced(behind)
                || (isHump(before, behind) && at > 1 && isLetter(text.charAt(at - 2))); // phoneNumber, not iPhone
    }

    /** Whether camel case begins a word between the two. */
    static boolean isHump(char before, char behind) {
        return Character.isLowerCase(before) && Character.isUpperCase(behind);
    }

    /** Whether it is the letter of an escape such as {@code \n}, as JSON within a string has it. */
    static boolean isEscape(String text, int at) {
        return at > 0 && text.charAt(at - 1) == '\\' && "nrtbf".indexOf(text.charAt(at)) >= 0;
    }
}
