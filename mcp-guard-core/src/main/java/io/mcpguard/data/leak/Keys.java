package io.mcpguard.data.leak;

import java.util.random.RandomGenerator;

/**
 * Fingerprints under a key that is drawn anew for each watch, so that two processes have nothing to compare. They
 * keep values out of logs and out of sight, but whoever reads the whole memory has the key as well and can try short
 * parts one by one. Immutable.
 */
final class Keys {

    private static final int ASCII = 128;
    private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

    private final long[] ofAscii = new long[ASCII];
    private final long seed;

    Keys(RandomGenerator random) {
        seed = random.nextLong();
        for (int i = 0; i < ASCII; i++) {
            ofAscii[i] = random.nextLong();
        }
    }

    /** What a character adds to a fingerprint. */
    long of(char c) {
        return c < ASCII ? ofAscii[c] : mix(seed ^ c * ODD);
    }

    /** A part of a text, rolling: the fingerprint of the same part one character further on is got in two steps. */
    long first(char[] chars, int from, int length) {
        long hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = Long.rotateLeft(hash, 1) ^ of(chars[i]);
        }
        return hash;
    }

    /** One character on. */
    long next(long hash, char gone, char come, int length) {
        return Long.rotateLeft(hash, 1) ^ Long.rotateLeft(of(gone), length) ^ of(come);
    }

    /** The fingerprint of a part of so many characters as it is kept, never 0. */
    long kept(long hash, int length) {
        long kept = hash ^ length * ODD;
        return kept == 0 ? ODD : kept;
    }

    /** Of a few steps from character to character, as the {@link Sieve} keeps it; never 0. */
    int mark(long steps) {
        int mark = (int) (((steps ^ seed) * ODD) >>> Integer.SIZE);
        return mark == 0 ? 1 : mark;
    }

    /** Of a whole text. */
    long of(CharSequence text, int from, int to) {
        long hash = seed;
        for (int i = from; i < to; i++) {
            hash = further(hash, text.charAt(i));
        }
        return kept(mix(hash), 0);
    }

    /** The same of characters. */
    long of(char[] chars, int from, int to) {
        long hash = seed;
        for (int i = from; i < to; i++) {
            hash = further(hash, chars[i]);
        }
        return kept(mix(hash), 0);
    }

    private long further(long hash, char c) {
        long further = (hash ^ of(c)) * ODD;
        return further ^ further >>> 29;
    }

    private static long mix(long value) {
        long mixed = value * 0xBF58_476D_1CE4_E5B9L;
        mixed ^= mixed >>> 31;
        mixed *= 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 30;
    }
}
