package io.mcpguard.inspect.view;

import java.io.ByteArrayOutputStream;

/** Bytes in hexadecimal with something between each two: {@code 69 67 6e}, {@code 69:67:6e}, {@code \x69\x67}. */
public final class HexPairs {

    /** Fewer bytes are an address or a colour. */
    public static final int MIN_PAIRS = 20;

    private static final boolean[] HEX = new boolean['f' + 1];

    static {
        "0123456789abcdefABCDEF".chars().forEach(c -> HEX[c] = true);
    }

    private HexPairs() {}

    /** Visits every run of pairs. Linear. */
    static void forEach(String text, Run visitor) {
        int at = 0;
        while (at + 1 < text.length()) {
            if (!isPair(text, at)) {
                at++;
                continue;
            }
            int end = at + 2;
            int pairs = 1;
            while (next(text, end) > 0) {
                end = next(text, end) + 2;
                pairs++;
            }
            if (pairs >= MIN_PAIRS) {
                visitor.run(decode(text, at, end), at, end);
            }
            at = end;
        }
    }

    private static byte[] decode(String text, int start, int end) {
        var bytes = new ByteArrayOutputStream();
        for (int at = start; at > 0 || at == start; at = next(text, at + 2)) {
            bytes.write(16 * Character.digit(text.charAt(at), 16) + Character.digit(text.charAt(at + 1), 16));
            if (at + 2 >= end) {
                break;
            }
        }
        return bytes.toByteArray();
    }

    /** Where the pair behind one separator starts; -1 if there is none. */
    private static int next(String text, int end) {
        int at = end;
        if (text.startsWith("\\x", at) || text.startsWith("0x", at)) {
            at += 2;
        } else if (at < text.length() && " :,-\n".indexOf(text.charAt(at)) >= 0) {
            at++;
            at += text.startsWith("0x", at) ? 2 : 0;
        } else {
            return -1;
        }
        return isPair(text, at) ? at : -1;
    }

    /** Two digits, with none on either side but those of another pair's separator. */
    private static boolean isPair(String text, int at) {
        return at + 1 < text.length()
                && isDigit(text.charAt(at))
                && isDigit(text.charAt(at + 1))
                && (at + 2 == text.length() || text.charAt(at + 2) == '0' || !isDigit(text.charAt(at + 2)));
    }

    private static boolean isDigit(char c) {
        return c <= 'f' ? HEX[c] : c >= 0x80 && Character.digit(c, 16) >= 0;
    }

    /** Takes runs. */
    @FunctionalInterface
    interface Run {

        /** The bytes of one run, and where it stands. */
        void run(byte[] bytes, int start, int end);
    }
}
