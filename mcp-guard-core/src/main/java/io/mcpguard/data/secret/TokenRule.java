package io.mcpguard.data.secret;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.Cues;
import io.mcpguard.data.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One format of tokens. In the files a rule has an {@code id}, the {@code literals} it may begin with, and a {@code
 * pattern} from there on; with a {@code lead}, one class of characters with a count, the literal stands inside the
 * token and the lead in front of it. {@code edge: strict} asks for a real end on both sides where other rules accept
 * a hyphen or a full stop. {@code mix} says what must occur: letters and {@code digits}, both {@code cases}, or
 * {@code all}. {@code near} are words of which one must be around, {@code entropy} the least that is asked of what
 * stands behind the literal, {@code sequences: none} excludes made-up values that go through the alphabet, {@code
 * check} is a {@link TokenCheck}.
 *
 * @param most how sure it can be at most
 * @param match examples that are found
 * @param pass examples that are not
 */
record TokenRule(
        String id,
        List<String> literals,
        Shape pattern,
        @Nullable Shape lead,
        boolean strict,
        Mix mix,
        @Nullable Cues near,
        double entropy,
        boolean sequences,
        TokenCheck check,
        Certainty most,
        List<String> match,
        List<String> pass) {

    /** As long as any of the values that have to be looked at as a whole. */
    private static final int CHECKED = 1_024;

    private static final double BY_LENGTH = -1;
    /** How sure of a token with the right format that goes through the alphabet or counts up: somebody made it up. */
    private static final Certainty COUNTED_UP = Certainty.POSSIBLE;

    /** Which characters a token must have. */
    enum Mix {
        ANY,
        DIGITS,
        CASES,
        ALL
    }

    static TokenRule of(Map<String, Object> map, Shape.Slots slots) {
        String id = DataFile.string(map, "id", "");
        String lead = DataFile.string(map, "lead", "");
        List<String> near = DataFile.strings(map, "near");
        try {
            return new TokenRule(
                    id,
                    DataFile.strings(map, "literals"),
                    Shape.of(DataFile.string(map, "pattern", ""), slots),
                    lead.isEmpty() ? null : Shape.of(lead, slots),
                    map.containsKey("edge"),
                    Mix.valueOf(DataFile.string(map, "mix", "any").toUpperCase(Locale.ROOT)),
                    near.isEmpty() ? null : Cues.of(near.toArray(String[]::new)),
                    Double.parseDouble(DataFile.string(map, "entropy", String.valueOf(BY_LENGTH))),
                    !map.containsKey("sequences"),
                    TokenCheck.named(DataFile.string(map, "check", "none")),
                    Certainty.valueOf(
                            DataFile.string(map, "certainty", "proven").toUpperCase(Locale.ROOT)),
                    DataFile.strings(map, "match"),
                    DataFile.strings(map, "pass"));
        } catch (RuntimeException e) {
            throw new IllegalStateException("the rule " + id + ": " + e.getMessage(), e);
        }
    }

    /** Whether the literal stands inside the token, behind a lead. */
    boolean hasLead() {
        return lead != null;
    }

    /** Where a token begins whose literal is at a place, -1 if none does. */
    int start(String text, int literal) {
        int start = lead == null ? literal : lead.startBefore(text, literal);
        return start >= 0 && Edges.beginsAt(text, start, strict, lead != null) ? start : -1;
    }

    /** Where it ends, -1 if it does not have the shape. */
    int end(String text, int literal, Shape.Reach reach) {
        int end = pattern.end(text, literal, reach);
        return end >= 0 && Edges.endsAt(text, end, strict) ? end : -1;
    }

    /** How sure a part of a text that has the shape is, null if it is not the token after all. */
    @Nullable
    Certainty judge(Text text, int start, int end, int literalLength) {
        String token = text.value().substring(start, Math.min(end, start + CHECKED));
        String free = lead == null ? token.substring(Math.min(literalLength, token.length())) : token;
        double least = entropy == BY_LENGTH ? Randomness.leastEntropy(free.length()) : entropy;
        if (least > 0 && (Randomness.entropy(free) < least || Placeholders.isDull(free))) {
            return null;
        }
        if (!isMixed(free)
                || (!sequences && Randomness.longestSequence(free) >= 7)
                || (near != null && !near.near(text, start, end))
                || Placeholders.isPublished(token)) {
            return null;
        }
        if (most != Certainty.PROVEN && Randomness.words(free) >= 0.5) {
            return null;
        }
        Certainty certainty = check.of(token);
        if (certainty != null && least > 0 && Randomness.isSequence(free)) {
            return COUNTED_UP;
        }
        return certainty == null || certainty.compareTo(most) < 0 ? certainty : most;
    }

    private boolean isMixed(String free) {
        boolean digits = mix == Mix.ANY || mix == Mix.CASES || (has(free, '0', '9') && hasLetter(free));
        boolean cases = mix == Mix.ANY || mix == Mix.DIGITS || (has(free, 'a', 'z') && has(free, 'A', 'Z'));
        return digits && cases;
    }

    private static boolean hasLetter(String text) {
        return has(text, 'a', 'z') || has(text, 'A', 'Z');
    }

    private static boolean has(String text, char from, char to) {
        return text.chars().anyMatch(c -> c >= from && c <= to);
    }
}
