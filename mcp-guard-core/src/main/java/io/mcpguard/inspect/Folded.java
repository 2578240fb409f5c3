package io.mcpguard.inspect;

import java.util.Arrays;

/**
 * A text as its reader takes it: folded, white space run together, escapes of JSON and of the terminal undone, with the
 * way back to the original offsets.
 */
final class Folded implements CharSequence {

    /** Longer control sequences are shown as text. */
    private static final int MAX_CONTROL_SEQUENCE = 32;

    /** One such letter may be a slip; so many are none. */
    private static final int MIN_DISGUISED = 3;

    private final String original;
    private char[] chars;
    /** For each folded character the offset of the original one it came from. */
    private int[] from;

    private int length;

    private Folded(String original) {
        this.original = original;
        int originalLength = original.length();
        this.chars = new char[originalLength + 1];
        this.from = new int[originalLength + 1];
    }

    /**
     * Folds a text.
     *
     * @param separated whether {@code _} and {@code -} part words, as they do in names
     */
    static Folded of(String text, Folding folding, boolean separated) {
        var folded = new Folded(text);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            char plain = folding.plain(c);
            if (separated && (c == '_' || c == '-')) {
                folded.append(' ', at++);
            } else if (plain != 0) {
                folded.add(plain, at++);
            } else if (c == ' ') {
                folded.append(c, at++);
            } else if (c == '\\') {
                folded.append(Escapes.meaning(text, at, folding), at);
                at += Escapes.length(text, at);
            } else if (c == 0x1B || c == 0x9B) {
                at = folded.controlSequence(text, at);
            } else {
                int codePoint = text.codePointAt(at);
                folded.append(folding.of(codePoint), at);
                at += Character.charCount(codePoint);
            }
        }
        return folded;
    }

    /** Colours and cursor movements between letters are as invisible as zero-width characters. */
    private int controlSequence(String text, int at) {
        int start = at + 1;
        if (text.charAt(at) == 0x1B) {
            if (start >= text.length() || text.charAt(start) != '[') {
                return start;
            }
            start++;
        }
        int limit = Math.min(text.length(), start + MAX_CONTROL_SEQUENCE);
        for (int i = start; i < limit; i++) {
            char c = text.charAt(i);
            if (c >= 0x40 && c <= 0x7E) {
                return i + 1;
            }
            if (c < 0x20 || c > 0x7E) {
                break;
            }
        }
        return start;
    }

    private void append(String folded, int at) {
        for (int i = 0; i < folded.length(); i++) {
            append(folded.charAt(i), at);
        }
    }

    private void append(char c, int at) {
        boolean space = c == ' ' || c == '\n';
        if (space && length > 0 && (chars[length - 1] == ' ' || chars[length - 1] == '\n')) {
            if (c == '\n') {
                chars[length - 1] = c;
            }
            return;
        }
        add(c, at);
    }

    private void add(char c, int at) {
        if (length == chars.length) {
            chars = Arrays.copyOf(chars, 2 * length);
            from = Arrays.copyOf(from, 2 * length);
        }
        chars[length] = c;
        from[length++] = at;
    }

    /** Where a folded character began in the original. */
    int start(int index) {
        return index < length ? from[index] : original.length();
    }

    /** Where a match that ends before a folded index ended in the original, with what is invisible behind it. */
    int end(int index) {
        return start(index);
    }

    /** Whether ASCII letters between two indexes stand for letters that are neither ASCII nor Latin with an accent. */
    boolean isDisguised(int start, int end) {
        int disguised = 0;
        for (int i = start; i < end; i++) {
            char c = original.charAt(from[i]);
            if (c >= 0x250 && chars[i] >= 'a' && chars[i] <= 'z') {
                disguised++;
            }
        }
        return disguised >= MIN_DISGUISED;
    }

    /** The rest from an index on, at most so long, without copying. */
    CharSequence window(int start, int maxLength) {
        return new Window(start, Math.min(maxLength, length - start));
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return chars[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(chars, start, end - start);
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }

    private final class Window implements CharSequence {

        private final int offset;
        private final int size;

        Window(int offset, int size) {
            this.offset = offset;
            this.size = size;
        }

        @Override
        public int length() {
            return size;
        }

        @Override
        public char charAt(int index) {
            return chars[offset + index];
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new String(chars, offset + start, end - start);
        }

        @Override
        public String toString() {
            return new String(chars, offset, size);
        }
    }
}
