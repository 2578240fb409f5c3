package io.mcpguard.inspect;

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
 */
record Match(
        String rule,
        String category,
        Severity severity,
        double confidence,
        String about,
        int start,
        int end,
        Rule.Cut cut) {

    Match at(int newStart, int newEnd, Rule.Cut newCut) {
        return new Match(rule, category, severity, confidence, about, newStart, newEnd, newCut);
    }

    /** The graver of two, or the surer where they are as grave. */
    Match stronger(Match other) {
        int graver = severity.compareTo(other.severity);
        return graver > 0 || (graver == 0 && confidence >= other.confidence) ? this : other;
    }

    Match as(Severity newSeverity, double newConfidence) {
        return new Match(rule, category, newSeverity, newConfidence, about, start, end, cut);
    }
}
