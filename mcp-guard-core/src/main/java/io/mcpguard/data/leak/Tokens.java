package io.mcpguard.data.leak;

import java.util.HashSet;
import java.util.Set;

/**
 * The random-looking tokens that a server has, and how many bits of them are news to it. Remembers two generations of
 * fingerprints: when the younger one is full, the older one is forgotten. Not thread-safe.
 */
final class Tokens {

    private static final int GENERATION = 2_048;

    private Set<Long> young = new HashSet<>();
    private Set<Long> old = new HashSet<>();
    private double bits;

    boolean knows(long token) {
        return young.contains(token) || old.contains(token);
    }

    void learn(long token) {
        if (young.size() >= GENERATION) {
            old = young;
            young = new HashSet<>();
        }
        young.add(token);
    }

    /** A token went to the server. */
    void spend(long token, double worth) {
        if (!knows(token)) {
            learn(token);
            bits += worth;
        }
    }

    /** Of all tokens that went to it and were new. */
    int bits() {
        return (int) Math.min(Integer.MAX_VALUE, bits);
    }
}
