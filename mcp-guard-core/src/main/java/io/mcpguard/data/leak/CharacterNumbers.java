package io.mcpguard.data.leak;

import org.jspecify.annotations.Nullable;

/**
 * Reads the numbers of characters: {@code 103 104 112}, {@code chr(103)+chr(104)}, octal, bits; with fixed width also
 * side by side.
 */
enum CharacterNumbers {
    DECIMAL(10, 2, 3),
    OCTAL(8, 2, 3),
    BINARY(2, 7, 8);

    private static final int LEAST = 4;
    /** Between two numbers, as in {@code )+chr(}. */
    private static final int MAX_GAP = 12;

    private final int base;
    private final int shortest;
    private final int longest;

    CharacterNumbers(int base, int shortest, int longest) {
        this.base = base;
        this.shortest = shortest;
        this.longest = longest;
    }

    /** Whether a text with so many decimal digits may have enough numbers. */
    static boolean mayBeIn(int decimals) {
        return decimals >= 2 * LEAST;
    }

    /** What the numbers stand for; null if there are few. */
    @Nullable
    Source read(Source text) {
        var builder = new Source.Builder(text, 0);
        int end = 0;
        int at = 0;
        while (at < text.length()) {
            if (digit(text.at(at)) < 0) {
                at++;
                continue;
            }
            int from = at;
            while (at < text.length() && digit(text.at(at)) >= 0) {
                at++;
            }
            if (from - end > MAX_GAP && builder.length() > 0) {
                builder.add('\n', from, from);
            }
            if (numbers(text, from, at, builder)) {
                end = at;
            }
        }
        return builder.length() < LEAST ? null : builder.build();
    }

    private boolean numbers(Source text, int from, int to, Source.Builder builder) {
        int length = to - from;
        if (length <= longest) {
            return length >= shortest && number(text, from, to, builder);
        }
        if (length % longest != 0) {
            return false;
        }
        boolean some = false;
        for (int i = from; i < to; i += longest) {
            some |= number(text, i, i + longest, builder);
        }
        return some;
    }

    private boolean number(Source text, int from, int to, Source.Builder builder) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = base * value + digit(text.at(i));
        }
        boolean character = value > ' ' && value < 0x7F;
        if (character) {
            builder.add((char) value, from, to - 1);
        }
        return character;
    }

    private int digit(char c) {
        int digit = c - '0';
        return digit >= 0 && digit < base ? digit : -1;
    }
}
