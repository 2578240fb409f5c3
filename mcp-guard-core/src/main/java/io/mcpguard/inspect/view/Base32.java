package io.mcpguard.inspect.view;

/** Base32 of RFC 4648, in either case. */
final class Base32 {

    private Base32() {}

    /** Whether a part of a text holds only characters of the alphabet, letters of one case, and a digit of it. */
    static boolean isIn(String text, int start, int end) {
        boolean small = false;
        boolean large = false;
        boolean digit = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            small |= c >= 'a' && c <= 'z';
            large |= c >= 'A' && c <= 'Z';
            digit |= c >= '2' && c <= '7';
            if (value(c) < 0 && c != '=' && c != '\n' && c != '\r') {
                return false;
            }
        }
        return digit && small != large;
    }

    /** Decodes until the bytes are full, and returns how many there are. */
    static int decode(String text, int start, int end, byte[] bytes) {
        int length = 0;
        int bits = 0;
        int buffer = 0;
        for (int i = start; i < end && length < bytes.length; i++) {
            int value = value(text.charAt(i));
            if (value < 0) {
                continue;
            }
            buffer = buffer << 5 | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[length++] = (byte) (buffer >> bits);
            }
        }
        return length;
    }

    private static int value(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        } else if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
    }
}
