package io.mcpguard.inspect.rule;

import io.mcpguard.api.Severity;

/**
 * Something found in one string.
 *
 * @param rule the rule's id
 * @param category the kind of threat
 * @param severity {@link Severity#INFO} counts only together with others
 * @param confidence from 0 to 1
 * @param about what it means
 * @param start the first UTF-16 unit in the original string
 * @param end behind the last UTF-16 unit
 * @param cut how much has to go
 * @param discussed whether it is quoted and talked about, so that it adds nothing to other signs
 */
public record Match(
        String rule,
        String category,
        Severity severity,
        double confidence,
        String about,
        int start,
        int end,
        Rule.Cut cut,
        boolean discussed) {

    /** Weaker signs than this stay what they are where they are hidden. */
    public static final double CLEAR_IF_HIDDEN = 0.5;

    /** A match that is not discussed. */
    public static Match of(
            String rule,
            String category,
            Severity severity,
            double confidence,
            String about,
            int start,
            int end,
            Rule.Cut cut) {
        return new Match(rule, category, severity, confidence, about, start, end, cut, false);
    }

    public Match at(int newStart, int newEnd, Rule.Cut newCut) {
        return new Match(rule, category, severity, confidence, about, newStart, newEnd, newCut, discussed);
    }

    /** The match where it is quoted by somebody who talks about it: half as sure, and not clear. */
    public Match asDiscussed() {
        Severity atMost = severity == Severity.ERROR ? Severity.WARN : severity;
        return new Match(rule, category, atMost, confidence / 2, about, start, end, cut, true);
    }

    /** The match in the run that was decoded. A whole file may be encoded for honest reasons; a sentence is not. */
    public Match inside(String decoded, int runStart, int runEnd, Disguise disguise) {
        Match there = at(runStart, runEnd, Rule.Cut.MATCH);
        boolean clear = severity == Severity.WARN
                && confidence >= CLEAR_IF_HIDDEN
                && disguise.makesClear(rule, decoded.length());
        return clear ? there.as(Severity.ERROR, Math.max(confidence, 0.9)) : there;
    }

    /** One match for two that overlap: this one, as long as both and as grave as the graver. */
    public Match with(Match other) {
        Match graver = stronger(other);
        return as(graver.severity, graver.confidence).at(Math.min(start, other.start), Math.max(end, other.end), cut);
    }

    /** The graver of two, or the surer where they are as grave. */
    public Match stronger(Match other) {
        int graver = severity.compareTo(other.severity);
        return graver > 0 || (graver == 0 && confidence >= other.confidence) ? this : other;
    }

    public Match as(Severity newSeverity, double newConfidence) {
        return new Match(rule, category, newSeverity, newConfidence, about, start, end, cut, discussed);
    }
}
