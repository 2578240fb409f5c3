package io.mcpguard.inspect.model;

import java.util.Arrays;

/**
 * Judges texts, one after the other, and says where the orders stand. Time is linear in the length of a text, and
 * nothing is allocated but room for the offsets of a text with more sentences than any before. For one thread.
 */
public final class Reading {

    /** Shorter texts hold no order. */
    private static final int SHORTEST = 6;
    /** Nor do texts with fewer words. */
    private static final int FEWEST_WORDS = 3;
    /** What a neighbour of an order scores at least to belong to it. */
    private static final float JOINS = -1;
    /** Tried in turn until the rest is no attack any more; in the end nothing of the text stays. */
    private static final float[] LEVELS = {0, -1, -2, Float.NEGATIVE_INFINITY};

    private static final float MARGIN = 0.3f;
    /** The odds of the confidence at the threshold from which on an attack is clear. */
    private static final double ODDS = Math.log(9);

    private final Weights weights;
    private final SentenceReader reader = new SentenceReader();
    private final Features features = new Features();
    private final Scorer scorer = new Scorer();

    private float[] scores = new float[64];
    private double[] sums = new double[64];
    private int[] counts = new int[64];
    private boolean[] orders = new boolean[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int sentences;
    private Thresholds thresholds;
    private float score;
    private String text = "";
    private boolean isDefinition;
    /** The window with the best score. */
    private int first;

    private int last;

    Reading(Weights weights) {
        this.weights = weights;
        this.thresholds = weights.result;
    }

    /**
     * Judges a text.
     *
     * @param newText what a model would read
     * @param definition whether it defines or instructs; otherwise it is data, such as a result
     * @return whether it is worth noticing
     */
    public boolean judge(String newText, boolean definition) {
        text = newText;
        thresholds = definition ? weights.definition : weights.result;
        isDefinition = definition;
        sentences = 0;
        score = Float.NEGATIVE_INFINITY;
        if (text.length() < SHORTEST) {
            return false;
        }
        int words = 0;
        scorer.begin(weights.bias);
        reader.read(text);
        while (reader.next()) {
            words += reader.count;
            features.of(reader);
            keep(weigh());
        }
        score = words < FEWEST_WORDS ? Float.NEGATIVE_INFINITY : scorer.total(definition);
        first = scorer.first;
        last = scorer.last;
        return score >= thresholds.notice();
    }

    private void keep(double sum) {
        if (sentences == scores.length) {
            scores = Arrays.copyOf(scores, 2 * sentences);
            sums = Arrays.copyOf(sums, 2 * sentences);
            counts = Arrays.copyOf(counts, 2 * sentences);
            orders = Arrays.copyOf(orders, 2 * sentences);
            starts = Arrays.copyOf(starts, 2 * sentences);
            ends = Arrays.copyOf(ends, 2 * sentences);
        }
        scores[sentences] = scorer.add(sum, features.count);
        sums[sentences] = sum;
        counts[sentences] = features.count;
        starts[sentences] = reader.start;
        ends[sentences++] = reader.end;
    }

    private double weigh() {
        byte[] values = weights.values;
        int mask = weights.mask;
        int[] hashes = features.hashes;
        int sum = 0;
        for (int i = 0; i < features.count; i++) {
            sum += values[hashes[i] & mask];
        }
        return (double) sum * weights.scale;
    }

    /**
     * Whether the text judged last is clearly an attack.
     *
     * @return whether its score reaches the higher threshold
     */
    public boolean isClear() {
        return score >= thresholds.stop();
    }

    /**
     * How sure this is: one half where a text is just worth noticing, nine tenths where it is just clear.
     *
     * @return from 0 to 1
     */
    public double confidence() {
        double above = (score - thresholds.notice()) / Math.max(0.1, thresholds.stop() - thresholds.notice());
        return 1 / (1 + Math.exp(-ODDS * above));
    }

    /**
     * The score of the text judged last; its unit is that of the thresholds in the model card.
     *
     * @return the score
     */
    public float score() {
        return score;
    }

    /**
     * Calls back for each run of sentences that gives orders: the best window, what else is as suspicious, and the
     * neighbours that belong to them. Where the text is clearly an attack, what is left without them is none.
     *
     * @param spans is called in order
     */
    public void forEachSpan(Spans spans) {
        mark(thresholds.stop());
        for (int i = 0; i < LEVELS.length && isClear() && rest() >= thresholds.stop() - MARGIN; i++) {
            mark(LEVELS[i]);
        }
        int i = 0;
        while (i < sentences) {
            int from = i;
            while (i < sentences && orders[i] && (i == from || isGap(ends[i - 1], starts[i]))) {
                i++;
            }
            if (i > from) {
                spans.span(starts[from], ends[i - 1]);
            }
            i = Math.max(i, from + 1);
        }
    }

    /** Whether nothing but white space stands between two sentences: spans keep the structure around them. */
    private boolean isGap(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }

    /** Marks the sentences of orders: those of the best window and above a level, and neighbours that join them. */
    private void mark(float level) {
        boolean joined = false;
        for (int i = 0; i < sentences; i++) {
            orders[i] = (i >= first && i <= last) || scores[i] >= level || (joined && scores[i] >= JOINS);
            joined = orders[i];
        }
        joined = false;
        for (int i = sentences - 1; i >= 0; i--) {
            orders[i] |= joined && scores[i] >= JOINS;
            joined = orders[i];
        }
    }

    /** What the text would score without the marked sentences. */
    private float rest() {
        scorer.begin(weights.bias);
        for (int i = 0; i < sentences; i++) {
            if (!orders[i]) {
                scorer.add(sums[i], counts[i]);
            }
        }
        return scorer.total(isDefinition);
    }

    /** Takes the places of orders. */
    @FunctionalInterface
    public interface Spans {

        /**
         * One run of sentences.
         *
         * @param start the first UTF-16 unit
         * @param end behind the last one
         */
        void span(int start, int end);
    }
}
