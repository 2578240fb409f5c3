package io.mcpguard.policy;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import io.mcpguard.inspect.Inspector;
import org.jspecify.annotations.Nullable;

/** What the policy makes of one finding of inspection, with the lines that decided. Immutable. */
public final class FindingRuling {

    /** Decides where the policy leaves it to inspection. */
    private static final String INSPECTION = "inspection";

    private final Level level;
    private final String levelRule;
    private final String reason;
    private final Setting<Treatment> treatment;

    private FindingRuling(Level level, String levelRule, String reason, Setting<Treatment> treatment) {
        this.level = requireNonNull(level, "level");
        this.levelRule = levelRule;
        this.reason = reason;
        this.treatment = treatment;
    }

    /** A setting of the rule decides before thresholds of the place, and these before inspection. */
    static FindingRuling of(
            Finding finding,
            RuleTuning rules,
            @Nullable Setting<Double> stop,
            @Nullable Setting<Double> notice,
            Setting<Treatment> stopped,
            Setting<Treatment> noticed) {
        var rulings = new Rulings(stopped, noticed);
        boolean clear = finding.severity() == Severity.ERROR;
        if (finding.severity() == Severity.INFO) {
            return rulings.of(Level.RECORDED, INSPECTION, "inspection takes it for a mere sign");
        }
        if (!Inspector.isJudgement(finding)) {
            return rulings.of(Level.STOPPED, INSPECTION, "a bound was passed, which no setting changes");
        }
        Setting<RuleEffect> rule = rules.of(finding.rule());
        if (rule != null) {
            return rulings.of(
                    Level.of(rule.value()),
                    rule.rule(),
                    "the rule is set to " + rule.value().key());
        }
        double confidence = finding.confidence();
        if (stop != null && confidence >= stop.value()) {
            return rulings.of(Level.STOPPED, stop.rule(), "its confidence is " + stop.value() + " or more");
        }
        if (stop == null && clear) {
            return rulings.of(Level.STOPPED, INSPECTION, "inspection takes it for a clear attack");
        }
        if (notice != null && confidence < notice.value()) {
            return rulings.of(Level.RECORDED, notice.rule(), "its confidence is below " + notice.value());
        }
        return stop != null && clear
                ? rulings.of(Level.NOTICED, stop.rule(), "its confidence is below " + stop.value())
                : rulings.of(Level.NOTICED, INSPECTION, "inspection takes it for a suspicion");
    }

    private record Rulings(Setting<Treatment> stopped, Setting<Treatment> noticed) {

        FindingRuling of(Level level, String rule, String reason) {
            Setting<Treatment> treatment = switch (level) {
                case STOPPED -> stopped;
                case NOTICED -> noticed;
                case RECORDED -> new Setting<>(Treatment.ALLOW, rule);
            };
            return new FindingRuling(level, rule, reason, treatment);
        }
    }

    /** {@return how seriously it is taken} */
    public Level level() {
        return level;
    }

    /** {@return the line that decided that, such as {@code mcp-guard.yaml:12 inspect.results.stop}, or {@code inspection}} */
    public String levelRule() {
        return levelRule;
    }

    /** {@return why, for people, without a full stop} */
    public String reason() {
        return reason;
    }

    /** {@return what happens to it; where nothing can be cut, {@code SANITIZE} means {@code BLOCK}, and where
     * no fence can stand, {@code FENCE} means {@code SANITIZE}} */
    public Treatment treatment() {
        return treatment.value();
    }

    /** {@return the line that decided that, such as {@code mcp-guard.yaml:11 inspect.results}, or {@code preset balanced}} */
    public String treatmentRule() {
        return treatment.rule();
    }

    /** {@return all of it in one line} */
    @Override
    public String toString() {
        return level.name().toLowerCase(java.util.Locale.ROOT) + " by " + levelRule + ": " + reason + "; "
                + treatment().key() + " by " + treatmentRule();
    }

    /** How seriously a finding is taken. From mild to harsh. May gain constants. */
    public enum Level {
        /** It stands in the record, and nothing follows. */
        RECORDED,
        /** A suspicion. */
        NOTICED,
        /** A clear attack. */
        STOPPED;

        static Level of(RuleEffect effect) {
            return switch (effect) {
                case OFF -> RECORDED;
                case NOTICE -> NOTICED;
                case STOP -> STOPPED;
            };
        }
    }
}
