package io.mcpguard.inspect;

import com.google.re2j.Pattern;
import io.mcpguard.inspect.rule.Rule;
import io.mcpguard.inspect.rule.RulePack;
import io.mcpguard.inspect.text.Folding;
import java.util.ArrayList;
import java.util.List;

/** The rules that come with the guard, for benchmarks: without the classifier, several times, or as patterns. */
public final class RulesToMeasure {

    private static final String VOWELS = "aeiou";
    private static final String CONSONANTS = "tnsrhldcmfpgwybvkxjqz";
    private static final Folding FOLDING = new Folding();

    private RulesToMeasure() {}

    /** How often each rule is in a pack. */
    public enum Pack {
        ONCE,
        /** Four times, the copies with other literals: words of other letters, as common as those they stand for. */
        FOUR_TIMES_OTHER_LITERALS,
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
        for (int round = 1; round < 4; round++) {
            for (Rule rule : pack.rules()) {
                rules.add(copy(rule, rule.id() + "-" + round, kind, round));
            }
        }
        return rules;
    }

    private static Rule copy(Rule rule, String id, Pack kind, int round) {
        return new Rule(
                id,
                rule.category(),
                rule.severity(),
                rule.confidence(),
                rule.about(),
                rule.from(),
                rule.surfaces(),
                changed(rule.literals(), kind, round),
                rule.otherScript(),
                changed(rule.then(), kind, round),
                rule.pattern(),
                rule.unless(),
                rule.cut(),
                rule.matches(),
                rule.passes());
    }

    private static List<String> changed(List<String> literals, Pack kind, int round) {
        return literals.stream()
                .map(literal -> switch (kind) {
                    case FOUR_TIMES_OTHER_LITERALS -> other(literal, round);
                    case FOUR_TIMES_LONGER_LITERALS -> literal + "qxz".charAt(round - 1);
                    case ONCE, FOUR_TIMES_SAME_LITERALS -> literal;
                })
                .toList();
    }

    /** Vowels for vowels and consonants for consonants, so that text comes as far in them; other scripts get a letter before. */
    private static String other(String literal, int round) {
        var other = new StringBuilder();
        boolean changed = false;
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            String group = VOWELS.indexOf(c) >= 0 ? VOWELS : CONSONANTS;
            int at = group.indexOf(c);
            other.append(at < 0 ? c : group.charAt((at + round) % group.length()));
            changed |= at >= 0;
        }
        return changed ? other.toString() : "qxz".charAt(round - 1) + literal;
    }
}
