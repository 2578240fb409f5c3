package io.mcpguard.inspect.view;

import io.mcpguard.inspect.text.Budget;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds runs of base64, base32, hexadecimal, percent encoding and character references that decode to text. */
public final class Decoder {
    /** From this length on a run of such characters may be encoded text. */
    public static final int ENCODED_RUN = 40;

    private static final boolean[] ENCODING = new boolean[128];

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
                .chars()
                .forEach(c -> ENCODING[c] = true);
    }

    private static final int MIN_ENTITIES = 4;
    private static final int MAX_ENTITY_GAP = 12;
    /** The longest numeric character reference, of U+10FFFF in hexadecimal. */
    private static final int MAX_REFERENCE = 10;

    private static final int MIN_PERCENTS = 3;
    /** A line of base64 shorter than this is the last one. */
    private static final int BASE64_LINE = 60;
    /** Enough to tell text from an image or a key. */
    private static final int PROBE = 32;

    /** From here on scripts do without spaces. */
    private static final int FIRST_IDEOGRAPHIC = 0x2E80;

    /** In so many bytes of a text one may be broken. */
    private static final int TEXT_BYTES = 16;

    private static final char REPLACED = 0xFFFD;

    private final String text;
    private final Budget budget;
    private final Decoded visitor;

    private Decoder(String text, Budget budget, Decoded visitor) {
        this.text = text;
        this.budget = budget;
        this.visitor = visitor;
    }

    /** Visits what decodes to text. The work is paid from the budget. */
    public static void forEach(String text, Budget budget, Decoded visitor) {
        var decoder = new Decoder(text, budget, visitor);
        decoder.runs();
        decoder.percents();
        decoder.entities();
        HexPairs.forEach(text, decoder::bytes);
    }

    private void bytes(byte[] bytes, int start, int end) {
        visit(text(bytes, bytes.length), start, end);
    }

    /** Whether a text is one run of encoded characters, perhaps in lines, and no words stand in it. */
    public static boolean isAllEncoded(String text) {
        int end = new Decoder(text, new Budget(), (decoded, from, to) -> {}).runEnd(0);
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end == text.length();
    }

    private void runs() {
        int at = 0;
        while (at < text.length()) {
            at = run(at) + 1;
        }
    }

    /** Visits what the run that begins there decodes to, if it is long enough; returns where it ends. */
    private int run(int start) {
        int end = runEnd(start);
        @Nullable String whole = decoded(start, end);
        if (whole != null) {
            visit(whole, start, end);
            return end;
        }
        int from = start;
        for (int at = start; at < end; at++) {
            if (isAssignment(at, end)) {
                visit(decoded(from, at), from, at);
                from = at + 1;
            }
        }
        if (from > start) {
            visit(decoded(from, end), from, end);
        }
        return end;
    }

    /** Whether the sign stands between a name and what it is, and not at the end of what is encoded. */
    private boolean isAssignment(int at, int end) {
        return text.charAt(at) == '='
                && at + 1 < end
                && (isEncoding(text.charAt(at + 1)) && text.charAt(at + 1) != '=');
    }

    /** What a run stands for; null if it is too short, or no text. */
    private @Nullable String decoded(int start, int end) {
        if (end - start < ENCODED_RUN) {
            return null;
        }
        @Nullable
        String decoded =
                isBits(start, end) ? bits(start, end) : isHex(start, end) ? hex(start, end) : base64(start, end);
        return decoded == null && Base32.isIn(text, start, end) ? base32(start, end) : decoded;
    }

    /** The same for one run. */
    public static int run(String text, int start, Decoded visitor) {
        return new Decoder(text, new Budget(), visitor).run(start);
    }

    /** The same for the word with a percent sign at a place; returns where the word ends. */
    public static int percents(String text, int at, Decoded visitor) {
        return new Decoder(text, new Budget(), visitor).percents(at);
    }

    /** The same for all character references. */
    public static void entities(String text, Decoded visitor) {
        new Decoder(text, new Budget(), visitor).entities();
    }

    /** The same for pairs of digits. */
    public static void pairs(String text, Decoded visitor) {
        HexPairs.forEach(text, new Decoder(text, new Budget(), visitor)::bytes);
    }

    private int runEnd(int start) {
        int at = start;
        int lineStart = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' && at - lineStart >= BASE64_LINE) {
                lineStart = at + 1;
            } else if (!isEncoding(c) && c != '-' && c != '_' && !endsLine(at)) {
                break;
            }
            at++;
        }
        return at;
    }

    /** A carriage return by itself ends no line, but may stand between words. */
    private boolean endsLine(int at) {
        return text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
    }

    private boolean isBits(int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != '0' && text.charAt(i) != '1') {
                return false;
            }
        }
        return (end - start) % Byte.SIZE == 0;
    }

    private @Nullable String bits(int start, int end) {
        var bytes = new byte[(end - start) / Byte.SIZE];
        for (int i = start; i < end; i++) {
            int at = (i - start) / Byte.SIZE;
            bytes[at] = (byte) (bytes[at] << 1 | text.charAt(i) - '0');
        }
        return text(bytes, bytes.length);
    }

    private boolean isHex(int start, int end) {
        for (int i = start; i < end; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return (end - start) % 2 == 0;
    }

    private @Nullable String hex(int start, int end) {
        var bytes = new byte[(end - start) / 2];
        for (int i = 0; i < bytes.length; i++) {
            int at = start + 2 * i;
            bytes[i] = (byte) (16 * Character.digit(text.charAt(at), 16) + Character.digit(text.charAt(at + 1), 16));
        }
        return text(bytes, bytes.length);
    }

    private @Nullable String base64(int start, int end) {
        byte[] probe = new byte[PROBE];
        int probed = base64(start, end, probe);
        boolean compressed = Compressed.begins(probe);
        if (!compressed && legible(probe, probed) == null) {
            return null;
        }
        var bytes = new byte[(end - start) / 4 * 3 + 3];
        int length = base64(start, end, bytes);
        if (!compressed) {
            return text(bytes, length);
        }
        byte[] inflated = Compressed.inflate(bytes, length);
        return text(inflated, inflated.length);
    }

    /** Decodes until the bytes are full, and returns how many there are. */
    private int base64(int start, int end, byte[] bytes) {
        int length = 0;
        int bits = 0;
        int buffer = 0;
        for (int i = start; i < end && length < bytes.length; i++) {
            int value = sextet(text.charAt(i));
            if (value >= 0) {
                buffer = buffer << 6 | value;
                bits += 6;
            }
            if (bits >= 8) {
                bits -= 8;
                bytes[length++] = (byte) (buffer >> bits);
            }
        }
        return length;
    }

    private @Nullable String base32(int start, int end) {
        var bytes = new byte[(end - start) / 8 * 5 + 5];
        return text(bytes, Base32.decode(text, start, end, bytes));
    }

    private static int sextet(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        } else if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        } else if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }

    private void percents() {
        int at = text.indexOf('%');
        while (at >= 0) {
            at = text.indexOf('%', percents(at));
        }
    }

    private int percents(int at) {
        int start = at;
        while (start > 0 && text.charAt(start - 1) > ' ') {
            start--;
        }
        int end;
        int count = 0;
        for (end = start; end < text.length() && text.charAt(end) > ' '; end++) {
            count += octet(end) >= 0 ? 1 : 0;
        }
        if (count < MIN_PERCENTS) {
            return end;
        }
        var bytes = new ByteArrayOutputStream(end - start);
        int i = start;
        while (i < end) {
            int octet = octet(i);
            bytes.write(octet >= 0 ? octet : plain(text.charAt(i)));
            i += octet >= 0 ? 3 : 1;
        }
        visit(text(bytes.toByteArray(), bytes.size()), start, end);
        return end;
    }

    /** What is not encoded: a sentence in an address begins behind the name of its parameter, and ends before the next one. */
    private static char plain(char c) {
        return c == '=' || c == '&' || c == '?' || c == '#' ? '\n' : c < 0x80 ? c : '?';
    }

    /** What a percent sign and two digits stand for, -1 if they do not stand there. */
    private int octet(int at) {
        int high = text.charAt(at) == '%' && at + 2 < text.length() ? digit(at + 1) : -1;
        int low = high >= 0 ? digit(at + 2) : -1;
        return low >= 0 ? 16 * high + low : -1;
    }

    private int digit(int at) {
        return Character.digit(text.charAt(at), 16);
    }

    private void entities() {
        int at = text.indexOf("&#");
        while (at >= 0) {
            int start = at;
            int end = at;
            int count = 0;
            var decoded = new StringBuilder();
            while (at >= 0 && at - end <= MAX_ENTITY_GAP) {
                int close = semicolon(at);
                int codePoint = close < 0 ? -1 : reference(text.substring(at + 2, close));
                if (codePoint < 0) {
                    break;
                }
                decoded.append(text, end, at).appendCodePoint(codePoint);
                end = close + 1;
                count++;
                at = text.indexOf("&#", end);
            }
            if (count >= MIN_ENTITIES && budget.spendDecoded(decoded.length())) {
                visitor.decoded(decoded.toString(), start, end);
            }
            at = text.indexOf("&#", Math.max(end, start + 2));
        }
    }

    private int semicolon(int from) {
        for (int at = from + 3; at < Math.min(text.length(), from + MAX_REFERENCE); at++) {
            if (text.charAt(at) == ';') {
                return at;
            }
        }
        return -1;
    }

    private static int reference(String digits) {
        boolean hex = digits.startsWith("x") || digits.startsWith("X");
        int value = 0;
        for (int i = hex ? 1 : 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), hex ? 16 : 10);
            if (digit < 0) {
                return -1;
            }
            value = value * (hex ? 16 : 10) + digit;
        }
        return Character.isValidCodePoint(value) ? value : -1;
    }

    private void visit(@Nullable String decoded, int start, int end) {
        if (decoded != null && budget.spendDecoded(decoded.length())) {
            visitor.decoded(decoded, start, end);
        }
    }

    /** What bytes say in UTF-8; null if they are no text. */
    private static @Nullable String text(byte[] bytes, int length) {
        @Nullable String text = legible(bytes, length);
        if (text == null) {
            return null;
        }
        boolean words = text.chars()
                .anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c >= FIRST_IDEOGRAPHIC);
        boolean encodedAgain = text.length() >= ENCODED_RUN && text.chars().allMatch(Decoder::isEncoding);
        return words || encodedAgain ? text : null;
    }

    /** The same, whether or not words stand in it. */
    private static @Nullable String legible(byte[] bytes, int length) {
        int controls = 0;
        for (int i = 0; i < length; i++) {
            int b = bytes[i];
            controls += b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != 0x1B ? 1 : 0;
        }
        if (length == 0 || isTooMany(controls, length)) {
            return null;
        }
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        return isTooMany(text.chars().filter(c -> c == REPLACED).count(), length) ? null : text;
    }

    /** A few bytes that are no text do not keep a model from reading the others; images and keys are full of them. */
    private static boolean isTooMany(long broken, int length) {
        return broken * TEXT_BYTES > length;
    }

    /** Takes decoded text. */
    @FunctionalInterface
    public interface Decoded {

        /**
         * One run.
         *
         * @param text what it decodes to
         * @param start where it starts in the original
         * @param end behind its end
         */
        void decoded(String text, int start, int end);
    }

    /** Whether a character occurs in base64, plain or for URLs, and in hexadecimal. */
    public static boolean isEncoding(int c) {
        return c < ENCODING.length && ENCODING[c];
    }
}
