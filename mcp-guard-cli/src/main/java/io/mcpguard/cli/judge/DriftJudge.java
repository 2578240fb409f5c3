package io.mcpguard.cli.judge;

import io.mcpguard.api.trust.DriftSeverity;
import io.mcpguard.drift.Change;
import io.mcpguard.drift.Drift;
import io.mcpguard.policy.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges an update of a definition: the one place of the command line that knows how changes are weighed. */
public final class DriftJudge {

    private static final double CRITICAL = 0.9;
    private static final double SUSPICIOUS = 0.4;
    private static final double BENIGN = 0.05;

    private final Policy policy;

    /** A judge under a policy. */
    public DriftJudge(Policy policy) {
        this.policy = policy;
    }

    /**
     * An update, judged.
     *
     * @param severity {@code none}, {@code benign}, {@code suspicious} or {@code critical}
     * @param effect what the policy does about it
     * @param changes what differs
     */
    public record Update(String severity, Effect effect, List<Weighed> changes) {

        /** {@return from 0 to 1, on the scale of findings: a critical change is a clear attack, others are suspicions} */
        public double score() {
            return switch (severity) {
                case "critical" -> CRITICAL;
                case "suspicious" -> SUSPICIOUS;
                case "benign" -> BENIGN;
                default -> 0;
            };
        }
    }

    /**
     * One change.
     *
     * @param change where, what stands there, and how grave it is
     */
    public record Weighed(Change change) {

        /** {@return how grave it is, in the words of docs/cli.md} */
        public String severity() {
            return word(change.severity());
        }

        /** {@return the change as an object of docs/cli.md} */
        public Map<String, @Nullable Object> json() {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("pointer", change.pointer());
            json.put("kind", change.kind().name().toLowerCase(Locale.ROOT));
            json.put("before", change.before());
            json.put("after", change.after());
            json.put("severity", severity());
            if (!change.why().isEmpty()) {
                json.put("why", change.why());
            }
            return json;
        }
    }

    /** {@return what the policy does about an update of a definition that is trusted} */
    public Update between(@Nullable Object before, @Nullable Object after) {
        return of(Drift.between(before, after));
    }

    /** {@return what the policy does about differences that are known already} */
    public Update of(Drift drift) {
        return new Update(
                word(drift.severity()),
                drift.isNone() ? Effect.ALLOW : effect(drift.severity()),
                drift.changes().stream().map(Weighed::new).toList());
    }

    private Effect effect(DriftSeverity severity) {
        return switch (policy.pin().drift(severity)) {
            case ALLOW, FLAG -> Effect.FLAG;
            case ASK -> Effect.ASK;
            case FENCE, SANITIZE, BLOCK -> Effect.BLOCK;
        };
    }

    private static String word(DriftSeverity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
