package io.mcpguard.inspect.verdict;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.rule.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weighs matches that stand close together. One sign alone may be honest; several independent ones rarely are, so
 * their doubts multiply (noisy or).
 */
public final class Combination {

    /** Signs further apart than this, in characters, have nothing to do with each other. */
    static final int REACH = 600;
    /** What is noticed this near to a clear attack belongs to it, in characters. */
    private static final int COMPANY = 2_000;
    /** Unless it is too weak for that. */
    private static final double WEAK = 0.5;
    /** Doubt left: below this what was only noticed is clear. */
    private static final double CLEAR = 0.1;

    private Combination() {}

    /** The matches, by start, with those raised to errors that are clear together. */
    public static List<Match> weigh(List<Match> matches) {
        if (matches.size() == 1) {
            return matches;
        }
        var weighed = new ArrayList<>(matches);
        for (int first = 0; first < matches.size(); first++) {
            if (first > 0
                    && matches.get(first).start() == matches.get(first - 1).start()) {
                continue; // the one before reached as far, and had this one with it
            }
            int end = first;
            Map<String, Double> strongest = new HashMap<>();
            while (end < matches.size()
                    && matches.get(end).start() - matches.get(first).start() <= REACH) {
                if (!matches.get(end).discussed()) {
                    strongest.merge(matches.get(end).rule(), matches.get(end).confidence(), Math::max);
                }
                end++;
            }
            double doubt = strongest.values().stream().reduce(1.0, (product, confidence) -> product * (1 - confidence));
            if (strongest.size() > 1 && doubt <= CLEAR) {
                for (int i = first; i < end; i++) {
                    if (matches.get(i).severity() == Severity.WARN
                            && !matches.get(i).discussed()) {
                        weighed.set(i, matches.get(i).as(Severity.ERROR, 1 - doubt));
                    }
                }
            }
        }
        joinCompany(weighed);
        return weighed;
    }

    /** An attack in many sentences has clear ones and others; all of it has to go. */
    private static void joinCompany(List<Match> matches) {
        int errorBefore = Integer.MIN_VALUE;
        int[] errorAfter = new int[matches.size()];
        int next = Integer.MAX_VALUE;
        for (int i = matches.size() - 1; i >= 0; i--) {
            errorAfter[i] = next;
            next = matches.get(i).severity() == Severity.ERROR ? matches.get(i).start() : next;
        }
        for (int i = 0; i < matches.size(); i++) {
            Match match = matches.get(i);
            if (match.severity() == Severity.ERROR) {
                errorBefore = match.start();
            } else if (match.severity() == Severity.WARN && match.confidence() > WEAK) {
                boolean near = (errorBefore >= 0 && match.start() - errorBefore <= COMPANY)
                        || (long) errorAfter[i] - match.start() <= COMPANY;
                if (near) {
                    matches.set(i, match.as(Severity.ERROR, match.confidence()));
                }
            }
        }
    }
}
