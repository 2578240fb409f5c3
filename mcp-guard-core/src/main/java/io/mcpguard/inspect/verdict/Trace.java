package io.mcpguard.inspect.verdict;

import io.mcpguard.api.Finding;
import io.mcpguard.api.LeafKind;
import io.mcpguard.api.Severity;
import io.mcpguard.inspect.Explained;
import io.mcpguard.inspect.Explained.Contribution;
import io.mcpguard.inspect.Explained.Step;
import io.mcpguard.inspect.Explained.View;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.Rule;
import io.mcpguard.inspect.rule.RulePack;
import io.mcpguard.inspect.text.Folded;
import io.mcpguard.inspect.text.Folding;
import io.mcpguard.inspect.view.Reading;
import io.mcpguard.inspect.view.UnseenPlaces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how the findings of one message come about. A scan has one only if somebody asked why: it follows each match
 * from the rule that made it to the finding, by the object, since a match that changes is another object.
 */
public final class Trace {

    /** How much of a decoded text is shown before and behind a match, in characters. */
    private static final int AROUND = 80;
    /** A rule that is certain would leave the others no share. */
    private static final double CERTAIN = 0.999;

    private final RulePack pack;
    private final Map<String, Rule> rules = new HashMap<>();
    private final Folding folding;
    private final List<Explained> explained = new ArrayList<>();
    /** How the text that is being looked at came about, from the string inwards. */
    private final List<Layer> layers = new ArrayList<>();

    private final IdentityHashMap<Match, Origin> origins = new IdentityHashMap<>();
    private final IdentityHashMap<Match, List<Contribution>> contributions = new IdentityHashMap<>();

    public Trace(RulePack pack, Folding folding) {
        this.pack = pack;
        pack.rules().forEach(rule -> rules.put(rule.id(), rule));
        this.folding = folding;
    }

    /** A text, and how it was read out of the one around it. */
    private record Layer(String how, String text) {}

    /** What a match was when its rule made it, and what was done to it since. */
    private record Origin(List<View> views, String matched, Severity severity, double confidence, List<Step> steps) {

        Origin then(Step step) {
            var all = new ArrayList<>(steps);
            all.add(step);
            return new Origin(views, matched, severity, confidence, all);
        }
    }

    /** Another string. */
    public void begins(String text) {
        layers.clear();
        layers.add(new Layer("", text));
        origins.clear();
        contributions.clear();
    }

    /** From here on a text is looked at that was read out of the one before. */
    public void enters(String how, String text) {
        layers.add(new Layer(how, text));
    }

    public void leaves() {
        layers.remove(layers.size() - 1);
    }

    /** A rule matched in the text that is being looked at. */
    void matched(Match match) {
        if (origins.containsKey(match)) {
            return;
        }
        String text = layers.get(layers.size() - 1).text();
        String matched = text.substring(match.start(), match.end());
        var views = new ArrayList<View>();
        for (int i = 1; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            views.add(new View(layer.how(), i == layers.size() - 1 ? around(text, match) : layer.text()));
        }
        Rule rule = rules.get(match.rule());
        String folded = Folded.of(matched, folding, false).toString();
        if (rule != null && !letters(folded).equals(letters(matched))) {
            views.add(new View("folded", folded));
        }
        Severity severity = rule == null ? match.severity() : rule.severity();
        double confidence = rule == null ? match.confidence() : rule.confidence();
        var origin = new Origin(views, matched, severity, confidence, List.of());
        origins.put(match, changed(origin, severity, confidence, match, why(confidence, match)));
    }

    private static String letters(String text) {
        return text.chars()
                .filter(c -> !Character.isWhitespace(c))
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Two things change a match where it is made. */
    private static String why(double confidence, Match match) {
        return match.confidence() < confidence
                ? "it is quoted and talked about, or told of a model, and not said to it"
                : "its letters are look-alikes of those it reads";
    }

    private static String around(String text, Match match) {
        return text.substring(Math.max(0, match.start() - AROUND), Math.min(text.length(), match.end() + AROUND));
    }

    /** A match became another one. */
    public void step(Match before, Match after, String why) {
        Origin origin = origins.get(before);
        if (origin != null) {
            origins.put(after, changed(origin, before.severity(), before.confidence(), after, why));
        }
        List<Contribution> known = contributions.get(before);
        if (known != null) {
            contributions.put(after, known);
        }
    }

    /** What a rule noticed and what the classifier read there became one: shown is what was read, if the rule read nothing. */
    void shared(Match ofRule, Match order, Match both, String why) {
        step(ofRule, both, why);
        Origin origin = origins.get(both);
        Origin read = origins.get(order);
        if (origin != null
                && read != null
                && origin.views().isEmpty()
                && !read.views().isEmpty()) {
            origins.put(
                    both,
                    new Origin(read.views(), read.matched(), origin.severity(), origin.confidence(), origin.steps()));
        }
    }

    private static Origin changed(Origin origin, Severity severity, double confidence, Match after, String why) {
        return after.severity() == severity && after.confidence() == confidence
                ? origin
                : origin.then(new Step(why, after.severity(), after.confidence()));
    }

    /** A match in a reading of the text that is being looked at, and what it is in that text; null if it is not there. */
    public void read(Reading reading, String how, Match match, @Nullable Match there) {
        if (there != null) {
            enters(how, reading.text());
            matched(match);
            leaves();
            step(match, there, "whoever disguises words that a rule looks for means what they say");
        }
    }

    /** What {@link UnseenPlaces#raising} does, written down. */
    public Consumer<Match> raising(UnseenPlaces unseen, Consumer<Match> found) {
        return match -> {
            matched(match);
            unseen.raising(raised -> {
                        step(match, raised, "it stands where nobody sees it");
                        found.accept(raised);
                    })
                    .accept(match);
        };
    }

    /** What the classifier went by, for a match that it made. */
    void contributes(Match match, List<Contribution> what) {
        contributions.put(match, List.copyOf(what));
    }

    /** Signals were put beside matches: those before are the first of those after. */
    public void joined(List<Match> before, List<Match> after) {
        for (int i = 0; i < after.size(); i++) {
            if (i < before.size()) {
                step(before.get(i), after.get(i), "the user asked for it");
            } else {
                matched(after.get(i));
            }
        }
    }

    /** Matches were weighed together; both lists have the same order. */
    public void weighed(List<Match> before, List<Match> after) {
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            Match match = before.get(i);
            boolean surer = after.get(i).confidence() != match.confidence();
            step(
                    match,
                    after.get(i),
                    surer
                            ? "the signs around it leave little doubt together"
                            : "it stands near a clear attack and belongs to it");
        }
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            if (after.get(i).severity() != Severity.INFO && !contributions.containsKey(after.get(i))) {
                contributions.put(after.get(i), around(before, i));
            }
        }
    }

    /** The strongest of each rule within reach, each with its share of the doubt that is gone. */
    private static List<Contribution> around(List<Match> matches, int of) {
        int start = matches.get(of).start();
        var doubts = new HashMap<String, Double>();
        for (int i = of; i >= 0 && start - matches.get(i).start() <= Combination.REACH; i--) {
            doubts.merge(matches.get(i).rule(), doubt(matches.get(i)), Math::min);
        }
        for (int i = of + 1; i < matches.size() && matches.get(i).start() - start <= Combination.REACH; i++) {
            doubts.merge(matches.get(i).rule(), doubt(matches.get(i)), Math::min);
        }
        double all = doubts.values().stream().mapToDouble(Double::doubleValue).sum();
        return doubts.entrySet().stream()
                .map(entry -> new Contribution(entry.getKey(), all == 0 ? 0 : entry.getValue() / all))
                .sorted(Comparator.comparingDouble(Contribution::share)
                        .reversed()
                        .thenComparing(Contribution::what))
                .toList();
    }

    private static double doubt(Match match) {
        return Math.log(1 - Math.min(CERTAIN, match.confidence()));
    }

    /** A match was reported. */
    public void reported(Match match, Finding finding, LeafKind kind) {
        Origin origin = origins.get(match);
        boolean hasSpan = finding.start() >= 0;
        String text = layers.get(0).text();
        explained.add(new Explained(
                finding,
                kind,
                pack.fileOf(finding.rule()),
                hasSpan ? text.substring(finding.start(), finding.end()) : text,
                origin == null ? List.of() : origin.views(),
                origin == null ? "" : origin.matched(),
                origin == null ? match.severity() : origin.severity(),
                origin == null ? match.confidence() : origin.confidence(),
                origin == null ? List.of() : origin.steps(),
                contributions.getOrDefault(match, List.of())));
    }

    /** What a report says besides is about the whole message. */
    public List<Explained> explain(Report report) {
        for (Finding finding :
                report.findings().subList(explained.size(), report.findings().size())) {
            explained.add(new Explained(
                    finding,
                    LeafKind.IDENTIFIER,
                    "",
                    "",
                    List.of(),
                    "",
                    finding.severity(),
                    finding.confidence(),
                    List.of(),
                    List.of()));
        }
        return List.copyOf(explained);
    }
}
