package io.mcpguard.cli.judge;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import io.mcpguard.cli.judge.Outcome.Found;
import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Detectors;
import io.mcpguard.data.vault.Conversations;
import io.mcpguard.data.vault.DataVault;
import io.mcpguard.data.vault.Spot;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.DataDirection;
import io.mcpguard.policy.DataPolicy;
import io.mcpguard.policy.DataTreatment;
import io.mcpguard.policy.Policy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what a policy would do to the secrets and personal data in a content that comes from a server. Thread-safe. */
public final class DataJudge {

    /** So much of a value is shown as evidence: whoever reads results need not learn it. */
    private static final int SHOWN = 4;

    private static final String TEXT = "text";

    private final DataPolicy policy;
    private final Detectors detectors;
    /** For looking alone: nothing is kept in it. */
    private final DataVault looking;

    /** A judge under a policy. */
    public DataJudge(Policy policy) {
        this.policy = policy.data();
        this.detectors = this.policy.detectors();
        this.looking = vault();
    }

    /** {@return what becomes of the secrets in a text} */
    public Outcome secrets(String text) {
        return judge(text, true);
    }

    /** {@return what becomes of the personal data in a text} */
    public Outcome personal(String text) {
        return judge(text, false);
    }

    /**
     * Looks for values of all classes in a tree.
     *
     * @param payload an object
     * @return what was found, and what the policy makes of each
     */
    public List<Judged> judge(Map<String, @Nullable Object> payload) {
        return looking.lookAtReceived("scan", payload, Set.of(), kind -> 1).spots().stream()
                .map(spot -> new Judged(spot, effect(spot)))
                .toList();
    }

    /**
     * A value with what becomes of it.
     *
     * @param spot where it is, and what
     * @param effect what the policy makes of it
     */
    public record Judged(Spot spot, Effect effect) {}

    private Outcome judge(String text, boolean secrets) {
        Map<String, @Nullable Object> payload = Map.of(TEXT, text);
        var found = new ArrayList<Found>();
        var redacted = new ArrayList<Spot>();
        Effect effect = Effect.ALLOW;
        for (Judged judged : judge(payload)) {
            Spot spot = judged.spot;
            if (spot.kind().equals(DataClass.SECRET) != secrets || spot.kind().equals(DataVault.LITERAL)) {
                continue;
            }
            found.add(found(spot, judged.effect, text));
            effect = effect.or(judged.effect);
            if (judged.effect == Effect.SANITIZE) {
                redacted.add(spot);
            }
        }
        Object left = redacted.isEmpty()
                ? null
                : vault().redact("scan", payload, redacted, null).payload().get(TEXT);
        return new Outcome(effect, found, left);
    }

    /** One for each text, so that the placeholders of each are numbered from 1. */
    private DataVault vault() {
        return new DataVault(detectors, new Conversations(policy.values(), policy.lifetime(), Clock.systemUTC()));
    }

    private Effect effect(Spot spot) {
        DataTreatment treatment =
                policy.treatment(DataDirection.RESULTS, spot.kind(), null).value();
        if (treatment == DataTreatment.ALLOW) {
            return Effect.ALLOW;
        }
        return spot.certainty() == Certainty.POSSIBLE
                ? Effect.FLAG
                : switch (treatment) {
                    case ALLOW -> Effect.ALLOW;
                    case RECORD -> Effect.FLAG;
                    case REDACT -> Effect.SANITIZE;
                    case ASK -> Effect.ASK;
                    case REFUSE -> Effect.BLOCK;
                };
    }

    private static Found found(Spot spot, Effect effect, String text) {
        Severity severity = switch (spot.certainty()) {
            case POSSIBLE -> Severity.INFO;
            case LIKELY -> Severity.WARN;
            case PROVEN -> effect.acts() ? Severity.ERROR : Severity.WARN;
        };
        double confidence = switch (spot.certainty()) {
            case POSSIBLE -> 0.3;
            case LIKELY -> 0.8;
            case PROVEN -> 1;
        };
        Finding finding = Finding.of(
                        severity, "", "a value of class " + spot.kind().id())
                .rule(spot.detector())
                .category("data-exposure")
                .confidence(confidence)
                .span(spot.start(), spot.end());
        String shown = text.substring(spot.start(), Math.min(spot.end(), spot.start() + SHOWN));
        return new Found(finding, SafeText.excerpt(shown, SHOWN) + "…");
    }
}
