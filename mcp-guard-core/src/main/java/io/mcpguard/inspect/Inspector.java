package io.mcpguard.inspect;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Phase;
import io.mcpguard.inspect.model.OrderModel;
import io.mcpguard.inspect.rule.BuiltIn;
import io.mcpguard.inspect.rule.RulePack;
import io.mcpguard.inspect.signal.Seams;
import io.mcpguard.inspect.signal.Signal;
import io.mcpguard.inspect.signal.Signals;
import io.mcpguard.inspect.signal.Situation;
import io.mcpguard.inspect.skim.FirstLook;
import io.mcpguard.inspect.skim.Glyphs;
import io.mcpguard.inspect.text.Folding;
import io.mcpguard.inspect.text.Walk;
import io.mcpguard.inspect.verdict.OrderScan;
import io.mcpguard.inspect.verdict.Report;
import io.mcpguard.inspect.verdict.Trace;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for orders to the model in every string of a message: rules over folded and decoded text, hidden characters,
 * terminal sequences. Immutable and safe for use by many threads; nothing is remembered from one message to the next.
 * The time a message takes is linear in its size, and what exceeds the budget of a message ends as an error. The rules
 * are described in {@code docs/inspection.md}.
 */
public final class Inspector {

    /** The rules of findings that say nothing of a text, but that a message takes more than it may. */
    public static final Set<String> BOUNDS = Set.of(Scan.TOO_MANY, Scan.TOO_DEAR);

    /** Ids that findings have which are of no rule, and that no rule may have. */
    static final Set<String> RESERVED =
            Set.of(Scan.TOO_MANY, Scan.TOO_DEAR, "repeated", "shape", "vault", "limits", "inspect");

    private final Parts parts;
    private final Map<Surface, FirstLook> looks = new EnumMap<>(Surface.class);

    /** With rules alone, or with a classifier as well. */
    Inspector(RulePack pack, Folding folding, @Nullable OrderScan orders) {
        this.parts = new Parts(pack, folding, orders);
        var glyphs = new Glyphs(pack.automaton(), folding);
        for (Surface surface : Surface.values()) {
            looks.put(surface, new FirstLook(pack, surface, glyphs, folding));
        }
    }

    /**
     * The inspector with the rules that come with the guard. They are read on the first call, which takes a while;
     * every call returns the same inspector.
     *
     * @return the inspector
     */
    public static Inspector standard() {
        return Standard.INSPECTOR;
    }

    /** This inspector with more rules; nothing of this one changes. */
    Inspector with(OwnRules more) {
        return new Inspector(parts.pack().with(more), parts.folding(), parts.orders());
    }

    /**
     * Looks at one message.
     *
     * @param surface where it stands
     * @param event the JSON-RPC method; for a response that of its request
     * @param phase the half of the exchange
     * @param payload the params, result or error
     * @return what was found
     */
    public Report inspect(Surface surface, String event, Phase phase, Map<String, @Nullable Object> payload) {
        return inspect(surface, event, phase, payload, Situation.NONE);
    }

    /**
     * Looks at one message of which more is known than its text.
     *
     * @param surface where it stands
     * @param event the JSON-RPC method; for a response that of its request
     * @param phase the half of the exchange
     * @param payload the params, result or error
     * @param situation what is known
     * @return what was found
     */
    public Report inspect(
            Surface surface, String event, Phase phase, Map<String, @Nullable Object> payload, Situation situation) {
        requireNonNull(event, "event");
        requireNonNull(phase, "phase");
        FirstLook look = requireNonNull(looks.get(surface), "surface");
        var scan = new Scan(surface, look, parts, new Signals(surface, situation), null);
        Walk.over(payload, scan);
        Seams.forEach(payload, scan::across);
        return scan.report();
    }

    /**
     * Says how the findings of a message come about. For people who ask: it takes longer than an inspection, and finds the
     * same.
     *
     * @param surface where it stands
     * @param event the JSON-RPC method; for a response that of its request
     * @param phase the half of the exchange
     * @param payload the params, result or error
     * @return one for each finding that {@link #inspect} reports, in its order
     */
    public List<Explained> explain(Surface surface, String event, Phase phase, Map<String, @Nullable Object> payload) {
        requireNonNull(event, "event");
        requireNonNull(phase, "phase");
        FirstLook look = requireNonNull(looks.get(surface), "surface");
        var trace = new Trace(parts.pack(), parts.folding());
        var scan = new Scan(surface, look, parts, new Signals(surface, Situation.NONE), trace);
        Walk.over(payload, scan);
        Seams.forEach(payload, scan::across);
        return trace.explain(scan.report());
    }

    /**
     * All rules that judge text, those of rule files, those for hidden and terminal text, and {@code model}, the
     * classifier's.
     *
     * @return what each is about, by id, sorted
     */
    public SortedMap<String, String> rules() {
        var rules = new TreeMap<String, String>(BuiltIn.RULES);
        for (Signal signal : Signal.values()) {
            rules.put(signal.id(), signal.about());
        }
        parts.pack().rules().forEach(rule -> rules.put(rule.id(), rule.about()));
        return Collections.unmodifiableSortedMap(rules);
    }

    /** {@return the ids of all {@link #rules()}, sorted} */
    public Set<String> ruleIds() {
        return rules().keySet();
    }

    /**
     * Whether a finding judges a text, and how grave it is may be seen otherwise; not so for one of {@link #BOUNDS}.
     *
     * @param finding one that an inspector reported
     * @return whether it does
     */
    public static boolean isJudgement(Finding finding) {
        return !BOUNDS.contains(finding.rule());
    }

    /**
     * Whether a finding lies in what no person sees: hidden characters, terminal sequences.
     *
     * @param finding one that an inspector reported
     * @return whether its span shows nothing
     */
    public static boolean isUnseen(Finding finding) {
        return finding.rule().startsWith("hidden-") || finding.rule().startsWith("terminal-");
    }

    /** What is the same for every message. */
    record Parts(RulePack pack, Folding folding, @Nullable OrderScan orders) {}

    /** Read when somebody asks for it. The build reads every rule file, so that none of them is broken here. */
    private static final class Standard {

        static final Inspector INSPECTOR = read();

        private static Inspector read() {
            var folding = new Folding();
            return new Inspector(RulePack.standard(folding), folding, new OrderScan(OrderModel.standard(), folding));
        }
    }
}
