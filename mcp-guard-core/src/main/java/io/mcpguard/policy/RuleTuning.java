package io.mcpguard.policy;

import io.mcpguard.inspect.Inspector;
import io.mcpguard.inspect.OwnRules;
import io.mcpguard.policy.Checks.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the policy says about rules of inspection, by id or glob. What a server has of its own is asked first. Immutable. */
final class RuleTuning {

    static final RuleTuning NONE = new RuleTuning(List.of(), List.of());

    /** More than there are rules. */
    static final int MAX_ENTRIES = 500;

    /** The most specific first, of those alike the harsher. */
    private static final Comparator<Entry> ORDER = Comparator.<Entry, Glob>comparing(
                    Entry::glob, Glob::compareSpecificity)
            .thenComparing(Entry::effect, Comparator.reverseOrder());

    private final List<Entry> own;
    private final List<Entry> general;

    private RuleTuning(List<Entry> own, List<Entry> general) {
        this.own = own;
        this.general = general;
    }

    RuleTuning with(String glob, RuleEffect effect, String where) {
        var entries = new ArrayList<>(own);
        entries.removeIf(entry -> entry.glob.text().equals(glob));
        entries.add(new Entry(new Glob(glob), effect, where));
        entries.sort(ORDER);
        return new RuleTuning(List.copyOf(entries), general);
    }

    /** These entries, and where none matches those. */
    RuleTuning over(RuleTuning under) {
        return new RuleTuning(own, under.own);
    }

    boolean isEmpty() {
        return own.isEmpty() && general.isEmpty();
    }

    /** {@return what is said about a rule, null if nothing is} */
    @Nullable
    Setting<RuleEffect> of(String rule) {
        Setting<RuleEffect> found = of(rule, own);
        return found == null ? of(rule, general) : found;
    }

    private static @Nullable Setting<RuleEffect> of(String rule, List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.glob.matches(rule)) {
                return new Setting<>(entry.effect, entry.where);
            }
        }
        return null;
    }

    /** The entries by glob; those of all servers count only as far as the own ones leave them anything to say. */
    Map<String, Object> tree() {
        var tree = new TreeMap<String, Object>();
        general.forEach(entry -> tree.put(entry.glob.text(), entry.effect.key()));
        own.forEach(entry -> tree.put(entry.glob.text(), entry.effect.key()));
        return tree;
    }

    /** What is wrong with the id or glob of rules. */
    static @Nullable Fault fault(String rules, OwnRules own) {
        Fault fault = Names.glob(rules);
        if (fault != null) {
            return fault;
        }
        var glob = new Glob(rules);
        var known = new TreeSet<>(Inspector.standard().ruleIds());
        known.addAll(own.ids());
        if (known.stream().anyMatch(glob::matches)) {
            return null;
        }
        if (Inspector.BOUNDS.stream().anyMatch(glob::matches)) {
            return new Fault(
                    Checks.quote(rules) + " is no judgement of a text but a bound that was passed",
                    "remove it: bounds hold for everybody");
        }
        return new Fault("no rule is called " + Checks.quote(rules), Suggestion.ofRule(rules, known));
    }

    private record Entry(Glob glob, RuleEffect effect, String where) {}
}
