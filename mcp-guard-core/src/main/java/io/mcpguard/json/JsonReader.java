package io.mcpguard.json;

import static java.util.Objects.requireNonNull;

import io.mcpguard.json.JsonException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one text into a frozen tree, in one pass. It is an own parser because it must read back whatever
 * {@link JsonWriter} writes: Jackson 3 refuses keys with half a surrogate pair, so that a server could make a lock or an
 * audit file unreadable by naming something so.
 */
final class JsonReader {

    /** So many keys are searched one by one. */
    private static final int FEW = 8;

    private static final int LONGEST_KEY = 64;

    /** The text, where it is all ASCII: an array is read faster than a string, above all before it is compiled. */
    private final byte @Nullable [] ascii;

    /** The text, where it is not. */
    private final @Nullable String text;

    private final int length;
    private final Budget budget;
    private final Gathering gathering = new Gathering();
    private final @Nullable String[] keys = new String[512];
    private int at;
    /** Where the value or key starts that is read just now. */
    private int token;

    private JsonReader(byte @Nullable [] ascii, @Nullable String text, int length, Limits limits) {
        if (length > limits.maxTotalChars()) {
            throw tooLarge(limits);
        }
        this.ascii = ascii;
        this.text = text;
        this.length = length;
        this.budget = new Budget(limits);
    }

    static @Nullable Object read(String text, Limits limits) {
        return new JsonReader(null, text, text.length(), limits).read();
    }

    /** Reads a text of which each byte is one character of ASCII. */
    static @Nullable Object readAscii(byte[] ascii, Limits limits) {
        return new JsonReader(ascii, null, ascii.length, limits).read();
    }

    private @Nullable Object read() {
        try {
            return document();
        } catch (JsonException e) {
            throw e.line() >= 0 ? e : failure(e.reason(), String.valueOf(e.getMessage()), token);
        }
    }

    private char charAt(int place) {
        return ascii != null ? (char) ascii[place] : requireNonNull(text).charAt(place);
    }

    private String part(int from, int to) {
        return ascii != null
                ? new String(ascii, from, to - from, StandardCharsets.ISO_8859_1)
                : requireNonNull(text).substring(from, to);
    }

    private boolean has(String word, int from) {
        if (ascii == null) {
            return requireNonNull(text).startsWith(word, from);
        }
        if (length - from < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (ascii[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static JsonException tooLarge(Limits limits) {
        return new JsonException(
                Reason.TOO_LARGE, "JSON text is longer than " + limits.maxTotalChars() + " characters", 1, 1);
    }

    private @Nullable Object document() {
        if (length > 0 && charAt(0) == '\ufeff') {
            throw malformed("JSON starts with a byte order mark");
        }
        skipSpace();
        Object tree = value(0);
        skipSpace();
        if (at < length) {
            throw malformed("something follows the JSON value");
        }
        return tree;
    }

    private @Nullable Object value(int depth) {
        token = at;
        char c = peek();
        if (c == '{') {
            return object(depth);
        }
        if (c == '[') {
            return array(depth);
        }
        budget.nodes(1);
        return switch (c) {
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> number();
        };
    }

    private FrozenMap object(int depth) {
        budget.container(depth);
        int firstKey = gathering.keys();
        int firstValue = gathering.values();
        Set<String> names = null;
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return gathering.object(firstKey, firstValue);
        }
        while (true) {
            token = at;
            if (peek() != '"') {
                throw malformed("malformed JSON");
            }
            String name = key();
            if (gathering.keys() == firstKey + FEW) {
                names = gathering.from(firstKey);
            }
            if (names == null ? gathering.has(name, firstKey) : !names.add(name)) {
                throw failure(Reason.DUPLICATE_KEY, "a JSON object names a member twice", token);
            }
            skipSpace();
            expect(':');
            skipSpace();
            gathering.key(name);
            gathering.value(value(depth + 1));
            if (!another('}')) {
                return gathering.object(firstKey, firstValue);
            }
        }
    }

    /** A key, the same object as last time if it came before: a document has few, and each of them many times. */
    private String key() {
        int start = at + 1;
        int end = start;
        int last = Math.min(length, start + LONGEST_KEY + 1);
        while (end < last && charAt(end) != '"') {
            end++;
        }
        int size = end - start;
        if (size == 0 || end == last) {
            return string();
        }
        int place = (31 * charAt(start) + 7 * charAt(end - 1) + size) & (keys.length - 1);
        String known = keys[place];
        if (known != null && known.length() == size && has(known, start)) {
            at = end + 1;
            budget.text(known);
            return known;
        }
        String key = string();
        if (key.length() == size && at == end + 1) { // no escapes
            keys[place] = key;
        }
        return key;
    }

    private FrozenList array(int depth) {
        budget.container(depth);
        int first = gathering.values();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return gathering.array(first);
        }
        do {
            gathering.value(value(depth + 1));
        } while (another(']'));
        return gathering.array(first);
    }

    /** Steps over what follows an item: a comma, or the end of the container. */
    private boolean another(char end) {
        skipSpace();
        if (peek() == end) {
            at++;
            return false;
        }
        expect(',');
        skipSpace();
        return true;
    }

    private @Nullable Object literal(String word, @Nullable Object value) {
        if (!has(word, at)) {
            throw malformed("malformed JSON");
        }
        at += word.length();
        return value;
    }

    private Number number() {
        int start = at;
        boolean real = false;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (at < length && charAt(at) == '.') {
            real = true;
            at++;
            digits();
        }
        if (at < length && (charAt(at) == 'e' || charAt(at) == 'E')) {
            real = true;
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        String number = part(start, at);
        return real ? JsonNumbers.readReal(number) : JsonNumbers.readInteger(number);
    }

    private void digits() {
        if (!isDigit(peek())) {
            throw malformed("malformed JSON");
        }
        while (at < length && isDigit(charAt(at))) {
            at++;
        }
    }

    private String string() {
        at++;
        int start = at;
        if (ascii != null) {
            skipPlain(ascii);
        }
        while (true) {
            char c = peek();
            if (c == '"') {
                String plain = part(start, at++);
                budget.text(plain);
                return plain;
            }
            if (c == '\\') {
                String escaped = escapedString(start);
                budget.text(escaped);
                return escaped;
            }
            if (c < ' ') {
                throw malformed("malformed JSON");
            }
            at++;
        }
    }

    /** Steps over what stands for itself in a string. */
    private void skipPlain(byte[] from) {
        int place = at;
        while (place < from.length) {
            byte b = from[place];
            if (b < ' ' || b == '"' || b == '\\') {
                break;
            }
            place++;
        }
        at = place;
    }

    private String escapedString(int start) {
        StringBuilder out = new StringBuilder(part(start, at));
        while (true) {
            char c = peek();
            if (c < ' ') {
                throw malformed("malformed JSON");
            }
            at++;
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() {
        char c = peek();
        char meant = switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> 0;
            default -> throw malformed("malformed JSON");
        };
        at++;
        return c == 'u' ? unicodeEscape() : meant;
    }

    private char unicodeEscape() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            // Character.digit alone takes digits of every script.
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw malformed("malformed JSON");
            }
            unit = 16 * unit + digit;
            at++;
        }
        return (char) unit;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw malformed("malformed JSON");
        }
        at++;
    }

    private char peek() {
        if (at >= length) {
            throw malformed("JSON ends too early");
        }
        return charAt(at);
    }

    private void skipSpace() {
        if (ascii != null) {
            at = behindSpace(ascii, at);
            return;
        }
        while (at < length && isSpace(charAt(at))) {
            at++;
        }
    }

    private static int behindSpace(byte[] ascii, int from) {
        int place = from;
        while (place < ascii.length && isSpace((char) ascii[place])) {
            place++;
        }
        return place;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private JsonException malformed(String message) {
        return failure(Reason.MALFORMED, message, at);
    }

    private JsonException failure(Reason reason, String message, int position) {
        return failure(reason, message, part(0, length), position);
    }

    /**
     * Says where a text goes wrong.
     *
     * @param reason what is wrong
     * @param message the same in words
     * @param text the text
     * @param position where, in UTF-16 units
     * @return the exception
     */
    static JsonException failure(Reason reason, String message, String text, int position) {
        int line = 1;
        int lineStart = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < position; i = text.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        return new JsonException(reason, message, line, position - lineStart + 1);
    }
}
