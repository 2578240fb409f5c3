package io.mcpguard.data.secret;

import java.util.function.IntPredicate;

/** Text in base64 of either alphabet, read until it turns out to be no text. */
final class Base64Text {

    private Base64Text() {}

    /**
     * What a part of a text decodes to if all of that is printable ASCII, as far as {@code most} characters of it;
     * otherwise {@code ""}. Padding may be missing, and characters that are left over at the end are dropped.
     */
    static String printable(String text, int start, int end, int most) {
        var decoded = new StringBuilder();
        return read(text, start, end, most, Base64Text::isPrintable, decoded) ? decoded.toString() : "";
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

    /** The beginning of what it decodes to, as far as that is printable ASCII in one line. */
    static String head(String text, int start, int end) {
        var decoded = new StringBuilder();
        read(text, start, end, Integer.MAX_VALUE, c -> c >= ' ' && c <= '~', decoded);
        return decoded.toString();
    }

    /** Decodes as long as the bytes are wanted, and not more than {@code most}; whether all were wanted. */
    private static boolean read(String text, int start, int end, int most, IntPredicate wanted, StringBuilder decoded) {
        int bits = 0;
        int held = 0;
        for (int i = start; i < end && decoded.length() < most; i++) {
            int six = six(text.charAt(i));
            if (six < 0) {
                break;
            }
            bits = bits << 6 | six;
            held += 6;
            if (held >= 8) {
                held -= 8;
                int c = bits >> held & 0xFF;
                if (!wanted.test(c)) {
                    return false;
                }
                decoded.append((char) c);
            }
        }
        return true;
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
