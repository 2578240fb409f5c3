package io.mcpguard.inspect.model;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Logistic regression over numbered features with a penalty on the size of the weights, by coordinate descent on its dual:
 * what a window weighs bounds how far it can move a weight, however rare its words are (Yu, Huang and Lin, "Dual coordinate
 * descent methods for logistic regression and maximum entropy models", 2011). Of texts whose order has no known place the
 * windows are chosen that a first pass finds the most suspicious. The same seed gives the same weights.
 */
final class Learner {

    private static final float HEAVIEST = 30;
    /** Of Newton's method; two or three are what it takes. */
    private static final int STEPS = 20;
    /** A derivative that is nothing. */
    private static final double FLAT = 1e-3;
    /** So near to either end of what a multiplier may be, as a part of the whole, none comes. */
    private static final double NEAREST = 1e-10;
    /** Multipliers begin at such a part of what their windows weigh. */
    private static final double FIRST = 1e-9;

    final float[] weights;
    float bias;

    private final float[] squares;
    private final boolean[] hidden;
    private final Settings settings;
    private final String head;
    private final Dataset data;
    private final Windows windows;
    private final boolean[] kept;
    private final Random random;

    /** One of several that learn the same in another order and with other words taken away: their mean is less a matter of chance. */
    Learner(Dataset data, Windows windows, Settings settings, String head, int round) {
        this.weights = new float[data.hashes.length];
        this.data = data;
        this.windows = windows;
        this.settings = settings;
        this.head = head;
        this.kept = new boolean[windows.count];
        this.squares = new float[windows.count];
        this.hidden = new boolean[windows.count];
        this.random = new Random((long) settings.number("seed", 7) + round);
    }

    Learner learn() {
        Arrays.fill(kept, true);
        hide();
        square();
        weigh();
        descend((int) settings.number("epochs.first", 3));
        choose();
        weigh();
        descend((int) settings.number("epochs", 6));
        return this;
    }

    /** Adds what another one has learnt. */
    void add(Learner other) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] += other.weights[i];
        }
        bias += other.bias;
    }

    /** Makes a mean of a sum. */
    void divide(int learners) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= learners;
        }
        bias /= learners;
    }

    /** Which windows are learnt by the classes of their words alone. */
    private void hide() {
        double blind = settings.number("blind", 0);
        double blindForeign = settings.number("blind.foreign." + head, 1);
        for (int i = 0; i < windows.count; i++) {
            hidden[i] = random.nextDouble() < (data.docs.get(windows.doc[i]).foreign() ? blindForeign : blind);
        }
    }

    /** All attacks together weigh a share of all honest windows, each source its part of it. */
    private void weigh() {
        Map<String, Integer> sizes = new TreeMap<>();
        double honest = 0;
        double all = 0;
        for (int i = 0; i < windows.count; i++) {
            Doc doc = data.docs.get(windows.doc[i]);
            if (windows.label[i] == Windows.HONEST) {
                windows.weight[i] = (float) settings.weight(head, doc);
                honest += windows.weight[i];
            } else if (kept[i] && sizes.merge(doc.lesson(), 1, Integer::sum) == 1) {
                all += settings.weight(head, doc);
            }
        }
        double mass = honest * settings.number("attacks", 0.25);
        for (int i = 0; i < windows.count; i++) {
            if (windows.label[i] != Windows.HONEST) {
                Doc doc = data.docs.get(windows.doc[i]);
                windows.weight[i] = kept[i]
                        ? Math.min(
                                HEAVIEST, (float) (mass * settings.weight(head, doc) / all / sizes.get(doc.lesson())))
                        : 0;
            }
        }
    }

    private void choose() {
        float[] best = new float[data.docs.size()];
        Arrays.fill(best, -99);
        float[] scores = new float[windows.count];
        for (int i = 0; i < windows.count; i++) {
            if (windows.label[i] == Windows.PERHAPS) {
                scores[i] = score(windows.from[i], windows.to[i]);
                best[windows.doc[i]] = Math.max(best[windows.doc[i]], scores[i]);
            }
        }
        for (int i = 0; i < windows.count; i++) {
            kept[i] = windows.label[i] != Windows.PERHAPS || scores[i] > 1 || scores[i] >= best[windows.doc[i]] - 1;
        }
    }

    /**
     * Goes over all windows so many times, in another order each time, and moves the multiplier of each to where the loss
     * is least given all others. A multiplier stays between nothing and what its window weighs.
     */
    private void descend(int epochs) {
        Arrays.fill(weights, 0);
        bias = 0;
        double cost = settings.number("cost", 1);
        double[] multipliers = new double[windows.count];
        for (int i = 0; i < windows.count; i++) {
            double limit = cost * windows.weight[i];
            multipliers[i] = FIRST * limit;
            move(i, sign(i) * multipliers[i]);
        }
        int[] order = new int[windows.count];
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int i = 0; i < order.length; i++) {
                int j = random.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
            for (int i : order) {
                double limit = cost * windows.weight[i];
                if (limit > 0) {
                    double found = best(i, multipliers[i], limit);
                    move(i, sign(i) * (found - multipliers[i]));
                    multipliers[i] = found;
                }
            }
        }
    }

    /** The multiplier of a window for which the derivative of the dual is nothing, by Newton's steps from the nearer end. */
    private double best(int i, double old, double limit) {
        int from = windows.from[i];
        int to = windows.to[i];
        float norm = norm(from, to);
        double margin = sign(i) * (sum(from, to, hidden[i]) * norm + bias);
        double square = norm * norm * squares[i] + 1;
        boolean fromBelow = square * (limit / 2 - old) + margin >= 0;
        // What is sought is measured from the end that it is nearer to, since near it the logarithm is steep.
        double z = Math.max(limit * NEAREST, fromBelow ? old : limit - old);
        double signedMargin = fromBelow ? margin : -margin;
        double start = z;
        if (z > limit / 2) {
            z = 0.1 * z;
        }
        for (int step = 0; step < STEPS; step++) {
            double slope = square * (z - start) + signedMargin + Math.log(z / (limit - z));
            if (Math.abs(slope) < FLAT) {
                break;
            }
            double curve = square + limit / ((limit - z) * z);
            double next = z - slope / curve;
            z = Math.max(limit * NEAREST, next <= 0 ? 0.1 * z : Math.min(next, limit * (1 - NEAREST)));
        }
        return fromBelow ? z : limit - z;
    }

    /** For each window the sum of the squares of how often it has a feature. */
    private void square() {
        for (int i = 0; i < windows.count; i++) {
            float once = 1 / norm(windows.from[i], windows.to[i]);
            add(i, once);
            squares[i] = sum(windows.from[i], windows.to[i], hidden[i]);
            add(i, -once);
        }
    }

    private int sign(int window) {
        return windows.label[window] == Windows.HONEST ? -1 : 1;
    }

    private void move(int i, double by) {
        add(i, (float) by);
        bias += (float) by;
    }

    private void add(int i, float by) {
        int from = windows.from[i];
        int to = windows.to[i];
        float step = by * norm(from, to);
        for (int sentence = from; sentence < to; sentence++) {
            for (int k = hidden[i] ? data.words[sentence] : data.offsets[sentence];
                    k < data.offsets[sentence + 1];
                    k++) {
                weights[data.features[k]] += step;
            }
        }
        weights[Dataset.RARE] = 0;
    }

    private float norm(int from, int to) {
        return (float) (1 / Math.sqrt(data.offsets[to] - data.offsets[from] + Scorer.SMOOTHING));
    }

    private float sum(int from, int to, boolean classesOnly) {
        float sum = 0;
        for (int sentence = from; sentence < to; sentence++) {
            for (int i = classesOnly ? data.words[sentence] : data.offsets[sentence];
                    i < data.offsets[sentence + 1];
                    i++) {
                sum += weights[data.features[i]];
            }
        }
        return sum;
    }

    /** What the classifier would say of a text, before its weights are rounded. */
    float judge(int doc, Scorer scorer) {
        scorer.begin(bias);
        for (int i = data.firstSentence[doc]; i < data.firstSentence[doc + 1]; i++) {
            scorer.add(sum(i, i + 1, false), data.offsets[i + 1] - data.offsets[i]);
        }
        return scorer.total();
    }

    /** The same for bare requests. */
    float judge(int doc, Requests requests) {
        requests.begin(bias);
        int[] stems = new int[SentenceReader.MAX_WORDS];
        for (int i = data.firstSentence[doc]; i < data.firstSentence[doc + 1]; i++) {
            int count = data.stemOffsets[i + 1] - data.stemOffsets[i];
            System.arraycopy(data.stems, data.stemOffsets[i], stems, 0, count);
            requests.add(sum(i, i + 1, false), data.offsets[i + 1] - data.offsets[i], stems, count);
        }
        return requests.total();
    }

    private float score(int from, int to) {
        return sum(from, to, false) * norm(from, to) + bias;
    }
}
