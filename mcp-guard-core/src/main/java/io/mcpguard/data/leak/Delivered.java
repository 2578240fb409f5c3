package io.mcpguard.data.leak;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one server has got in a conversation. Of the values that it has part of, the one that was touched longest ago is
 * forgotten when there are too many. Not thread-safe.
 */
final class Delivered {

    private static final int MAX_COVERAGES = 512;
    /** Less than this makes no difference to chance. */
    private static final double LEAST = 64;

    private final Map<Watched, Coverage> coverages = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Watched, Coverage> eldest) {
            return size() > MAX_COVERAGES;
        }
    };

    private final Tokens tokens = new Tokens();
    private double letters;
    private double digits;

    /** Counts the characters of a part of a string, which are as many chances. */
    void count(String text, int from, int to) {
        int some = 0;
        int numbers = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            numbers += digit ? 1 : 0;
            some += digit || c >= 'A' ? 1 : 0;
        }
        letters += some;
        digits += numbers;
    }

    /** How many bits of a text are there by chance: a run of digits meets only digits. */
    double chance(boolean ofDigits) {
        return Judge.log2(Math.max(LEAST, ofDigits ? digits : letters));
    }

    Coverage coverage(Watched watched) {
        return coverages.computeIfAbsent(watched, Coverage::new);
    }

    boolean isBegun(Watched watched) {
        @Nullable Coverage coverage = coverages.get(watched);
        return coverage != null && coverage.isBegun();
    }

    /** The random-looking tokens that went to and fro. */
    Tokens tokens() {
        return tokens;
    }
}
