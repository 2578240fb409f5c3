package io.mcpguard.data.leak;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Characters, and for each where it stands in the string they were read from. Not changed once it is built. */
final class Source {

    private final char[] chars;
    private final int length;
    private final int base;
    /** Null where each character stands for itself, one behind the other. */
    private final int @Nullable [] from;

    private final byte @Nullable [] width;

    private Source(char[] chars, int length, int base, int @Nullable [] from, byte @Nullable [] width) {
        this.chars = chars;
        this.length = length;
        this.base = base;
        this.from = from;
        this.width = width;
    }

    /** A part of a string, as it is. */
    static Source of(String text, int start, int end) {
        var chars = new char[end - start];
        text.getChars(start, end, chars, 0);
        return new Source(chars, chars.length, start, null, null);
    }

    int length() {
        return length;
    }

    char at(int index) {
        return chars[index];
    }

    /** All characters, and perhaps unused ones behind them; to be read only. */
    char[] chars() {
        return chars;
    }

    /** Where the character begins in the string. */
    int start(int index) {
        return from == null ? base + index : from[index];
    }

    /** Behind its end in the string. */
    int end(int index) {
        return start(index) + (width == null ? 1 : width[index] & 0xFF);
    }

    /** Each character for another one of the same place. */
    Source mapped(char[] table) {
        var mapped = Arrays.copyOf(chars, length);
        for (int i = 0; i < length; i++) {
            if (mapped[i] < table.length) {
                mapped[i] = table[mapped[i]];
            }
        }
        return new Source(mapped, length, base, from, width);
    }

    Source reversed() {
        var builder = new Builder(this, length);
        for (int i = length - 1; i >= 0; i--) {
            builder.add(chars[i], i, i);
        }
        return builder.build();
    }

    /** Gathers what is read from another source. */
    static final class Builder {

        private static final int MAX_WIDTH = 255;

        private final Source parent;
        private char[] chars;
        private int[] from;
        private byte[] width;
        private int length;

        Builder(Source parent, int capacity) {
            this.parent = parent;
            int first = Math.max(16, capacity);
            chars = new char[first];
            from = new int[first];
            width = new byte[first];
        }

        int length() {
            return length;
        }

        /** A character that the parent's characters from the first to the last one stand for. */
        void add(char c, int first, int last) {
            if (length == chars.length) {
                chars = Arrays.copyOf(chars, 2 * length);
                from = Arrays.copyOf(from, 2 * length);
                width = Arrays.copyOf(width, 2 * length);
            }
            int start = parent.start(first);
            int end = parent.end(first);
            if (first != last) {
                start = Math.min(start, parent.start(last));
                end = Math.max(end, parent.end(last));
            }
            chars[length] = c;
            from[length] = start;
            width[length++] = (byte) Math.min(MAX_WIDTH, end - start);
        }

        Source build() {
            return new Source(chars, length, 0, from, width);
        }
    }
}
