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

    /** Whether all bytes are ASCII. */
    static boolean isAscii(byte[] bytes) {
        int at = 0;
        for (; at <= bytes.length - 8; at += 8) {
            if (((long) LONGS.get(bytes, at) & HIGH) != 0) {
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
     * Whether all bytes are characters that JSON writes as they are, in any layout. False also for a question mark, which
     * may be what an encoder made of something else.
     */
    static boolean isPlain(byte[] bytes) {
        int at = 0;
        for (; at <= bytes.length - 8; at += 8) {
            long eight = (long) LONGS.get(bytes, at);
            // The high bit of a byte is set where it is not ASCII, is below a space, or is one of four characters.
            long odd = eight
                    | (eight - ' ' * ONES)
                    | (equal(eight, '"') | equal(eight, '\\') | equal(eight, '?') | equal(eight, 0x7f));
            if ((odd & HIGH) != 0) {
                return false;
            }
        }
        for (; at < bytes.length; at++) {
            byte b = bytes[at];
            if (b < ' ' || b == '"' || b == '\\' || b == '?' || b == 0x7f) {
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
