package io.mcpguard.data.leak;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds what looks drawn rather than written in a text, and says how many bits it may carry: keys, encoded data, the
 * long labels of a host name that talks through the domain name system. Words, names of code, paths, dates and prices
 * cost nothing. One pass.
 */
final class RandomTokens {

    /** What is shorter carries little, and is often a word that no list knows. */
    private static final int MIN_RUN = 12;

    private static final int MIN_CHUNK = 4;
    /** Digits up to here are dates, amounts and numbers of things. */
    private static final int PLAIN_DIGITS = 10;

    private static final double MAX_BITS = 8;

    private static final int TABLE = 128;
    private static final boolean[] IN_RUN = new boolean[TABLE];

    private static final double[] LOG2 = new double[32];

    static {
        for (int i = 1; i < LOG2.length; i++) {
            LOG2[i] = Judge.log2(i);
        }
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=.~%"
                .chars()
                .forEach(c -> IN_RUN[c] = true);
    }

    private final String text;
    private final Keys keys;
    private final Visitor visitor;
    private final int[] counts = new int[TABLE];
    private final List<Chunk> found = new ArrayList<>();

    private record Chunk(int from, int to, double bits) {}

    /** Takes one token. */
    @FunctionalInterface
    interface Visitor {

        void token(long fingerprint, double bits);
    }

    private RandomTokens(String text, Keys keys, Visitor visitor) {
        this.text = text;
        this.keys = keys;
        this.visitor = visitor;
    }

    /** Visits the tokens of a text that stand in runs of some length. */
    static void forEachLong(String text, Keys keys, Visitor visitor) {
        new RandomTokens(text, keys, visitor).runs(MIN_RUN);
    }

    /** Visits all, also short ones, which may come back as part of something longer. */
    static void forEach(String text, Keys keys, Visitor visitor) {
        new RandomTokens(text, keys, visitor).runs(MIN_CHUNK);
    }

    private void runs(int least) {
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && isInRun(text.charAt(end))) {
                end++;
            }
            if (end - at >= least) {
                chunks(at, end, least);
            }
            at = end + 1;
        }
    }

    /** Visits the letters and digits between signs that look drawn, if they are so many together. */
    private void chunks(int from, int to, int least) {
        found.clear();
        int drawn = 0;
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            double bits = end - at < MIN_CHUNK ? 0 : bits(at, end);
            if (bits > 0) {
                drawn += end - at;
                found.add(new Chunk(at, end, bits));
            }
            at = end + 1;
        }
        if (drawn >= least) {
            found.forEach(chunk -> visitor.token(keys.of(text, chunk.from(), chunk.to()), chunk.bits()));
        }
    }

    /** How many bits letters and digits carry if they look drawn, else 0. */
    private double bits(int from, int to) {
        int digits = 0;
        int hex = 0;
        for (int i = from; i < to; i++) {
            digits += text.charAt(i) <= '9' ? 1 : 0;
            hex += text.charAt(i) <= '9' || (text.charAt(i) | 0x20) <= 'f' ? 1 : 0;
        }
        int length = to - from;
        if (digits == length) {
            return Math.max(0, length - PLAIN_DIGITS) * entropy(from, to);
        }
        boolean isHex = hex == length && digits > 0;
        int odd = isHex ? length - digits : oddLetters(from, to);
        boolean mixed = digits > 0 && odd + digits >= 4 && 2 * odd >= length - digits && digits * 12 >= length;
        boolean unreadable = length >= MIN_RUN && 2 * odd >= length;
        return isHex || mixed || unreadable ? length * entropy(from, to) : 0;
    }

    /** How many letters are in no word. */
    private int oddLetters(int from, int to) {
        int odd = 0;
        int at = from;
        while (at < to) {
            if (text.charAt(at) <= '9') {
                at++;
                continue;
            }
            int end = WordShape.wordEnd(text, at, to);
            odd += end - at < 3 || !WordShape.isWord(text, at, end) ? end - at : 0;
            at = end;
        }
        return odd;
    }

    /** Of its characters, in bits each (Shannon 1948). */
    private double entropy(int from, int to) {
        for (int i = from; i < to; i++) {
            counts[text.charAt(i)]++;
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            int count = counts[text.charAt(i)];
            if (count > 1) {
                sum += count * (count < LOG2.length ? LOG2[count] : Judge.log2(count));
            }
            counts[text.charAt(i)] = 0;
        }
        double length = to - from;
        return Math.min(MAX_BITS, Judge.log2(length) - sum / length);
    }

    private static boolean isInRun(char c) {
        return c < TABLE && IN_RUN[c];
    }
}
