package io.mcpguard.data.secret;

/** Sets of ASCII characters, and which characters belong to tokens. */
final class Chars {

    private static final byte ALNUM = 1;
    private static final byte BASE64 = 2;
    private static final byte NAME = 4;
    private static final byte TOKEN = 8;

    /** What ASCII characters are; those beyond are nothing. */
    private static final byte[] KINDS = kinds();

    private Chars() {}

    /**
     * Whether it can stand inside a token: what is printable in ASCII and no space, quotation mark, bracket or comma.
     */
    static boolean isToken(char c) {
        return is(c, TOKEN);
    }

    /** How far back from a place characters of tokens go, not beyond another place. */
    static int tokenStart(String text, int from, int end) {
        int start = end;
        while (start > from && isToken(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** How far back from a place characters of base64 go, not beyond another place. */
    static int base64Start(String text, int from, int end) {
        int start = end;
        while (start > from && isBase64(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    static boolean isAlnum(char c) {
        return is(c, ALNUM);
    }

    static boolean isLetter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** In base64 of both alphabets, without its padding. */
    static boolean isBase64(char c) {
        return is(c, BASE64);
    }

    /** In the name of a variable, a header or an option. */
    static boolean isName(char c) {
        return is(c, NAME);
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    /** The character at a place, NUL behind the ends. */
    static char at(String text, int index) {
        return index < 0 || index >= text.length() ? '\0' : text.charAt(index);
    }

    private static boolean is(char c, byte kind) {
        return c < KINDS.length && (KINDS[c] & kind) != 0;
    }

    private static byte[] kinds() {
        var kinds = new byte[0x80];
        for (char c = 0; c < kinds.length; c++) {
            if (isLetter(c) || isDigit(c)) {
                kinds[c] = ALNUM | BASE64 | NAME | TOKEN;
            }
        }
        add(kinds, "+/-_", BASE64);
        add(kinds, "_-.$", NAME);
        add(kinds, "!#$%&*+-./:=?@\\^_|~", TOKEN);
        return kinds;
    }

    private static void add(byte[] kinds, String signs, byte kind) {
        signs.chars().forEach(c -> kinds[c] |= kind);
    }
}
