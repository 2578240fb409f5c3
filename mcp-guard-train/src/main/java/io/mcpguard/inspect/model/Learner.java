package io.mcpguard.inspect.model;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Logistic regression over hashed features, by AdaGrad. Of texts whose order has no known place the windows are chosen
 * that a first pass finds the most suspicious. The same seed gives the same weights.
 */
final class Learner {

    private static final float HEAVIEST = 30;
    private static final float START = -3;

    final float[] weights;
    float bias;

    private final int mask;
    private final float[] squares;
    private final Settings settings;
    private final String head;
    private final Dataset data;
    private final Windows windows;
    private final boolean[] kept;
    private final Random random;

    Learner(Dataset data, Windows windows, Settings settings, String head) {
        int bits = (int) settings.number("bits", 18);
        this.weights = new float[1 << bits];
        this.squares = new float[1 << bits];
        this.mask = (1 << bits) - 1;
        this.data = data;
        this.windows = windows;
        this.settings = settings;
        this.head = head;
        this.kept = new boolean[windows.count];
        this.random = new Random((long) settings.number("seed", 7));
    }

    Learner learn() {
        Arrays.fill(kept, true);
        reset();
        weigh();
        epoch();
        choose();
        reset();
        weigh();
        for (int i = 1; i < settings.number("epochs", 3); i++) {
            epoch();
        }
        return this;
    }

    private void reset() {
        Arrays.fill(weights, 0);
        Arrays.fill(squares, 0);
        bias = START;
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

    private void epoch() {
        int[] order = new int[windows.count];
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        float rate = (float) settings.number("rate", 0.1);
        float decay = (float) settings.number("decay", 1e-6);
        double blind = settings.number("blind", 0);
        double blindForeign = settings.number("blind.foreign." + head, 1);
        double biasSquares = 1e-8;
        for (int i : order) {
            if (windows.weight[i] == 0) {
                continue;
            }
            boolean classesOnly =
                    random.nextDouble() < (data.docs.get(windows.doc[i]).foreign() ? blindForeign : blind);
            int from = windows.from[i];
            int to = windows.to[i];
            float norm = norm(from, to);
            float z = sum(from, to, classesOnly) * norm + bias;
            float error = (float) (1 / (1 + Math.exp(-z))) - (windows.label[i] == Windows.HONEST ? 0 : 1);
            float gradient = error * windows.weight[i];
            if (Math.abs(gradient) < 1e-4f) {
                continue;
            }
            update(from, to, classesOnly, gradient * norm, rate, decay);
            biasSquares += (double) gradient * gradient;
            bias -= (float) (0.1 * rate * gradient / Math.sqrt(biasSquares));
        }
    }

    private void update(int from, int to, boolean classesOnly, float gradient, float rate, float decay) {
        for (int sentence = from; sentence < to; sentence++) {
            for (int i = classesOnly ? data.words[sentence] : data.offsets[sentence];
                    i < data.offsets[sentence + 1];
                    i++) {
                int at = data.features[i] & mask;
                float slope = gradient + decay * weights[at];
                squares[at] += slope * slope;
                weights[at] -= rate * slope / (float) Math.sqrt(squares[at] + 1e-6f);
            }
        }
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
                sum += weights[data.features[i] & mask];
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
        return scorer.total(data.docs.get(doc).definition());
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
