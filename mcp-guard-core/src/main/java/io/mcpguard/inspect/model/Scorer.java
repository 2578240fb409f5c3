package io.mcpguard.inspect.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * From sums of weights to the score of a text. Sentences are scored alone and in threes; what counts is the best, less
 * what so long a text scores by chance, and less what the rest of it says: a page that is full of orders, as a guide is,
 * has none that stands out.
 */
final class Scorer {

    /** Keeps a few features from deciding alone. */
    static final float SMOOTHING = 60;

    /** Shorter than the order that it belongs to: sentences this near to the best do not count as the rest. */
    private static final int NEAR = 3;

    /** Of the numbers of features that sentences have. */
    private static final double[] ROOTS = IntStream.range(0, 1_024)
            .mapToDouble(count -> Math.sqrt(count + SMOOTHING))
            .toArray();

    private static final float QUIET = -1;
    private static final float CROWD = 0.5f;
    private static final float LENGTH = 0.7f;
    /** Texts are not taken to be shorter: few honest ones of the corpora are, so that thresholds do not know them. */
    private static final int SHORT = 2;

    /** Loudness of the sentences up to the best one's, and a ring of the last ones. */
    private final double[] before = new double[NEAR + 1];

    private int sentences;
    private int features;
    private double sum;
    private double loud;
    private double nearBest;
    private int sinceBest;
    private float best;

    private final double[] sums = new double[3];
    private final int[] counts = new int[3];
    private float bias;

    /** The window with the best score, by number of sentence. */
    int first;

    int last;

    void begin(float newBias) {
        bias = newBias;
        sentences = 0;
        features = 0;
        sum = 0;
        loud = 0;
        nearBest = 0;
        sinceBest = Integer.MAX_VALUE;
        best = Float.NEGATIVE_INFINITY;
        first = 0;
        last = 0;
        Arrays.fill(before, 0);
    }

    /** The next sentence: the sum of its weights and the number of its features. Returns its own score. */
    float add(double weight, int count) {
        sums[sentences % 3] = weight;
        counts[sentences % 3] = count;
        sum += weight;
        features += count;
        float alone = score(weight, count);
        double loudness = Math.max(0, alone - QUIET);
        loud += loudness;
        before[sentences % before.length] = loudness;
        float three = sentences < 2
                ? Float.NEGATIVE_INFINITY
                : score(sums[0] + sums[1] + sums[2], counts[0] + counts[1] + counts[2]);
        if (alone > best || three > best) {
            best = Math.max(alone, three);
            first = alone >= three ? sentences : sentences - 2;
            last = sentences;
            sinceBest = 0;
            nearBest = 0;
            for (double near : before) {
                nearBest += near;
            }
        } else if (sinceBest < NEAR) {
            sinceBest++;
            nearBest += loudness;
        }
        sentences++;
        return alone;
    }

    /** The score of the text. */
    float total() {
        if (sentences == 0) {
            return Float.NEGATIVE_INFINITY;
        }
        float whole = score(sum, features);
        if (sentences == 2 && whole > best) {
            best = whole;
            first = 0;
            last = 1;
        }
        double rest = Math.max(0, loud - nearBest);
        return (float) (best - CROWD * Math.log1p(rest) - LENGTH * Math.log(Math.max(sentences, SHORT)));
    }

    private float score(double weight, int count) {
        return (float) (weight / root(count)) + bias;
    }

    /** What a sum of so many weights is divided by. */
    static double root(int count) {
        return count < ROOTS.length ? ROOTS[count] : Math.sqrt(count + SMOOTHING);
    }
}
