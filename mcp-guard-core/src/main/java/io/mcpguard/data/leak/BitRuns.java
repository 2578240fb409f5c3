package io.mcpguard.data.leak;

import java.nio.CharBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads runs of base64 and base32 (RFC 4648, both alphabets of base64) that may begin anywhere: a piece of an encoded
 * text, or one that something was written in front of, is read from the character on at which its groups begin.
 */
enum BitRuns {
    BASE64("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", "-_", 62, 6, 4, 8),
    BASE32("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "abcdefghijklmnopqrstuvwxyz", 0, 5, 8, 16);

    /** Lines of encoded text are at least so long but for the last one. */
    private static final int LINE = 56;
    /** One character in so many. */
    private static final int FEW = 8;

    /** What each character stands for, -1 for nothing. */
    @SuppressWarnings("ImmutableEnumChecker") // Never written to after the constructor; an array is read fastest.
    private final byte[] digits;

    private final int bits;
    private final int group;
    private final int least;

    /** Other signs stand for the digits from some one on as well. */
    BitRuns(String alphabet, String others, int from, int bits, int group, int least) {
        digits = new byte['z' + 1];
        Arrays.fill(digits, (byte) -1);
        for (int i = 0; i < alphabet.length(); i++) {
            digits[alphabet.charAt(i)] = (byte) i;
        }
        for (int i = 0; i < others.length(); i++) {
            digits[others.charAt(i)] = (byte) (from + i);
        }
        this.bits = bits;
        this.group = group;
        this.least = least;
    }

    private int digit(char c) {
        return c < digits.length ? digits[c] : -1;
    }

    /** At so many characters of a run its first group may begin. */
    int offsets() {
        return group;
    }

    /** What all runs decode to if groups begin behind so many characters; null if there are none. */
    @Nullable
    Source read(Source text, int offset) {
        var builder = new Source.Builder(text, text.length() / 2);
        int at = 0;
        while (at < text.length()) {
            int end = runEnd(text, at);
            if (mayBe(text, at, end)) {
                decode(text, at, end, offset, builder);
            }
            at = Math.max(end, at) + 1;
        }
        return builder.length() == 0 ? null : builder.build();
    }

    /** Whether a text may have a run, at whatever characters its groups begin. */
    boolean mayBeIn(Source text) {
        int at = 0;
        while (at < text.length()) {
            int end = runEnd(text, at);
            if (mayBe(text, at, end)) {
                return true;
            }
            at = Math.max(end, at) + 1;
        }
        return false;
    }

    private boolean mayBe(Source text, int from, int to) {
        if (to - from < least) {
            return false;
        }
        return this == BASE64 ? !isPlain(text, from, to) : isOneCase(text, from, to) && !isWords(text, from, to);
    }

    /**
     * Whether it is a number or a date, or words side by side: few digits, and each capital in front of two small
     * letters. Of encoded text every other character is a capital or a digit.
     */
    private static boolean isPlain(Source text, int from, int to) {
        int digits = 0;
        int letters = 0;
        int odd = 0;
        for (int i = from; i < to && (odd == 0 || FEW * letters <= to - from); i++) {
            char c = text.at(i);
            if (c >= 'A' && c <= 'Z' && !(isSmall(text, i + 1, to) && isSmall(text, i + 2, to))) {
                odd++;
            }
            digits += c >= '0' && c <= '9' ? 1 : 0;
            letters += c >= 'A' ? 1 : 0;
        }
        return FEW * letters <= to - from || (odd == 0 && FEW * digits <= to - from);
    }

    private static boolean isSmall(Source text, int at, int to) {
        return at < to && text.at(at) >= 'a';
    }

    /**
     * Whether it is a number, or reads like words without spaces; long base32 has digits, too, and letters in no such
     * order.
     */
    private static boolean isWords(Source text, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += text.at(i) <= '9' ? 1 : 0;
        }
        if (digits > 0) {
            return FEW * (to - from - digits) <= to - from;
        }
        return WordShape.isWord(CharBuffer.wrap(text.chars()), from, to);
    }

    /** Nobody writes base32 in capitals and small letters at once. */
    private static boolean isOneCase(Source text, int from, int to) {
        boolean capital = false;
        boolean small = false;
        for (int i = from; i < to && !(capital && small); i++) {
            capital |= text.at(i) >= 'A' && text.at(i) <= 'Z';
            small |= text.at(i) >= 'a';
        }
        return !(capital && small);
    }

    private int runEnd(Source text, int from) {
        char[] chars = text.chars();
        int length = text.length();
        int at = from;
        int line = from;
        while (at < length) {
            char c = chars[at];
            if ((c == '\n' || c == '\r') && at - line >= LINE) {
                line = c == '\n' ? at + 1 : line;
            } else if (digit(c) < 0) {
                break;
            }
            at++;
        }
        return at;
    }

    private void decode(Source text, int from, int to, int offset, Source.Builder builder) {
        var bytes = new ByteText(builder);
        int buffer = 0;
        int have = 0;
        int first = from;
        int skip = offset;
        for (int i = from; i < to; i++) {
            int digit = digit(text.at(i));
            if (digit < 0 || skip-- > 0) {
                continue;
            }
            first = have == 0 ? i : first;
            buffer = buffer << bits | digit;
            have += bits;
            if (have >= Byte.SIZE) {
                have -= Byte.SIZE;
                bytes.add(buffer >> have & 0xFF, first, i);
                first = i;
            }
        }
        bytes.plain('\n', to - 1);
    }
}
