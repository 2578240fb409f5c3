package io.mcpguard.inspect.model;

/** Hashes of words and features. They are part of the trained weights: a change needs a new training. */
final class Hashes {

    static final int START = 0x811C9DC5;

    private Hashes() {}

    static int step(int hash, char c) {
        return (hash ^ c) * 0x01000193;
    }

    static int of(CharSequence word) {
        int hash = START;
        for (int i = 0; i < word.length(); i++) {
            hash = step(hash, word.charAt(i));
        }
        return hash;
    }

    /** For what is made of hashes already: one multiplication, since each word asks for several. */
    static int spread(int value) {
        int h = value * 0x9E3779B1;
        return h ^ (h >>> 15);
    }

    static int mix(int hash) {
        int h = hash;
        h = (h ^ (h >>> 16)) * 0x7feb352d;
        h = (h ^ (h >>> 15)) * 0x846ca68b;
        return h ^ (h >>> 16);
    }
}
