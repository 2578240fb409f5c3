package io.mcpguard.inspect.model;

import java.util.Arrays;

/**
 * The score of bare requests. A request that was planted is about something else than the text around it: what counts is
 * the sentence that reads like a request and whose words the rest does not use, less what so long a text scores by
 * chance and what the rest of it requests. The best few sentences are kept until the text has been read.
 */
final class Requests {

    private static final int KEPT = 8;
    private static final int NEAR = 3;
    private static final float QUIET = -1;
    private static final float CROWD = 0.5f;
    private static final float LENGTH = 0.8f;
    private static final int SHORT = 2;
    private static final float NOVELTY = 1.5f;
    /** Other words that it takes to tell what a text is about: in a sentence alone all words are new. */
    private static final float ENOUGH = 2;

    private final Vocabulary vocabulary = new Vocabulary();
    private final int[] kept = new int[KEPT];
    private final float[] hopes = new float[KEPT];
    private final int[][] stems = new int[KEPT][SentenceReader.MAX_WORDS];
    private final int[] stemCounts = new int[KEPT];
    private int candidates;

    private float[] scores = new float[64];
    private int sentences;
    private int words;
    private double loud;
    private float bias;
    /** The sentence with the best score. */
    int best;

    void begin(float newBias) {
        vocabulary.begin(sentences);
        bias = newBias;
        sentences = 0;
        candidates = 0;
        loud = 0;
        words = 0;
        best = 0;
    }

    /**
     * The next sentence: the sum of its weights, the number of its features, its stems. Returns what it
     * would score if a third of it were new, for it is not known yet how much is.
     */
    float add(double weight, int count, int[] newStems, int stemCount) {
        if (sentences == scores.length) {
            scores = Arrays.copyOf(scores, 2 * sentences);
        }
        float score = (float) (weight / Scorer.root(count)) + bias;
        scores[sentences] = score;
        loud += Math.max(0, score - QUIET);
        int fresh = 0;
        for (int i = 0; i < stemCount; i++) {
            fresh += vocabulary.add(newStems[i], sentences) ? 1 : 0;
        }
        words += stemCount;
        keep(score + novelty(fresh, stemCount), newStems, stemCount);
        sentences++;
        return score + NOVELTY / 3;
    }

    private void keep(float hope, int[] newStems, int stemCount) {
        int at = candidates;
        if (candidates == KEPT) {
            at = 0;
            for (int i = 1; i < KEPT; i++) {
                at = hopes[i] < hopes[at] ? i : at;
            }
            if (hopes[at] >= hope) {
                return;
            }
        } else {
            candidates++;
        }
        kept[at] = sentences;
        hopes[at] = hope;
        stemCounts[at] = stemCount;
        System.arraycopy(newStems, 0, stems[at], 0, stemCount);
    }

    /** The score of the text. */
    float total() {
        float total = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < candidates; i++) {
            int alone = 0;
            for (int j = 0; j < stemCounts[i]; j++) {
                alone += vocabulary.isAlone(stems[i][j]) ? 1 : 0;
            }
            float score = scores[kept[i]] + novelty(alone, stemCounts[i]) * known(stemCounts[i]) - crowd(kept[i]);
            if (score > total) {
                total = score;
                best = kept[i];
            }
        }
        return (float) (total - LENGTH * Math.log(Math.max(sentences, SHORT)));
    }

    /** One word alone says little. */
    private static float novelty(int alone, int all) {
        return NOVELTY * alone / (all + 1f);
    }

    /** How much of the text there is besides a sentence to tell what is new in it, from 0 to 1. */
    private float known(int own) {
        return (words - own) / (words - own + ENOUGH);
    }

    private float crowd(int sentence) {
        double near = 0;
        int end = Math.min(sentences, sentence + NEAR + 1);
        for (int i = Math.max(0, sentence - NEAR); i < end; i++) {
            near += Math.max(0, scores[i] - QUIET);
        }
        return (float) (CROWD * Math.log1p(Math.max(0, loud - near)));
    }
}
