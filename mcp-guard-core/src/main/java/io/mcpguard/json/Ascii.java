package io.mcpguard.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at a time, as long texts are nearly all ASCII. */
final class Ascii {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private Ascii() {}

    /** Whether all bytes are ASCII. Plain array accesses, since a process may do this once, and before it is compiled. */
    static boolean isAscii(byte[] bytes) {
        int at = 0;
        for (int end = bytes.length - 7; at < end; at += 8) {
            int any = bytes[at]
                    | bytes[at + 1]
                    | bytes[at + 2]
                    | bytes[at + 3]
                    | bytes[at + 4]
                    | bytes[at + 5]
                    | bytes[at + 6]
                    | bytes[at + 7];
            if (any < 0) {
                return false;
            }
        }
        for (; at < bytes.length; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a text consists of characters that JSON writes as they are, in any layout.
     *
     * @param text the text
     * @param latin what its encoder to ISO 8859-1 makes of it
     * @return false also if any character is not ASCII
     */
    static boolean isPlain(String text, byte[] latin) {
        // Each pair of surrogates is one question mark, and each other character that the encoder does not know.
        if (latin.length != text.length()) {
            return false;
        }
        int at = 0;
        for (; at <= latin.length - 8; at += 8) {
            long eight = (long) LONGS.get(latin, at);
            // The high bit of a byte is set where it is not ASCII, is below a space, or is one of four characters.
            long odd = eight
                    | (eight - ' ' * ONES)
                    | (equal(eight, '"') | equal(eight, '\\') | equal(eight, '?') | equal(eight, 0x7f));
            if ((odd & HIGH) != 0 && !isPlain(text, latin, at, at + 8)) {
                return false;
            }
        }
        return isPlain(text, latin, at, latin.length);
    }

    private static boolean isPlain(String text, byte[] latin, int from, int to) {
        for (int at = from; at < to; at++) {
            byte b = latin[at];
            if (b < ' ' || b == '"' || b == '\\' || b == 0x7f || (b == '?' && text.charAt(at) != '?')) {
                return false;
            }
        }
        return true;
    }

    private static long equal(long eight, int character) {
        long zero = eight ^ (character * ONES);
        return zero - ONES & ~zero;
    }
}
