package io.mcpguard.pipeline;

import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.Finding;
import io.mcpguard.api.ValidationResult.Remedy;
import java.util.List;

/**
 * What the pipeline makes of a message.
 *
 * @param message the message as it goes on, if it does; a refused one as it was when it was refused
 * @param verdict what follows, while nobody has lifted anything
 * @param wouldBe what would follow if everything in audit mode were enforced
 * @param changed whether the message that goes on differs from the one that came
 * @param remedy who may still lift the refusal; {@code NONE} if nobody may or there is nothing to lift
 * @param rule what decided, {@code ""} if nothing objected
 * @param reason why
 * @param findings everything that was found
 * @param rules every rule that refuses, and not only the first, sorted; all of them are lifted, or none
 */
public record Judgement(
        Intercepted message,
        Verdict verdict,
        Verdict wouldBe,
        boolean changed,
        Remedy remedy,
        String rule,
        String reason,
        List<Finding> findings,
        List<String> rules) {

    /**
     * A judgement that nobody is asked about.
     *
     * @param message the message as it goes on, if it does
     * @param verdict what follows
     * @param wouldBe what would follow if everything in audit mode were enforced
     * @param changed whether the message that goes on differs from the one that came
     * @param remedy who may still lift the refusal
     * @param rule what decided
     * @param reason why
     * @param findings everything that was found
     */
    public Judgement(
            Intercepted message,
            Verdict verdict,
            Verdict wouldBe,
            boolean changed,
            Remedy remedy,
            String rule,
            String reason,
            List<Finding> findings) {
        this(message, verdict, wouldBe, changed, remedy, rule, reason, findings, List.of());
    }

    static Judgement of(Intercepted message, Tally tally) {
        if (tally.isClean()) {
            return new Judgement(message, Verdict.ALLOWED, Verdict.ALLOWED, false, Remedy.NONE, "", "", List.of());
        }
        return new Judgement(
                message,
                tally.verdict(),
                tally.wouldBe(),
                tally.isChanged(),
                tally.remedy(),
                tally.rule(),
                tally.reason(),
                tally.findings(),
                tally.rules());
    }

    /** {@return whether it goes on at once} */
    public boolean passes() {
        return verdict != Verdict.REFUSED;
    }

    /**
     * Somebody lifted the refusal.
     *
     * @param by who did
     * @return the judgement that lets it pass
     */
    public Judgement lifted(String by) {
        Verdict then = changed ? Verdict.CHANGED : Verdict.ALLOWED;
        return new Judgement(message, then, wouldBe, changed, Remedy.NONE, rule, by, findings);
    }

    /**
     * A refusal of the session, after or instead of the pipeline's.
     *
     * @param rule what decided
     * @param reason why
     * @return the judgement that refuses
     */
    public Judgement refused(String rule, String reason) {
        return new Judgement(message, Verdict.REFUSED, Verdict.REFUSED, changed, Remedy.NONE, rule, reason, findings);
    }

    /** {@return the refusal as it is recorded where nothing is enforced} */
    public Judgement onlyRecorded() {
        return new Judgement(message, Verdict.ALLOWED, wouldBe, changed, Remedy.NONE, rule, reason, findings);
    }

    /**
     * A refusal of a message that no stage has seen.
     *
     * @param message the message
     * @param rule what decided
     * @param reason why
     * @return the judgement that refuses
     */
    public static Judgement refuse(Intercepted message, String rule, String reason) {
        return new Judgement(message, Verdict.REFUSED, Verdict.REFUSED, false, Remedy.NONE, rule, reason, List.of());
    }
}
