package io.mcpguard.pipeline;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.vault.DataVault;
import io.mcpguard.data.vault.DataVault.Found;
import io.mcpguard.data.vault.Spot;
import io.mcpguard.policy.DataDirection;
import io.mcpguard.policy.DataPolicy;
import io.mcpguard.policy.DataTreatment;
import io.mcpguard.policy.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is said of the values in one message: one finding for each detector and treatment, with the place of the first value
 * and how many there are, for a list of a thousand addresses is one thing to know and not a thousand.
 */
final class Notes {

    static final String CATEGORY = "data-exposure";
    static final String FLOOD = "data-flood";
    static final String FORGOTTEN = "placeholder-forgotten";

    private final DataPolicy policy;
    private final Tally tally;
    private final boolean enforced;
    private final Intercepted in;
    private final Set<String> said;
    private final Map<Kind, Count> counts = new LinkedHashMap<>();

    private record Kind(String detector, Setting<DataTreatment> treatment, boolean placeholder) {}

    private static final class Count {

        final Spot first;
        int values;

        Count(Spot first) {
            this.first = first;
        }
    }

    Notes(Intercepted in, DataPolicy policy, Tally tally, boolean enforced, Set<String> said) {
        this.policy = policy;
        this.tally = tally;
        this.enforced = enforced;
        this.in = in;
        this.said = said;
    }

    /** What happens to a class of values in a message, and which line of the policy says so. */
    static Setting<DataTreatment> treatment(DataPolicy policy, Intercepted in, DataClass kind) {
        DataDirection direction = in.fromServer() ? DataDirection.RESULTS : DataDirection.ARGUMENTS;
        // What a task brings, and how it gets on, is of the tool that was called, which the message does not name.
        return in.event().startsWith("tasks/") || in.event().equals("notifications/progress")
                ? policy.strictest(direction, kind)
                : policy.treatment(direction, kind, in.event().equals("tools/call") ? Targets.of(in) : null);
    }

    /** How strictly a class is treated in this message. */
    int strictness(DataClass kind) {
        return Math.max(0, treatment(policy, in, kind).value().compareTo(DataTreatment.RECORD));
    }

    /** Adds findings to the tally; returns the values that must give way to placeholders. */
    List<Spot> of(Found found) {
        var values = new ArrayList<Spot>();
        for (Spot spot : found.spots()) {
            if (spot.kind().equals(DataVault.LITERAL)) {
                if (in.fromServer()) {
                    values.add(spot);
                }
                continue;
            }
            if (spot.kind().equals(DataVault.FORGOTTEN)) {
                error(spot.pointer(), FORGOTTEN, "a placeholder whose value is not remembered any more");
                continue;
            }
            Setting<DataTreatment> treatment = treatment(spot);
            if (treatment.value() == DataTreatment.ALLOW) {
                continue;
            }
            count(spot, treatment);
            if (treatment.value() != DataTreatment.RECORD && !spot.isPlaceholder()) {
                values.add(spot);
            }
        }
        counts.forEach((kind, count) -> add(kind, count));
        if (found.tooMuch()) {
            error("", FLOOD, "more values that must be redacted than one message may have");
        }
        return values;
    }

    /** Adds findings to the tally about values that stay where they are, whatever the policy says of their class. */
    void record(Found found) {
        for (Spot spot : found.spots()) {
            var recorded = new Setting<>(DataTreatment.RECORD, treatment(spot).rule());
            count(spot, recorded);
        }
        counts.forEach(this::add);
    }

    private void count(Spot spot, Setting<DataTreatment> treatment) {
        var kind = new Kind(spot.kind().id() + '\0' + spot.detector(), treatment, spot.isPlaceholder());
        counts.computeIfAbsent(kind, each -> new Count(spot)).values++;
    }

    private void error(String pointer, String rule, String about) {
        if (said.add(rule)) {
            tally.add(
                    Exposure.NAME,
                    enforced,
                    Remedy.NONE,
                    Finding.of(Severity.ERROR, pointer, about).rule(rule).category(CATEGORY));
        }
    }

    /**
     * What is merely possible is recorded where its class is treated strictly, and else nothing: two words that may be a name
     * are in every other text.
     */
    private Setting<DataTreatment> treatment(Spot spot) {
        Setting<DataTreatment> treatment = treatment(policy, in, spot.kind());
        if (spot.certainty() != Certainty.POSSIBLE) {
            return treatment;
        }
        boolean strict = treatment.value().compareTo(DataTreatment.RECORD) > 0;
        return new Setting<>(strict ? DataTreatment.RECORD : DataTreatment.ALLOW, treatment.rule());
    }

    private void add(Kind kind, Count count) {
        Spot first = count.first;
        DataTreatment treatment = kind.treatment.value();
        // A message is looked at again after a change; what was said stays said.
        if (!said.add(kind.toString())) {
            return;
        }
        boolean stops = treatment == DataTreatment.ASK || treatment == DataTreatment.REFUSE;
        Finding finding = Finding.of(severity(kind), first.pointer(), about(kind, count))
                .rule(stops ? kind.treatment.rule() : first.detector())
                .category(CATEGORY)
                .confidence(confidence(first.certainty()))
                .span(first.start(), first.end());
        tally.add(Exposure.NAME, enforced, treatment == DataTreatment.ASK ? Remedy.APPROVED : Remedy.NONE, finding);
        if (treatment == DataTreatment.REDACT && !kind.placeholder) {
            tally.change(first.detector(), enforced, finding.message());
        }
    }

    private static Severity severity(Kind kind) {
        return switch (kind.treatment.value()) {
            case ALLOW, RECORD -> Severity.INFO;
            case REDACT -> kind.placeholder ? Severity.INFO : Severity.WARN;
            case ASK, REFUSE -> Severity.ERROR;
        };
    }

    private String about(Kind kind, Count count) {
        Spot first = count.first;
        String what = (count.values == 1 ? "a value" : count.values + " values") + " of class "
                + first.kind().id() + (kind.placeholder ? ", as a placeholder" : " (" + first.detector() + ")");
        boolean sent = !in.fromServer();
        String where = sent ? " on the way to the server" : " from the server";
        return switch (kind.treatment.value()) {
            case ALLOW, RECORD -> what + where;
            case REDACT -> what + where + (kind.placeholder ? ", which stays one" : ", redacted");
            case ASK -> what + where + ", which somebody has to approve";
            case REFUSE -> what + where + ", which may not " + (sent ? "get it" : "come through");
        };
    }

    private static double confidence(Certainty certainty) {
        return switch (certainty) {
            case POSSIBLE -> 0.3;
            case LIKELY -> 0.8;
            case PROVEN -> 1;
        };
    }
}
