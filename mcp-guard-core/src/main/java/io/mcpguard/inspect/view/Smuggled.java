package io.mcpguard.inspect.view;

import io.mcpguard.inspect.text.Budget;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text in characters that show nothing: tags, variation selectors, private use, two zero-width characters as bits. */
public final class Smuggled {

    private static final int BITS = 8;
    /** Fewer units say nothing that a rule could find. */
    private static final int MIN_UNITS = 8;

    private Smuggled() {}

    /** Visits every run of such characters that says something. Linear; the work is paid from the budget. */
    public static void forEach(String text, Budget budget, Decoder.Decoded visitor) {
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) < 0x200B) {
                at++;
                continue;
            }
            int codePoint = text.codePointAt(at);
            int kind = kind(codePoint);
            int end = at + Character.charCount(codePoint);
            int units = 1;
            while (kind != 0 && end < text.length() && kind(text.codePointAt(end)) == kind) {
                end += Character.charCount(text.codePointAt(end));
                units++;
            }
            if (kind != 0 && units >= MIN_UNITS && budget.spendDecoded(units)) {
                @Nullable String decoded = decode(text.substring(at, end), kind);
                if (decoded != null) {
                    visitor.decoded(decoded, at, end);
                }
            }
            at = end;
        }
    }

    private static int kind(int c) {
        if (c >= 0xE0020 && c <= 0xE007F) {
            return 1;
        } else if ((c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF)) {
            return 2;
        } else if (c >= 0xE000 && c <= 0xF8FF) {
            return 3;
        }
        return (c >= 0x200B && c <= 0x200D) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF ? 4 : 0;
    }

    private static @Nullable String decode(String run, int kind) {
        var bytes = new ByteArrayOutputStream(run.length());
        switch (kind) {
            case 1 -> run.codePoints().forEach(c -> bytes.write(c - 0xE0000));
            case 2 -> run.codePoints().forEach(c -> bytes.write(c <= 0xFE0F ? c - 0xFE00 : c - 0xE0100 + 16));
            case 3 -> run.codePoints().forEach(c -> bytes.write(c & 0xFF));
            default -> {
                return bits(run);
            }
        }
        return printable(bytes.toByteArray());
    }

    /** Which of two characters is the one is not known; only one way gives text. */
    private static @Nullable String bits(String run) {
        char zero = run.charAt(0);
        int one = 0;
        for (int i = 0; i < run.length(); i++) {
            char c = run.charAt(i);
            if (c != zero && one != 0 && c != one) {
                return null;
            }
            one = c == zero ? one : c;
        }
        var bytes = new byte[run.length() / BITS];
        var inverse = new byte[bytes.length];
        for (int i = 0; i < bytes.length * BITS; i++) {
            int bit = run.charAt(i) == zero ? 0 : 1;
            bytes[i / BITS] = (byte) (bytes[i / BITS] << 1 | bit);
            inverse[i / BITS] = (byte) (inverse[i / BITS] << 1 | 1 - bit);
        }
        @Nullable String read = printable(bytes);
        return read == null ? printable(inverse) : read;
    }

    private static @Nullable String printable(byte[] bytes) {
        int letters = 0;
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\t') {
                return null;
            }
            letters += ((b | 0x20) >= 'a' && (b | 0x20) <= 'z') || b < 0 ? 1 : 0;
        }
        return letters > 1 ? new String(bytes, StandardCharsets.UTF_8) : null;
    }
}
