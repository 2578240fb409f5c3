package io.mcpguard.shadow;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds descriptions that are nearly the same: of the shorter one 85 % of the words are in the longer one, of the longer
 * one 70 % in the shorter one. Candidates come from a MinHash index (Broder 1997) with 8 bands of 2, which finds a pair
 * at the bounds with 98 %, an equal one always. Each bucket keeps 16 descriptions, so that a search compares with 128 at
 * most, however many tools there are. Readers never wait.
 */
final class Clones {

    /** Shorter descriptions are alike by chance: so many different words make one worth comparing. */
    static final int MIN_WORDS = 8;

    private static final double OF_SHORTER = 0.85;
    private static final double OF_LONGER = 0.70;
    private static final int MAX_WORDS = 1_000;
    private static final int BANDS = 8;
    private static final int ROWS = 2;
    private static final int BUCKET = 16;
    private static final Entry[] NONE = {};

    /** A description in the index. */
    static final class Entry {

        final String server;
        final String tool;
        private final int[] words;

        private Entry(String server, String tool, int[] words) {
            this.server = server;
            this.tool = tool;
            this.words = words;
        }

        boolean isOf(String otherServer, String otherTool) {
            return server.equals(otherServer) && tool.equals(otherTool);
        }
    }

    /** Most have one entry, and a server may have thousands of tools: arrays, which are the smallest lists. */
    private final Map<Long, Entry[]> buckets = new ConcurrentHashMap<>();

    /** Not thread-safe, unlike {@link #find}. */
    void add(String server, String tool, String description) {
        int[] words = words(description);
        if (words.length < MIN_WORDS) {
            return;
        }
        var entry = new Entry(server, tool, words);
        Entry[] alone = {entry};
        for (long band : bands(words)) {
            buckets.merge(band, alone, Clones::bounded);
        }
    }

    private static Entry[] bounded(Entry[] old, Entry[] added) {
        if (old.length >= BUCKET) {
            return old;
        }
        Entry[] both = Arrays.copyOf(old, old.length + 1);
        both[old.length] = added[0];
        return both;
    }

    /** Not thread-safe, unlike {@link #find}. */
    void remove(String server, String tool, String description) {
        int[] words = words(description);
        if (words.length < MIN_WORDS) {
            return;
        }
        for (long band : bands(words)) {
            buckets.computeIfPresent(band, (key, entries) -> {
                Entry[] rest = Arrays.stream(entries)
                        .filter(entry -> !entry.isOf(server, tool))
                        .toArray(Entry[]::new);
                return rest.length == 0 ? null : rest;
            });
        }
    }

    /** The description most like this one, of a server that counts. */
    @Nullable
    Entry find(String description, Predicate<String> counts) {
        int[] words = words(description);
        if (words.length < MIN_WORDS) {
            return null;
        }
        Set<Entry> compared = new HashSet<>();
        Entry best = null;
        int most = 0;
        for (long band : bands(words)) {
            for (Entry entry : buckets.getOrDefault(band, NONE)) {
                if (counts.test(entry.server) && compared.add(entry)) {
                    int common = common(words, entry.words);
                    if (isClone(common, words.length, entry.words.length)
                            && (common > most || (common == most && best != null && isBefore(entry, best)))) {
                        best = entry;
                        most = common;
                    }
                }
            }
        }
        return best;
    }

    private static boolean isBefore(Entry a, Entry b) {
        int byServer = a.server.compareTo(b.server);
        return byServer < 0 || (byServer == 0 && a.tool.compareTo(b.tool) < 0);
    }

    private static boolean isClone(int common, int a, int b) {
        return common >= OF_SHORTER * Math.min(a, b) && common >= OF_LONGER * Math.max(a, b);
    }

    private static int common(int[] a, int[] b) {
        int i = 0;
        int j = 0;
        int common = 0;
        while (i < a.length && j < b.length) {
            if (a[i] == b[j]) {
                common++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return common;
    }

    /** The hashes of the different words, sorted. */
    private static int[] words(String description) {
        var words = new HashSet<Integer>();
        int hash = 0;
        boolean inside = false;
        for (int i = 0; i <= description.length() && words.size() < MAX_WORDS; i++) {
            char c = i < description.length() ? description.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c)) {
                hash = hash * 31 + Character.toLowerCase(c);
                inside = true;
            } else if (inside) {
                words.add(mix(hash, 0x9E3779B9));
                hash = 0;
                inside = false;
            }
        }
        int[] sorted = words.stream().mapToInt(Integer::intValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static long[] bands(int[] words) {
        var bands = new long[BANDS];
        for (int band = 0; band < BANDS; band++) {
            long key = band;
            for (int row = 0; row < ROWS; row++) {
                int salt = mix(band * ROWS + row + 1, 0x85EBCA6B);
                int least = Integer.MAX_VALUE;
                for (int word : words) {
                    least = Math.min(least, mix(word, salt));
                }
                key = key * 0x9E3779B97F4A7C15L + least;
            }
            bands[band] = key;
        }
        return bands;
    }

    /** The finalizer of MurmurHash3 (public domain). */
    private static int mix(int value, int salt) {
        int h = value ^ salt;
        h ^= h >>> 16;
        h *= 0x85EBCA6B;
        h ^= h >>> 13;
        h *= 0xC2B2AE35;
        return h ^ (h >>> 16);
    }
}
