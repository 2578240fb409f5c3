package io.mcpguard.data.number;

/** What kinds of characters there are. */
final class Shapes {

    private Shapes() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isAlphanumeric(char c) {
        return isDigit(c) || isSmall(c) || isCapital(c);
    }

    /**
     * Whether letters of this alphabet are joined to words by the letters around them, unlike Chinese and Thai
     * ones.
     */
    static boolean isForeignLetter(char c) {
        return c >= 0x80 && (c < 0x0E00 || (c >= 0x1E00 && c < 0x2000)) && Character.isLetter(c);
    }

    /** Whether a character belongs to a script that is written without spaces, or glues its particles to words. */
    static boolean isUnspaced(char c) {
        return (c >= 0x0E00 && c < 0x1E00) || (c >= 0x2E80 && c < 0xD800) || (c >= 0xF900 && c < 0xFB00);
    }

    static char toCapital(char c) {
        return isSmall(c) ? (char) (c - 'a' + 'A') : c;
    }

    /** The separator that a character is, spaces and hyphens of all kinds alike; 0 if it is none. */
    static char joint(char c) {
        return switch (c) {
            case ' ', '\u00A0', '\u2009', '\u202F' -> ' ';
            case '-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2212' -> '-';
            case '.', '/', '+', '(' -> c;
            default -> 0;
        };
    }
}
