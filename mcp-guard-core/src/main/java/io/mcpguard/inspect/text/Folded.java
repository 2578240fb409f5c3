package io.mcpguard.inspect.text;

import java.util.Arrays;

/**
 * A text as its reader takes it: folded, white space run together, escapes of JSON and of the terminal undone, with the
 * way back to the original offsets.
 */
public final class Folded implements CharSequence {

    /** Longer control sequences are shown as text. */
    private static final int MAX_CONTROL_SEQUENCE = 32;

    /** One such letter may be a slip; so many are none. */
    private static final int MIN_DISGUISED = 3;

    private final String original;
    private char[] chars;
    /** For each folded character the offset of the original one it came from. */
    private int[] from;

    private int length;

    private Folded(String original, int room) {
        this.original = original;
        this.chars = new char[room + 1];
        this.from = new int[room + 1];
    }

    /**
     * Folds a text.
     *
     * @param separated whether {@code _} and {@code -} part words, as they do in names
     */
    public static Folded of(String text, Folding folding, boolean separated) {
        var folded = new Folded(text, text.length());
        folded.fold(folding, separated, 0, 0, text.length());
        return folded;
    }

    /**
     * Folds a part of a text: from one place, up to a number of folded characters behind another. White space at its end
     * is left out, since more may follow.
     */
    public static Folded part(String text, Folding folding, int from, int at, int length) {
        var folded = new Folded(text, at - from + length);
        boolean all = folded.fold(folding, false, from, at, length);
        while (!all && folded.length > 0 && folded.isSpace(folded.length - 1)) {
            folded.length--;
        }
        return folded;
    }

    private boolean isSpace(int index) {
        return chars[index] == ' ' || chars[index] == '\n';
    }

    /** Whether it got to the end of the text. */
    private boolean fold(Folding folding, boolean separated, int from, int behind, int most) {
        String text = original;
        int at = from;
        int limit = Integer.MAX_VALUE;
        while (at < text.length() && length < limit) {
            if (at >= behind && limit == Integer.MAX_VALUE && most < text.length()) {
                limit = length + most;
            }
            char c = text.charAt(at);
            char plain = folding.plain(c);
            if (separated && (c == '_' || c == '-')) {
                append(' ', at++);
            } else if (plain != 0) {
                add(plain, at++);
            } else if (c == ' ') {
                append(c, at++);
            } else if (c == '\\') {
                append(Escapes.meaning(text, at, folding), at);
                at += Escapes.length(text, at);
            } else if (c == 0x1B || c == 0x9B) {
                at = controlSequence(text, at);
            } else {
                int codePoint = text.codePointAt(at);
                append(folding.of(codePoint), at);
                at += Character.charCount(codePoint);
            }
        }
        return at >= text.length();
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
        if (space && length > 0 && isSpace(length - 1)) {
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
    public int start(int index) {
        return index < length ? from[index] : original.length();
    }

    /** The index of the first folded character that came from a place or from behind it. */
    public int indexOf(int place) {
        int index = 0;
        while (index < length && from[index] < place) {
            index++;
        }
        return index;
    }

    /** Where a match that ends before a folded index ended in the original, with what is invisible behind it. */
    public int end(int index) {
        return start(index);
    }

    /** Whether ASCII letters between two indexes stand for letters that are neither ASCII nor Latin with an accent. */
    public boolean isDisguised(int start, int end) {
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
    public CharSequence window(int start, int maxLength) {
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
