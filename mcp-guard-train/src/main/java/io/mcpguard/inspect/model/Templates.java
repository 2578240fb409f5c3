package io.mcpguard.inspect.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups texts that were made from one template: those that share most of their triples of words, found by the least
 * hashes of their triples. A hundred texts of one template say as much as one.
 */
final class Templates {

    private static final int BANDS = 6;
    private static final int ROWS = 3;

    private Templates() {}

    /** For each text the number of its group, from 0 on in the order of the texts. */
    static int[] of(List<String> texts) {
        int[] parents = new int[texts.size()];
        Map<Long, Integer> buckets = new HashMap<>();
        var reader = new SentenceReader();
        for (int i = 0; i < parents.length; i++) {
            parents[i] = i;
            int[] least = least(texts.get(i), reader);
            for (int band = 0; band < BANDS; band++) {
                long key = band;
                for (int row = 0; row < ROWS; row++) {
                    key = key * 0x5DEECE66DL + least[band * ROWS + row];
                }
                Integer other = buckets.putIfAbsent(key, i);
                if (other != null) {
                    parents[root(parents, i)] = root(parents, other);
                }
            }
        }
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] groups = new int[parents.length];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = numbers.computeIfAbsent(root(parents, i), key -> numbers.size());
        }
        return groups;
    }

    private static int root(int[] parents, int of) {
        int at = of;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    private static int[] least(String text, SentenceReader reader) {
        int[] least = new int[BANDS * ROWS];
        Arrays.fill(least, Integer.MAX_VALUE);
        int one = 0;
        int two = 0;
        reader.read(text);
        while (reader.next()) {
            for (int i = 0; i < reader.count; i++) {
                int triple = Hashes.mix(one * 31 + two) * 17 + reader.words[i];
                for (int j = 0; j < least.length; j++) {
                    least[j] = Math.min(least[j], Hashes.mix(triple ^ Hashes.mix(j + 1)));
                }
                one = two;
                two = reader.words[i];
            }
        }
        return least;
    }
}
