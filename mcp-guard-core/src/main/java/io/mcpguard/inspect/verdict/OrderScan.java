package io.mcpguard.inspect.verdict;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.Explained;
import io.mcpguard.inspect.Surface;
import io.mcpguard.inspect.model.OrderModel;
import io.mcpguard.inspect.model.Reading;
import io.mcpguard.inspect.rule.BuiltIn;
import io.mcpguard.inspect.rule.Disguise;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.Quotation;
import io.mcpguard.inspect.rule.Rule;
import io.mcpguard.inspect.text.Folded;
import io.mcpguard.inspect.text.Folding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the classifier about texts. What it finds are matches like those of rules, so that they are weighed together.
 * Thread-safe: what a thread reads with is lent to it, and kept for the next.
 */
public final class OrderScan {

    /** The rule that matches of the classifier are found by. */
    static final String RULE = BuiltIn.MODEL;

    /** More than so many readings are not kept; they are made anew when needed. */
    private static final int KEPT = 16;

    /** How sure it is at most where it is not clear to it alone: any other sign beside it makes it so. */
    private static final double NOT_CLEAR = 0.84;

    /** What a text is worth that is noticed for its disguise alone: too little to be made clear by it. */
    private static final double NOTICED = Match.CLEAR_IF_HIDDEN - 0.05;

    /** What has read a longer text has grown with it, and is not kept, in characters. */
    private static final int MAX_KEPT = 1 << 18;

    /** So many of the words and moods that it went by are told to whoever asks. */
    private static final int CONTRIBUTIONS = 6;

    private static final String ABOUT = "reads like orders to the model";

    private final OrderModel model;
    private final Folding folding;
    private final BlockingQueue<Reading> idle = new ArrayBlockingQueue<>(KEPT);

    /** A scan by a classifier. */
    public OrderScan(OrderModel model, Folding folding) {
        this.model = model;
        this.folding = folding;
    }

    /**
     * Reports the orders of a text. What is quoted by somebody who talks about it is left out of a second reading, and does
     * not make an attack clear. Linear in the length of the text.
     */
    public void scan(Surface surface, String text, Consumer<? super Match> found, @Nullable Trace trace) {
        Reading reading = lent();
        boolean defines = isDefinition(surface);
        if (reading.judge(text, defines)) {
            String said = Quotation.withoutDiscussed(text, Folded.of(text, folding, false));
            if (said.equals(text)) {
                report(reading, 0, found, trace);
            } else {
                var quoted = new ArrayList<Match>();
                report(reading, 0, quoted::add, trace);
                if (reading.judge(said, defines)) {
                    report(reading, 0, found, trace);
                } else {
                    quoted.forEach(match -> found.accept(match.asDiscussed()));
                }
            }
        }
        giveBack(reading, text);
    }

    /**
     * Reports the orders of a text that stood in a disguise. Nobody disguises what anybody may read, so that less of a
     * likeness will do.
     */
    public void scanDisguised(
            Surface surface, String text, Disguise disguise, Consumer<? super Match> found, @Nullable Trace trace) {
        Reading reading = lent();
        reading.judge(text, isDefinition(surface));
        if (reading.score() >= disguise.noticed()) {
            double least = reading.score() >= disguise.clear() ? Match.CLEAR_IF_HIDDEN : NOTICED;
            report(reading, least, found, trace);
        }
        giveBack(reading, text);
    }

    private Reading lent() {
        Reading kept = idle.poll();
        return kept == null ? model.reading() : kept;
    }

    private void giveBack(Reading reading, String text) {
        if (text.length() <= MAX_KEPT) {
            idle.offer(reading);
        }
    }

    private static void report(Reading reading, double least, Consumer<? super Match> found, @Nullable Trace trace) {
        boolean clear = reading.isClear();
        Severity severity = clear ? Severity.ERROR : Severity.WARN;
        double confidence = clear ? reading.confidence() : Math.min(NOT_CLEAR, Math.max(least, reading.confidence()));
        reading.forEachSpan((start, end) -> {
            var match = Match.of(RULE, "prompt-injection", severity, confidence, ABOUT, start, end, Rule.Cut.MATCH);
            if (trace != null) {
                trace.matched(match);
                trace.contributes(match, contributions(reading));
            }
            found.accept(match);
        });
    }

    private static boolean isDefinition(Surface surface) {
        return surface == Surface.DEFINITION || surface == Surface.INSTRUCTIONS;
    }

    private static List<Explained.Contribution> contributions(Reading reading) {
        return reading.contributions(CONTRIBUTIONS).stream()
                .map(each -> new Explained.Contribution(
                        each.kind().isEmpty() ? each.word() : each.word() + " (" + each.kind() + ")", each.share()))
                .toList();
    }

    /**
     * The matches without those of the classifier that overlap one of a rule: what both found is one finding, called after
     * the rule, as long as both and as grave as the graver. Linear but for sorting.
     */
    public static List<Match> joined(List<Match> matches, @Nullable Trace trace) {
        if (matches.size() < 2) {
            return matches;
        }
        var orders = new ArrayList<Match>();
        var joined = new ArrayList<Match>();
        matches.forEach(match -> (match.rule().equals(RULE) ? orders : joined).add(match));
        if (orders.isEmpty() || joined.isEmpty()) {
            return matches;
        }
        joined.sort(Comparator.comparingInt(Match::start));
        var alone = new ArrayList<Match>();
        int next = 0;
        for (Match order : orders) {
            while (next < joined.size() && joined.get(next).end() <= order.start()) {
                next++;
            }
            if (next < joined.size() && joined.get(next).start() < order.end()) {
                Match both = joined.get(next).with(order);
                if (trace != null) {
                    trace.shared(joined.get(next), order, both, "the classifier is surer of the same place");
                }
                joined.set(next, both);
            } else {
                alone.add(order);
            }
        }
        joined.addAll(alone);
        joined.sort(Comparator.comparingInt(Match::start));
        return joined;
    }
}
