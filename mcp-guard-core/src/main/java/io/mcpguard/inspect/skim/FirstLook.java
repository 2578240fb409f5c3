package io.mcpguard.inspect.skim;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.Surface;
import io.mcpguard.inspect.rule.Rule;
import io.mcpguard.inspect.rule.RulePack;
import io.mcpguard.inspect.text.Folding;
import io.mcpguard.inspect.view.UnseenPlaces;
import java.util.function.Predicate;

/**
 * Tells whether a closer look at a text would report anything on a surface: a match of a rule, something hidden, something
 * encoded or disguised, or a mere cue in a place that nobody sees. Immutable.
 */
public class FirstLook {

    private final Skim reports;
    private final Skim cues;

    public FirstLook(RulePack pack, Surface surface, Glyphs glyphs, Folding folding) {
        Predicate<Rule> there = rule -> rule.surfaces().contains(surface);
        this.reports = new Skim(pack, there.and(rule -> rule.severity() != Severity.INFO), glyphs, folding);
        this.cues = new Skim(
                pack,
                there.and(rule -> rule.severity() == Severity.INFO && rule.confidence() >= UnseenPlaces.WEAK),
                glyphs,
                folding);
    }

    /**
     * Whether it would not.
     *
     * @param inside says the same of what a part of the text decodes to
     * @param unseen and of a part that nobody sees, beyond what rules find there
     */
    public boolean isQuiet(String text, Predicate<String> inside, Predicate<String> unseen) {
        return reports.isQuiet(text, inside) && UnseenPlaces.in(text).allAre(unseen.and(this::hasNoCue));
    }

    private boolean hasNoCue(String unseen) {
        return cues.isQuiet(unseen, decoded -> cues.isQuiet(decoded, deeper -> cues.isQuiet(deeper, end -> true)));
    }
}
