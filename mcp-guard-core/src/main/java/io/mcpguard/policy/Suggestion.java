package io.mcpguard.policy;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Guesses what somebody meant to write. */
final class Suggestion {

    private static final int MAX_WORD = 40;
    private static final int MAX_NEAR = 5;

    private Suggestion() {}

    /** {@return a remedy: the word that was probably meant, else all that are possible} */
    static String of(String word, Collection<String> known) {
        String closest = closest(word, known);
        return closest != null ? "did you mean \"" + closest + "\"?" : "known here: " + String.join(", ", known);
    }

    /** {@return a remedy for an id or glob of rules, of which there are too many to list} */
    static String ofRule(String rules, Collection<String> known) {
        String closest = closest(rules, known);
        return closest != null
                ? "did you mean \"" + closest + "\"?"
                : near(rules, known) + "mcp-guard explain --rules lists all";
    }

    /** Those that begin alike. */
    private static String near(String rules, Collection<String> known) {
        int dash = rules.indexOf('-');
        String family = dash < 0 ? rules.replace("*", "") : rules.substring(0, dash + 1);
        String near = known.stream()
                .filter(id -> !family.isEmpty() && id.startsWith(family))
                .limit(MAX_NEAR)
                .collect(Collectors.joining(", "));
        return near.isEmpty() ? "" : "near it: " + near + "; ";
    }

    /** {@return the known word that differs in spelling alone or by few edits, null if there is none} */
    static @Nullable String closest(String word, Collection<String> known) {
        if (word.length() > MAX_WORD) {
            return null;
        }
        String plain = plain(word);
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            String other = plain(candidate);
            int distance = distance(plain, other);
            if (distance < least && distance <= Math.max(plain.length(), other.length()) / 3) {
                best = candidate;
                least = distance;
            }
        }
        return best;
    }

    /** firstSight, first-sight and FIRST_SIGHT are the same to whoever wrote them. */
    private static String plain(String word) {
        return word.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Insertions, deletions, replacements and swaps of neighbours that make one of the other. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
