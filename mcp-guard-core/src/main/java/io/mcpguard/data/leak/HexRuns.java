package io.mcpguard.data.leak;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads pairs of hexadecimal digits, side by side or with something between them: {@code 67 68}, {@code 0x67,0x68},
 * {@code \x67}.
 */
final class HexRuns {

    private static final int LEAST = 12;
    /** Of those at least so many are below {@code a} where text is encoded: the first of nearly each pair is. */
    private static final int LEAST_BELOW_A = 3;

    private static final int MAX_GAP = 3;
    private static final boolean[] IN_GAP = new boolean[0x7F];

    static {
        " :,;-_\\%xX\t\n\"'|/.".chars().forEach(c -> IN_GAP[c] = true);
    }

    private HexRuns() {}

    /** Whether a text with so many decimal digits may have a run. */
    static boolean mayBeIn(int decimals) {
        return decimals >= LEAST_BELOW_A;
    }

    /**
     * What all runs decode to if the first pair begins at their first digit, or at the second one; null if there are
     * none.
     */
    static @Nullable Source read(Source text, int offset) {
        var builder = new Source.Builder(text, 0);
        var digits = new int[4 * LEAST];
        int at = 0;
        while (at < text.length()) {
            int count = 0;
            int end = at;
            int gap = 0;
            while (end < text.length() && gap <= MAX_GAP) {
                char c = text.at(end);
                boolean prefix = c == '0' && end + 1 < text.length() && (text.at(end + 1) | 0x20) == 'x';
                if (digit(c) >= 0 && !prefix) {
                    digits = count == digits.length ? Arrays.copyOf(digits, 2 * count) : digits;
                    digits[count++] = end;
                    gap = 0;
                } else if (count > 0 && (prefix || isGap(c))) {
                    gap++;
                } else {
                    break;
                }
                end++;
            }
            if (count >= LEAST) {
                decode(text, digits, count, offset, builder);
            }
            at = Math.max(end, at + 1);
        }
        return builder.length() == 0 ? null : builder.build();
    }

    private static boolean isGap(char c) {
        return c < IN_GAP.length && IN_GAP[c];
    }

    private static int digit(char c) {
        int small = c | 0x20;
        return c >= '0' && c <= '9' ? c - '0' : small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
    }

    private static void decode(Source text, int[] digits, int count, int offset, Source.Builder builder) {
        var bytes = new ByteText(builder);
        for (int i = offset; i + 1 < count; i += 2) {
            int octet = digit(text.at(digits[i])) << 4 | digit(text.at(digits[i + 1]));
            bytes.add(octet, digits[i], digits[i + 1]);
        }
        bytes.plain('\n', digits[count - 1]);
    }
}
