package io.mcpguard.data.leak;

/** Plain small letters and digits for characters that are read as such, by eye or by a program that normalises. */
final class LookLike {

    private static final int TABLE = 0x530;
    private static final char[] PLAIN = table();

    private static final int TAGS = 0xE0000;

    private LookLike() {}

    /** The letter or digit in small; 0 for anything else. */
    static char letterOrDigit(char c) {
        if (c < TABLE) {
            return PLAIN[c];
        }
        if (c >= 0xFF10 && c <= 0xFF5A) {
            return PLAIN[c - 0xFEE0];
        }
        if (c >= 0x24B6 && c <= 0x24E9) {
            return (char) ('a' + (c - 0x24B6) % 26);
        }
        return Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
    }

    /**
     * The ASCII character that one outside the basic plane stands for (mathematical alphabets, letters in squares and
     * flags, invisible tags), or 0.
     */
    static char plain(int codePoint) {
        if (codePoint >= 0x1D400 && codePoint < 0x1D6A4) {
            return (char) ('a' + (codePoint - 0x1D400) % 26);
        } else if (codePoint >= 0x1D7CE && codePoint <= 0x1D7FF) {
            return (char) ('0' + (codePoint - 0x1D7CE) % 10);
        } else if (codePoint >= 0x1F130 && codePoint <= 0x1F189) {
            return (char) ('a' + Math.min(25, (codePoint - 0x1F130) % 32));
        } else if (codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF) {
            return (char) ('a' + codePoint - 0x1F1E6);
        }
        return codePoint > TAGS + ' ' && codePoint < TAGS + 0x7F ? (char) (codePoint - TAGS) : 0;
    }

    private static char[] table() {
        var plain = new char[TABLE];
        for (char c = 0; c < TABLE; c++) {
            plain[c] = Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
        }
        String cyrillic = "\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u0501";
        for (int i = 0; i < cyrillic.length(); i++) {
            char small = cyrillic.charAt(i);
            plain[small] = "aeopcyxisjd".charAt(i);
            plain[Character.toUpperCase(small)] = plain[small];
        }
        return plain;
    }
}
