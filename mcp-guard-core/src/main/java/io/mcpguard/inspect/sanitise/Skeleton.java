package io.mcpguard.inspect.sanitise;

import io.mcpguard.inspect.text.Folding;
import java.util.Arrays;

/**
 * The letters and digits of a text, folded, with the way back to it: what is left of two texts that say the same with
 * other white space, case, punctuation, accents, or escapes of JSON.
 */
final class Skeleton {

    private static final Folding FOLDING = new Folding();

    private char[] chars;
    private int[] starts;
    private int[] ends;
    private int length;

    private Skeleton(int size) {
        this.chars = new char[size];
        this.starts = new int[size];
        this.ends = new int[size];
    }

    static Skeleton of(String text) {
        var skeleton = new Skeleton(text.length() + 8);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                skeleton.add(c, at, at + 1);
                at++;
            } else if (c == '\\') {
                at = skeleton.escape(text, at);
            } else {
                int codePoint = text.codePointAt(at);
                int end = at + Character.charCount(codePoint);
                skeleton.add(codePoint, at, end);
                at = end;
            }
        }
        return skeleton;
    }

    /** Backslashes in any number, as JSON in JSON has them, with what they escape. */
    private int escape(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == '\\') {
            at++;
        }
        if (at == text.length() || "nrtbf".indexOf(text.charAt(at)) >= 0) {
            return Math.min(text.length(), at + 1);
        }
        if (text.charAt(at) != 'u' || at + 5 > text.length()) {
            return at;
        }
        int unit = 0;
        for (int i = at + 1; i < at + 5; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return at;
            }
            unit = 16 * unit + digit;
        }
        add(unit, from, at + 5);
        return at + 5;
    }

    private void add(int codePoint, int start, int end) {
        String folded = FOLDING.of(codePoint);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                add(c, start, end);
            }
        }
    }

    private void add(char c, int start, int end) {
        if (length == chars.length) {
            chars = Arrays.copyOf(chars, 2 * length);
            starts = Arrays.copyOf(starts, 2 * length);
            ends = Arrays.copyOf(ends, 2 * length);
        }
        chars[length] = c;
        starts[length] = start;
        ends[length++] = end;
    }

    int length() {
        return length;
    }

    /** Where the character of the text begins that a character came from. */
    int start(int index) {
        return starts[index];
    }

    /** Behind the character of the text that a character came from. */
    int end(int index) {
        return ends[index];
    }

    /** A number that is the same for equal runs of characters. */
    long hash(int from, int count) {
        long hash = 0;
        for (int i = from; i < from + count; i++) {
            hash = 1_000_003 * hash + chars[i];
        }
        return hash;
    }

    /** How many characters are the same as those of another, from some place on; up to all of the other. */
    int common(int from, Skeleton other) {
        int end = Math.min(length - from, other.length);
        int mismatch = Arrays.mismatch(chars, from, from + end, other.chars, 0, end);
        return mismatch < 0 ? end : mismatch;
    }
}
