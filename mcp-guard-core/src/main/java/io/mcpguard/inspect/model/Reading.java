package io.mcpguard.inspect.model;

import java.util.Arrays;
import java.util.List;

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
    private static final float JOINS = -0.2f;
    /** Tried in turn until the rest is no attack any more; in the end nothing of the text stays. */
    private static final float[] LEVELS = {0.3f, -0.3f, -1, Float.NEGATIVE_INFINITY};

    private static final float MARGIN = 0.15f;
    /** The odds of the confidence at the threshold from which on an attack is clear. */
    private static final double ODDS = Math.log(9);

    private final Weights weights;
    private final SentenceReader reader = new SentenceReader();
    private final Features features = new Features();
    private final Scorer scorer = new Scorer();
    /** Of bare requests; definitions are not asked for them, since they are full of them. */
    private final Requests requests = new Requests();

    private float[] levels = new float[64];
    private int[] sums = new int[64];
    private int[] requestSums = new int[64];
    private int[] counts = new int[64];
    private boolean[] orders = new boolean[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int sentences;
    private Head head;
    private float level = Float.NEGATIVE_INFINITY;
    private String text = "";
    private boolean isDefinition;
    /** The window with the best score. */
    private int first;

    private int last;
    private boolean isRequest;
    private int sum;
    private int requestSum;

    public Reading(Weights weights) {
        this.weights = weights;
        this.head = weights.result;
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
        head = definition ? weights.definition : weights.result;
        isDefinition = definition;
        sentences = 0;
        level = Float.NEGATIVE_INFINITY;
        if (text.length() < SHORTEST) {
            return false;
        }
        int words = 0;
        begin();
        reader.read(text);
        while (reader.next()) {
            words += reader.count;
            features.of(reader);
            weigh();
            keep();
        }
        level = words < FEWEST_WORDS ? Float.NEGATIVE_INFINITY : total();
        return level >= 0;
    }

    private void begin() {
        scorer.begin(head.bias());
        requests.begin(weights.request.bias());
    }

    private void weigh() {
        int[] hashes = features.hashes;
        Slots slots = isDefinition ? weights.definitions : weights.results;
        int one = 0;
        int other = 0;
        for (int i = 0; i < features.count; i++) {
            short both = slots.of(hashes[i]);
            one += Slots.first(both);
            other += Slots.second(both);
        }
        sum = one;
        requestSum = other;
    }

    private void keep() {
        if (sentences == levels.length) {
            levels = Arrays.copyOf(levels, 2 * sentences);
            sums = Arrays.copyOf(sums, 2 * sentences);
            requestSums = Arrays.copyOf(requestSums, 2 * sentences);
            counts = Arrays.copyOf(counts, 2 * sentences);
            orders = Arrays.copyOf(orders, 2 * sentences);
            starts = Arrays.copyOf(starts, 2 * sentences);
            ends = Arrays.copyOf(ends, 2 * sentences);
        }
        sums[sentences] = sum;
        requestSums[sentences] = requestSum;
        counts[sentences] = features.count;
        levels[sentences] = add(sentences);
        starts[sentences] = reader.start;
        ends[sentences++] = reader.end;
    }

    /** Adds a sentence to what is scored, and returns its own level. */
    private float add(int sentence) {
        float own = head.thresholds().level(scorer.add((double) sums[sentence] * head.scale(), counts[sentence]));
        if (isDefinition) {
            return own;
        }
        Head request = weights.request;
        float score = requests.add(
                (double) requestSums[sentence] * request.scale(), counts[sentence], reader.stems, reader.stemCount);
        return Math.max(own, request.thresholds().level(score));
    }

    private float total() {
        float own = head.thresholds().level(scorer.total());
        float asked = isDefinition
                ? Float.NEGATIVE_INFINITY
                : weights.request.thresholds().level(requests.total());
        isRequest = own < asked;
        first = isRequest ? requests.best : scorer.first;
        last = isRequest ? requests.best : scorer.last;
        return Math.max(own, asked);
    }

    /**
     * Whether the text judged last is clearly an attack.
     *
     * @return whether its score reaches the higher threshold
     */
    public boolean isClear() {
        return level >= 1;
    }

    /**
     * How sure this is: one half where a text is just worth noticing, nine tenths where it is just clear.
     *
     * @return from 0 to 1
     */
    public double confidence() {
        return 1 / (1 + Math.exp(-ODDS * level));
    }

    /**
     * How far the text judged last is on the way from not suspicious to clear: 0 where it is just worth noticing, 1
     * where it is just clear, negative below, minus infinity where there is too little text to judge.
     *
     * @return the score
     */
    public float score() {
        return level;
    }

    /**
     * The words that made the most suspicious part of the text judged last so, the heaviest first. Slow: for
     * explanations.
     *
     * @param most how many of them
     * @return the words
     */
    public List<Contribution> contributions(int most) {
        if (sentences == 0) {
            return List.of();
        }
        return new Contributions(weights, isDefinition, isRequest).of(text, first, last, most);
    }

    /**
     * Calls back for each run of sentences that gives orders: the best window, what else is as suspicious, and the
     * neighbours that belong to them. Where the text is clearly an attack, what is left without them is none.
     *
     * @param spans is called in order
     */
    public void forEachSpan(Spans spans) {
        boolean clear = isClear();
        boolean request = isRequest;
        int best = first;
        int end = last;
        trim();
        int core = first;
        int coreEnd = last;
        mark(core, coreEnd, 1);
        for (int i = 0; i < LEVELS.length && clear && rest() >= 1 - MARGIN; i++) {
            mark(core, coreEnd, LEVELS[i]);
        }
        first = best;
        last = end;
        isRequest = request;
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

    /** The best window without what stands at its ends and says nothing by itself: data beside an order stays. */
    private void trim() {
        while (first < last && levels[first] < JOINS) {
            first++;
        }
        while (first < last && levels[last] < JOINS) {
            last--;
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
    private void mark(int from, int to, float least) {
        boolean joined = false;
        for (int i = 0; i < sentences; i++) {
            boolean order = (i >= from && i <= to) || levels[i] >= least || (joined && levels[i] >= JOINS);
            orders[i] = order && !isKey(ends[i]);
            joined = orders[i];
        }
        joined = false;
        for (int i = sentences - 1; i >= 0; i--) {
            orders[i] |= joined && levels[i] >= JOINS && !isKey(ends[i]);
            joined = orders[i];
        }
    }

    /** Whether a quotation mark and a colon follow: the name of a value is no order, though it may stand between two. */
    private boolean isKey(int end) {
        int at = end;
        while (at < text.length() && text.charAt(at) == '\\') {
            at++;
        }
        boolean quoted = at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
        at++;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return quoted && at < text.length() && text.charAt(at) == ':';
    }

    /** What the text would score without the marked sentences. */
    private float rest() {
        begin();
        reader.read(text);
        for (int i = 0; i < sentences && reader.next(); i++) {
            if (!orders[i]) {
                add(i);
            }
        }
        return total();
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
