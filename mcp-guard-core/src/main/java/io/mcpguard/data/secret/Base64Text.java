package io.mcpguard.data.secret;

/** Text in base64 of either alphabet, read until it turns out to be no text. */
final class Base64Text {

    private Base64Text() {}

    /**
     * What a part of a text decodes to if all of that is printable ASCII, as far as {@code most} characters of it;
     * otherwise {@code ""}. Padding may be missing, and characters that are left over at the end are dropped.
     */
    static String printable(String text, int start, int end, int most) {
        StringBuilder decoded = null;
        int bits = 0;
        int held = 0;
        for (int i = start; i < end; i++) {
            int six = six(text.charAt(i));
            if (six < 0) {
                break;
            }
            bits = bits << 6 | six;
            held += 6;
            if (held >= 8) {
                held -= 8;
                char c = (char) (bits >> held & 0xFF);
                if (!isPrintable(c)) {
                    return "";
                }
                if (decoded == null) {
                    decoded = new StringBuilder(Math.min(most, (end - start) * 3 / 4 + 2));
                }
                decoded.append(c);
                if (decoded.length() >= most) {
                    break;
                }
            }
        }
        return decoded == null ? "" : decoded.toString();
    }

    /**
     * Whether the first four characters, if there are as many, stand for printable ASCII: one run in ten does by
     * chance.
     */
    static boolean mayBePrintable(String text, int start) {
        int bits = 0;
        for (int i = start; i < start + 4; i++) {
            int six = six(Chars.at(text, i));
            if (six < 0) {
                return false;
            }
            bits = bits << 6 | six;
        }
        return isPrintable(bits >> 16) && isPrintable(bits >> 8 & 0xFF) && isPrintable(bits & 0xFF);
    }

    private static boolean isPrintable(int c) {
        return c == '\n' || c == '\r' || c == '\t' || (c >= ' ' && c <= '~');
    }

    /** The beginning of what it decodes to, as far as that is printable ASCII. */
    static String head(String text, int start, int end) {
        var decoded = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (int i = start; i < end; i++) {
            int six = six(text.charAt(i));
            if (six < 0) {
                break;
            }
            bits = bits << 6 | six;
            held += 6;
            if (held >= 8) {
                held -= 8;
                char c = (char) (bits >> held & 0xFF);
                if (c < ' ' || c > '~') {
                    break;
                }
                decoded.append(c);
            }
        }
        return decoded.toString();
    }

    private static int six(char c) {
        if (Chars.isUpper(c)) {
            return c - 'A';
        }
        if (Chars.isLower(c)) {
            return c - 'a' + 26;
        }
        if (Chars.isDigit(c)) {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }
}
