package io.mcpguard.cli.judge;

import io.mcpguard.api.Finding;
import io.mcpguard.cli.judge.Outcome.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Outcomes as the objects that docs/cli.md describes. */
public final class OutcomeJson {

    private OutcomeJson() {}

    /** {@return {@code decision}, {@code score}, {@code findings}, and {@code sanitized} where there is something} */
    public static Map<String, @Nullable Object> of(Outcome outcome) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("decision", outcome.effect().word());
        json.put("score", Math.round(outcome.score() * 1000) / 1000.0);
        json.put("findings", findings(outcome.found()));
        if (outcome.effect() == Effect.SANITIZE && outcome.sanitized() != null) {
            json.put("sanitized", outcome.sanitized());
        }
        return json;
    }

    /** {@return {@code drift}: its severity and its changes} */
    public static Map<String, @Nullable Object> of(DriftJudge.Update update) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("severity", update.severity());
        json.put(
                "changes",
                update.changes().stream().map(DriftJudge.Weighed::json).toList());
        return json;
    }

    /** {@return findings as a list of objects} */
    public static List<Map<String, @Nullable Object>> findings(List<Found> found) {
        var list = new ArrayList<Map<String, @Nullable Object>>();
        for (Found each : found) {
            Finding finding = each.finding();
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("rule", finding.rule());
            json.put("category", finding.category());
            json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            json.put("confidence", finding.confidence());
            json.put("pointer", finding.path());
            if (finding.start() >= 0) {
                json.put("start", finding.start());
                json.put("end", finding.end());
            }
            json.put("message", finding.message());
            json.put("evidence", each.evidence());
            list.add(json);
        }
        return list;
    }
}
