package io.mcpguard.inspect.model;

import java.util.Arrays;

/** Numbers hashes that occur more than once: a table of hashes and how often each was seen. */
final class Numbers {

    private final int mask;
    private final int[] keys;
    /** How often a hash was seen, later its number. */
    private final int[] values;

    Numbers(int occurrences) {
        int size = Integer.highestOneBit(Math.max(occurrences, 1 << 10)) * 2;
        this.mask = size - 1;
        this.keys = new int[size];
        this.values = new int[size];
    }

    /** Counts a hash and returns its place. */
    int place(int hash) {
        int at = Hashes.mix(hash) & mask;
        while (values[at] != 0 && keys[at] != hash) {
            at = (at + 1) & mask;
        }
        keys[at] = hash;
        values[at]++;
        return at;
    }

    /** Gives numbers, and returns the hash for each. Nothing may be counted after this. */
    int[] number() {
        int[] hashes =
                new int[1 + (int) Arrays.stream(values).filter(seen -> seen > 1).count()];
        int next = Dataset.RARE + 1;
        for (int at = 0; at < keys.length; at++) {
            if (values[at] > 1) {
                hashes[next] = keys[at];
                values[at] = next++;
            } else {
                values[at] = Dataset.RARE;
            }
        }
        return hashes;
    }

    /** The number of what has a place. */
    int of(int place) {
        return values[place];
    }
}
