package io.mcpguard.data.leak;

import java.util.Arrays;

/**
 * Tells in one pass whether a text may have part of a watched value with its letters shifted, mirrored or written from
 * the end, so that these many readings are made for nearly no honest text. It compares how one goes from a character
 * to the next, which is the same however far letters are shifted. Not thread-safe.
 */
final class Sieve {

    /** So many characters in a row tell: fewer steps are those of many words. */
    static final int LENGTH = 6;

    private static final int FIRST = 64;
    private static final int FILTER_BITS = 8;

    private static final int ALPHABET = 26;
    private static final int LETTER = 0;
    private static final int FIRST_SIGN = 11;
    private static final int SIGNS = 37;
    private static final int KIND_BITS = 6;
    /** A step between two letters; other steps begin with a smaller kind. */
    private static final int LETTERS = (FIRST_SIGN + SIGNS) << KIND_BITS;

    private static final int STEP_BITS = 2 * KIND_BITS;
    private static final long STEPS = (1L << ((LENGTH - 1) * STEP_BITS)) - 1;

    private static final byte[] KINDS = kinds();

    private int[] marks = new int[FIRST];
    /** Nearly all marks of honest texts stop here already. */
    private long[] filter = new long[FIRST * FILTER_BITS / Long.SIZE];

    private int size;

    Sieve copy() {
        var copy = new Sieve();
        copy.marks = marks.clone();
        copy.filter = filter.clone();
        copy.size = size;
        return copy;
    }

    /** The marks of a part of a value, in each of its disguises; to be added. */
    static int[] marks(char[] value, int at, Keys keys) {
        char[] part = Arrays.copyOfRange(value, at, at + LENGTH);
        var mirrored = new char[LENGTH];
        var reversed = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            mirrored[i] = kind(part[i]) == LETTER ? (char) ('a' + 'z' - part[i]) : part[i];
            reversed[i] = part[LENGTH - 1 - i];
        }
        return new int[] {mark(part, keys), mark(mirrored, keys), mark(reversed, keys)};
    }

    private static int mark(char[] part, Keys keys) {
        long steps = 0;
        for (int i = 1; i < LENGTH; i++) {
            steps = steps << STEP_BITS | step(part[i - 1], part[i]);
        }
        return keys.mark(steps);
    }

    void add(int mark) {
        if (2 * (size + 1) > marks.length) {
            int[] old = marks;
            marks = new int[2 * old.length];
            filter = new long[marks.length * FILTER_BITS / Long.SIZE];
            size = 0;
            for (int each : old) {
                if (each != 0) {
                    put(each);
                }
            }
        }
        put(mark);
    }

    private void put(int mark) {
        int slot = slot(mark);
        size += marks[slot] == 0 ? 1 : 0;
        marks[slot] = mark;
        int bit = bit(mark);
        filter[bit >>> 6] |= 1L << bit;
    }

    private boolean has(int mark) {
        int bit = bit(mark);
        return (filter[bit >>> 6] & 1L << bit) != 0 && marks[slot(mark)] != 0;
    }

    private int bit(int mark) {
        return mark >>> 3 & filter.length * Long.SIZE - 1;
    }

    /** Whether a disguised part of a value may stand in a text, which is as its lane compares it. */
    boolean mayHave(Source text, Keys keys) {
        char[] chars = text.chars();
        int length = text.length();
        long steps = 0;
        for (int i = 1; i < length; i++) {
            steps = (steps << STEP_BITS | step(chars[i - 1], chars[i])) & STEPS;
            if (i >= LENGTH - 1 && has(keys.mark(steps))) {
                return true;
            }
        }
        return false;
    }

    /** Where a mark stands, or would. */
    private int slot(int mark) {
        int slot = mark & marks.length - 1;
        while (marks[slot] != 0 && marks[slot] != mark) {
            slot = slot + 1 & marks.length - 1;
        }
        return slot;
    }

    private static int step(char from, char to) {
        int a = kind(from);
        int b = kind(to);
        if ((a | b) != LETTER) {
            return a << KIND_BITS | b;
        }
        int step = to - from;
        return LETTERS + (step < 0 ? step + ALPHABET : step);
    }

    /** One of 48: letters of the alphabet are alike, digits are not. */
    private static int kind(char c) {
        return c < KINDS.length ? KINDS[c] : FIRST_SIGN + c % SIGNS;
    }

    private static byte[] kinds() {
        var kinds = new byte[128];
        for (int c = 0; c < kinds.length; c++) {
            boolean digit = c >= '0' && c <= '9';
            kinds[c] = (byte) (c >= 'a' && c <= 'z' ? LETTER : digit ? c - '0' + 1 : FIRST_SIGN + c % SIGNS);
        }
        return kinds;
    }
}
