package io.mcpguard.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes one frozen tree as UTF-8 into a growing array. */
final class JsonWriter {

    /** How it is laid out. */
    enum Style {
        /** RFC 8785: members sorted, no spaces, nothing escaped that need not be. */
        CANONICAL,
        /** On one line; what cannot be seen is escaped. */
        LINE,
        /** Two spaces a level; what cannot be seen is escaped. */
        PRETTY,
        /** The same, members sorted. */
        SORTED;

        boolean isSorted() {
            return this == CANONICAL || this == SORTED;
        }

        boolean hasLines() {
            return this == PRETTY || this == SORTED;
        }
    }

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    /** Shorter strings are soon written one by one. */
    private static final int LONG = 16;

    private static final int CHUNK = 4096;

    private final Style style;
    private byte[] out;
    private int size;
    private int level;
    private final int most;

    private JsonWriter(Style style, int sizeHint) {
        this(style, sizeHint, Integer.MAX_VALUE);
    }

    /** A writer that puts null in place of values once it has written this many bytes. */
    JsonWriter(Style style, int sizeHint, int most) {
        this.style = style;
        this.out = new byte[sizeHint];
        this.most = most;
    }

    /**
     * Writes a tree.
     *
     * @param tree a frozen tree
     * @param style how
     * @return holds the bytes
     */
    static JsonWriter write(@Nullable Object tree, Style style) {
        // Right for ASCII text of the usual shape, so that the array seldom grows.
        long hint = tree instanceof Frozen frozen ? frozen.chars() + 6L * frozen.nodes() : 32;
        var writer = new JsonWriter(style, (int) Math.min(hint, 1 << 20));
        writer.value(tree);
        return writer;
    }

    /** {@return the bytes; those from {@link #size()} on are not part of it} */
    byte[] array() {
        return out;
    }

    /** {@return how many bytes were written} */
    int size() {
        return size;
    }

    /** Writes a frozen tree where a value may stand. */
    void value(@Nullable Object node) {
        if (size > most) {
            raw(NULL);
        } else if (node instanceof String text) {
            string(text);
        } else if (node instanceof FrozenMap object) {
            object(object);
        } else if (node instanceof FrozenList array) {
            array(array);
        } else if (node == null) {
            raw(NULL);
        } else if (node instanceof Boolean bool) {
            raw(bool ? TRUE : FALSE);
        } else {
            ascii(JsonNumbers.write(node));
        }
    }

    private void object(FrozenMap object) {
        begin('{');
        Keys keys = object.keys();
        int[] order = style.isSorted() ? keys.sorted() : null;
        byte[][] quoted = keys.quoted();
        for (int i = 0; i < object.size(); i++) {
            int place = order == null ? i : order[i];
            next(i);
            byte[] ready = quoted == null ? null : quoted[place];
            if (ready == null) {
                string(keys.get(place));
            } else {
                raw(ready);
            }
            colon();
            value(object.value(place));
        }
        end('}', object.size());
    }

    private void array(FrozenList array) {
        begin('[');
        for (int i = 0; i < array.size(); i++) {
            next(i);
            value(array.get(i));
        }
        end(']', array.size());
    }

    /** Begins an object or array. */
    void begin(char bracket) {
        raw(bracket);
        level++;
    }

    /** Steps to an element, where this many stand before it. */
    void next(int index) {
        if (index > 0) {
            raw(',');
        }
        if (style.hasLines()) {
            newLine();
        }
    }

    /** Steps to a member, where this many stand before it, and writes its key. */
    void key(int index, String name) {
        next(index);
        string(name);
        colon();
    }

    private void colon() {
        raw(':');
        if (style.hasLines()) {
            raw(' ');
        }
    }

    /** Ends an object or array of this many. */
    void end(char bracket, int count) {
        level--;
        if (style.hasLines() && count > 0) {
            newLine();
        }
        raw(bracket);
    }

    private void newLine() {
        reserve(1 + 2 * level);
        out[size++] = '\n';
        Arrays.fill(out, size, size + 2 * level, (byte) ' ');
        size += 2 * level;
    }

    private void string(String text) {
        int length = text.length();
        if (length >= LONG && plain(text)) {
            return;
        }
        int end = Math.min(length, CHUNK);
        reserve(end + 2);
        byte[] to = out;
        int position = size;
        to[position++] = '"';
        int at = 0;
        while (at < end) {
            char c = text.charAt(at);
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x7f) {
                break;
            }
            to[position++] = (byte) c;
            at++;
        }
        size = position;
        if (at < length) {
            rest(text, at);
        }
        raw('"');
    }

    /** Writes a string from somewhere on. */
    private void rest(String text, int from) {
        int length = text.length();
        int at = from;
        while (at < length) {
            // Plain ASCII in one go; a chunk at a time, so that a long string does not reserve more than it needs.
            int end = Math.min(length, at + CHUNK);
            reserve(end - at);
            byte[] to = out;
            int position = size;
            while (at < end) {
                char c = text.charAt(at);
                if (c < ' ' || c == '"' || c == '\\' || c >= 0x7f) {
                    break;
                }
                to[position++] = (byte) c;
                at++;
            }
            size = position;
            if (at < end) {
                at += special(text, at);
            }
        }
    }

    /** Writes a string in one go if it is plain ASCII; else does nothing. */
    private boolean plain(String text) {
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        if (!Ascii.isPlain(text, latin)) {
            return false;
        }
        reserve(latin.length + 2);
        out[size++] = '"';
        System.arraycopy(latin, 0, out, size, latin.length);
        size += latin.length;
        out[size++] = '"';
        return true;
    }

    /** Writes one code point that is not plain ASCII and returns how many UTF-16 units it had. */
    private int special(String text, int at) {
        reserve(12);
        int codePoint = text.codePointAt(at);
        if (codePoint < ' ' || codePoint == '"' || codePoint == '\\') {
            control(codePoint);
        } else if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            // Half a pair has no UTF-8. RFC 8785 refuses it; escaped, it stays distinct from every other text.
            unicodeEscape(codePoint);
        } else if (style != Style.CANONICAL && SafeText.isUnseen(codePoint)) {
            for (int i = 0; i < Character.charCount(codePoint); i++) {
                unicodeEscape(text.charAt(at + i));
            }
        } else {
            utf8(codePoint);
        }
        return Character.charCount(codePoint);
    }

    private void control(int c) {
        char letter = switch (c) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '\b' -> 'b';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\f' -> 'f';
            case '\r' -> 'r';
            default -> 0;
        };
        if (letter == 0) {
            unicodeEscape(c);
        } else {
            out[size++] = '\\';
            out[size++] = (byte) letter;
        }
    }

    private void unicodeEscape(int unit) {
        out[size++] = '\\';
        out[size++] = 'u';
        out[size++] = HEX[(unit >> 12) & 15];
        out[size++] = HEX[(unit >> 8) & 15];
        out[size++] = HEX[(unit >> 4) & 15];
        out[size++] = HEX[unit & 15];
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x80) {
            out[size++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            out[size++] = (byte) (0xc0 | (codePoint >> 6));
            utf8Tail(codePoint);
        } else if (codePoint < 0x10000) {
            out[size++] = (byte) (0xe0 | (codePoint >> 12));
            utf8Tail(codePoint >> 6);
            utf8Tail(codePoint);
        } else {
            out[size++] = (byte) (0xf0 | (codePoint >> 18));
            utf8Tail(codePoint >> 12);
            utf8Tail(codePoint >> 6);
            utf8Tail(codePoint);
        }
    }

    private void utf8Tail(int bits) {
        out[size++] = (byte) (0x80 | (bits & 0x3f));
    }

    private void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            out[size++] = (byte) text.charAt(i);
        }
    }

    private void raw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, out, size, bytes.length);
        size += bytes.length;
    }

    private void raw(char c) {
        reserve(1);
        out[size++] = (byte) c;
    }

    private void reserve(int more) {
        if (out.length - size < more) {
            out = Arrays.copyOf(out, Math.max(size + more, 2 * out.length));
        }
    }
}
