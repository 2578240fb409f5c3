package io.mcpguard.inspect.rule;

import com.google.re2j.Pattern;
import io.mcpguard.api.Severity;
import io.mcpguard.inspect.Surface;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a rule file. It is tried only where one of its literals stands, and has to match from there on.
 *
 * @param id unique in the pack
 * @param category the kind of threat, such as {@code prompt-injection}
 * @param severity {@link Severity#INFO} for a cue, which counts only together with other rules
 * @param confidence from 0 to 1
 * @param about what it means, for people who review
 * @param from the attack that it stems from and who described it, {@code ""} if the file does not say
 * @param surfaces where it is tried
 * @param literals folded
 * @param otherScript whether it is about words of another script than Latin, whose letters disguise nothing
 * @param then folded; if there are any, one of them has to follow soon
 * @param pattern matched against the folded text from the literal on
 * @param unless if found in the folded text around the match, the match does not count
 * @param cut how much has to go if the match is cut out
 * @param matches texts in which it must be found
 * @param passes texts in which it must not be found
 */
public record Rule(
        String id,
        String category,
        Severity severity,
        double confidence,
        String about,
        String from,
        Set<Surface> surfaces,
        List<String> literals,
        boolean otherScript,
        List<String> then,
        Pattern pattern,
        @Nullable Pattern unless,
        Cut cut,
        List<String> matches,
        List<String> passes) {

    /** How much has to go. */
    public enum Cut {
        /** What matched and no more. */
        MATCH,
        /** The sentences that the match lies in. */
        SENTENCE,
        /** Those, and the ones that go on giving orders. */
        ORDERS,
        /** From the opening tag to the closing one. */
        BLOCK
    }
}
