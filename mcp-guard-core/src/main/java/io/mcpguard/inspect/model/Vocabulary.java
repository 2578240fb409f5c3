package io.mcpguard.inspect.model;

import java.util.Arrays;

/**
 * Which stems a text has used, and whether in more than one sentence. Of a fixed size, and looks at a bounded number of
 * places for each stem, so that no text can make it slow; what finds no place counts as new. Reused from text to text.
 */
final class Vocabulary {

    private static final int SIZE = 1 << 13;
    private static final int PROBES = 8;

    private final int[] stems = new int[SIZE];
    /** The sentence that used a stem first, counted on from text to text; negative once another one has used it. */
    private final int[] sentences = new int[SIZE];

    private int before;

    /** Forgets the last text, which had so many sentences. */
    void begin(int lastSentences) {
        before += lastSentences + 1;
        if (before < 0 || before > Integer.MAX_VALUE / 2) {
            Arrays.fill(sentences, 0);
            before = 0;
        }
    }

    /** Adds the stem of a sentence; returns whether no sentence before has used it. */
    boolean add(int stem, int sentence) {
        int number = before + sentence + 1;
        int at = Hashes.mix(stem);
        for (int i = 0; i < PROBES; i++, at++) {
            int slot = at & (SIZE - 1);
            int owner = Math.abs(sentences[slot]);
            if (owner <= before) {
                stems[slot] = stem;
                sentences[slot] = number;
                return true;
            }
            if (stems[slot] == stem) {
                if (owner != number) {
                    sentences[slot] = -owner;
                }
                return owner == number;
            }
        }
        return true;
    }

    /** Whether one sentence alone uses a stem. */
    boolean isAlone(int stem) {
        int at = Hashes.mix(stem);
        for (int i = 0; i < PROBES; i++, at++) {
            int slot = at & (SIZE - 1);
            int owner = sentences[slot];
            if (Math.abs(owner) <= before) {
                return true;
            }
            if (stems[slot] == stem) {
                return owner > 0;
            }
        }
        return true;
    }
}
