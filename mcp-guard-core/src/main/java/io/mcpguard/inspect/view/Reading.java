package io.mcpguard.inspect.view;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.rule.BuiltIn;
import io.mcpguard.inspect.rule.Disguise;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.text.Folded;
import org.jspecify.annotations.Nullable;

/** A text as somebody could read it who undoes a disguise, with the way back to the text that stands there. */
public final class Reading {

    /** Whoever changed so many letters of what a rule looks for meant to; see {@link Folded#isDisguised}. */
    private static final int MIN_CHANGED = 3;

    /** An order is long, and may have a name with a digit in it: one in so many of its characters is changed in a disguise. */
    private static final int ORDER_SHARE = 6;

    private final String original;
    private final String text;
    /** For each character the offset of the one it came from; null if they are the same. */
    private final int @Nullable [] from;

    private final String how;
    private final Disguise disguise;

    /**
     * A reading of a text.
     *
     * @param original the text
     * @param text what it reads
     * @param from one offset for each character of what it reads, unless they stand where the original's do
     * @param how what the disguise is called
     * @param disguise how much it hides
     */
    public Reading(String original, String text, int @Nullable [] from, String how, Disguise disguise) {
        this.original = original;
        this.text = text;
        this.from = from;
        this.how = how;
        this.disguise = disguise;
    }

    /** What the disguise is called. */
    public String how() {
        return how;
    }

    /** How much it hides. */
    public Disguise disguise() {
        return disguise;
    }

    /** What it reads. */
    public String text() {
        return text;
    }

    /** A match in the original's offsets, graver for the disguise; null if nothing in it was disguised. */
    @Nullable
    public Match locate(Match match) {
        int changed = 0;
        for (int i = match.start(); i < match.end(); i++) {
            int at = at(i);
            boolean glued = i > match.start() && at - at(i - 1) > 1;
            changed += glued || text.charAt(i) != original.charAt(at) ? 1 : 0;
        }
        boolean order = match.rule().equals(BuiltIn.MODEL);
        if (changed == 0 || (order && changed * ORDER_SHARE < match.end() - match.start())) {
            return null;
        }
        Match there = match.at(at(match.start()), behind(match.end() - 1), match.cut());
        boolean raise = changed >= MIN_CHANGED
                && match.severity() == Severity.WARN
                && (!order || match.confidence() >= Match.CLEAR_IF_HIDDEN);
        return raise ? there.as(Severity.ERROR, Math.max(0.9, match.confidence())) : there;
    }

    /** Behind the whole character that one of the reading came from: it may have two units. */
    private int behind(int index) {
        return original.offsetByCodePoints(at(index), 1);
    }

    private int at(int index) {
        return from == null ? index : from[index];
    }
}
