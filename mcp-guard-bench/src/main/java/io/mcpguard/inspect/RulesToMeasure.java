package io.mcpguard.inspect;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** The rules that come with the guard, for benchmarks: without the classifier, several times, or as patterns. */
public final class RulesToMeasure {

    private static final Folding FOLDING = new Folding();

    private RulesToMeasure() {}

    /** How often each rule is in a pack. */
    public enum Pack {
        ONCE,
        /** Twice, a letter before each literal of the copies; four times would take too many states. */
        TWICE_OTHER_LITERALS,
        /** Four times, the copies with longer literals: a letter behind each. */
        FOUR_TIMES_LONGER_LITERALS,
        /** Four times with the same literals, so that each of them asks for four rules. */
        FOUR_TIMES_SAME_LITERALS
    }

    /** An inspector with these rules alone. */
    public static Inspector inspector(Pack pack) {
        RulePack once = RulePack.standard(FOLDING);
        return new Inspector(pack == Pack.ONCE ? once : new RulePack(copies(once, pack)), FOLDING, null);
    }

    /** What the rules match, as RE2/J has it. */
    public static List<Pattern> patterns() {
        return RulePack.standard(FOLDING).rules().stream().map(Rule::pattern).toList();
    }

    private static List<Rule> copies(RulePack pack, Pack kind) {
        var rules = new ArrayList<Rule>(pack.rules());
        for (String letter : kind == Pack.TWICE_OTHER_LITERALS ? List.of("q") : List.of("q", "x", "z")) {
            String prefix = kind == Pack.TWICE_OTHER_LITERALS ? letter : "";
            String suffix = kind == Pack.FOUR_TIMES_LONGER_LITERALS ? letter : "";
            pack.rules().forEach(rule -> rules.add(copy(rule, rule.id() + "-" + letter, prefix, suffix)));
        }
        return rules;
    }

    private static Rule copy(Rule rule, String id, String prefix, String suffix) {
        return new Rule(
                id,
                rule.category(),
                rule.severity(),
                rule.confidence(),
                rule.about(),
                rule.from(),
                rule.surfaces(),
                changed(rule.literals(), prefix, suffix),
                rule.otherScript(),
                changed(rule.then(), prefix, suffix),
                Pattern.compile(
                        prefix + "(?:" + rule.pattern().pattern() + ")",
                        rule.pattern().flags()),
                rule.unless(),
                rule.cut(),
                rule.matches(),
                rule.passes());
    }

    private static List<String> changed(List<String> literals, String prefix, String suffix) {
        return literals.stream().map(literal -> prefix + literal + suffix).toList();
    }
}
