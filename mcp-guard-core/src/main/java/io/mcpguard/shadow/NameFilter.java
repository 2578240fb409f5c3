package io.mcpguard.shadow;

import java.security.SecureRandom;
import java.util.Collection;

/**
 * Says of most words at once that they are none of many names: two bits for each name (Bloom 1970), of which one word in a
 * hundred has both by chance. It allocates nothing, and its hash is salted, so that no server can choose names that make
 * every word look like one. Immutable.
 */
final class NameFilter {

    private static final int BITS_PER_NAME = 16;
    private static final long SALT = new SecureRandom().nextLong();
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final long[] bits;

    private NameFilter(long[] bits) {
        this.bits = bits;
    }

    /** A filter for names of two kinds, which may grow while they are read. */
    static NameFilter of(Collection<String> names, Collection<String> more) {
        int size = names.size() + more.size();
        int words = Integer.highestOneBit(Math.max(1, size * BITS_PER_NAME / Long.SIZE)) * 2;
        var filter = new NameFilter(new long[words]);
        names.forEach(filter::add);
        more.forEach(filter::add);
        return filter;
    }

    private void add(String name) {
        long hash = hash(name, 0, name.length());
        set((int) hash);
        set((int) (hash >>> 32));
    }

    /** Whether a part of a text may be one of the names; false is certain. */
    boolean mayHave(String text, int start, int end) {
        long hash = hash(text, start, end);
        return has((int) hash) && has((int) (hash >>> 32));
    }

    private void set(int bit) {
        bits[(bit >>> 6) & (bits.length - 1)] |= 1L << bit;
    }

    private boolean has(int bit) {
        return (bits[(bit >>> 6) & (bits.length - 1)] & 1L << bit) != 0;
    }

    private static long hash(String text, int start, int end) {
        long hash = SALT;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * ODD;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
