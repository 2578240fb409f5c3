package io.mcpguard.inspect.model;

import java.text.Normalizer;

/** What the reader makes of a character: small letters without accents, and which scripts are written without spaces. */
final class Letters {

    private static final int TABLE = 0x530;
    private static final char[] FOLDED = fold();

    private Letters() {}

    /** The letter or digit in lower case and without accents, 0 for everything else. */
    static char of(char c) {
        if (c < TABLE) {
            return FOLDED[c];
        }
        if (c >= 0xFF10 && c <= 0xFF5A) {
            return of((char) (c - 0xFEE0));
        }
        return Character.isLetterOrDigit(c) || c == 0x30FC ? Character.toLowerCase(c) : 0;
    }

    /** Of a script that puts spaces between words, in full width too. */
    static boolean isSpaced(char c) {
        return c < 0x3041 || (c >= 0xFF10 && c <= 0xFF5A);
    }

    /** Han and Hiragana: read two by two. */
    static boolean isPaired(char c) {
        return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x3041 && c <= 0x309F);
    }

    static boolean isKatakana(char c) {
        return c >= 0x30A1 && c <= 0x30FE;
    }

    static boolean isHangul(char c) {
        return c >= 0xAC00 && c <= 0xD7A3;
    }

    /** Shows nothing: a word goes on over it. */
    static boolean isInvisible(char c) {
        return (c >= 0x200B && c <= 0x200F) || c == 0xAD || c == 0xFEFF || c == 0x2060 || (c >= 0x300 && c <= 0x36F);
    }

    private static char[] fold() {
        char[] folded = new char[TABLE];
        for (char c = 0; c < TABLE; c++) {
            if (Character.isLetterOrDigit(c)) {
                char lower = Character.toLowerCase(c);
                // Of the Cyrillic letters only one is written with and without its dots.
                folded[c] = c >= 0x400 ? (lower == 0x451 ? 0x435 : lower) : plain(lower);
            }
        }
        return folded;
    }

    private static char plain(char lower) {
        char first =
                Normalizer.normalize(String.valueOf(lower), Normalizer.Form.NFD).charAt(0);
        return lower == 0xDF ? 's' : lower == 0xF8 ? 'o' : first;
    }
}
