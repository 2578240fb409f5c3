package io.mcpguard.cli.show;

import io.mcpguard.api.trust.Pin;
import io.mcpguard.cli.judge.Named;
import io.mcpguard.cli.lock.Comparison;
import io.mcpguard.cli.lock.Comparison.Standing;
import io.mcpguard.json.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison with the lock, for people and as the object that docs/cli.md describes. */
public final class ComparisonText {

    private static final int NAME = 80;

    private ComparisonText() {}

    /** {@return one line if all is the same, else what deviates, with words where they are wanted} */
    public static List<String> lines(Style style, Comparison comparison, boolean withWords) {
        String name = SafeText.excerpt(comparison.vetted().survey().name(), NAME);
        if (comparison.standing() == Standing.KNOWN && !comparison.deviates()) {
            var same = new ArrayList<>(List.of(style.good("same") + " " + name + "  "
                    + style.faint(comparison.vetted().place().sentence())));
            if (comparison.vetted().hasOtherFiles()) {
                PlaceText.changes(style, comparison.vetted()).forEach(line -> same.add("  " + line));
            }
            return same;
        }
        var lines = new ArrayList<String>();
        lines.add(
                switch (comparison.standing()) {
                    case UNKNOWN -> style.bad("unknown") + " " + name;
                    case NEW -> style.bad("not vetted") + " " + name + ": the lock does not have it; run mcp-guard vet";
                    case MOVED -> style.bad("moved") + " " + name;
                    case KNOWN -> style.bad("changed") + " " + name;
                });
        if (comparison.standing() == Standing.NEW) {
            lines.add("  " + PlaceText.assurance(style, comparison.vetted().place()));
            return lines;
        }
        new ServerText(style).deviations(comparison.vetted(), withWords).forEach(line -> lines.add("  " + line));
        for (Pin pin : comparison.missing()) {
            lines.add("    " + style.odd("gone") + " " + Named.word(pin.kind()) + " "
                    + SafeText.excerpt(pin.name(), NAME));
        }
        return lines;
    }

    /** {@return the comparison as JSON} */
    public static Map<String, @Nullable Object> json(Comparison comparison) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("status", status(comparison));
        json.putAll(ServerJson.deviations(comparison.vetted()));
        json.put(
                "missing",
                comparison.missing().stream()
                        .map(pin -> Map.of("kind", Named.word(pin.kind()), "name", pin.name()))
                        .toList());
        return json;
    }

    private static String status(Comparison comparison) {
        return comparison.standing() == Standing.KNOWN
                ? (comparison.deviates() ? "changed" : "same")
                : comparison.standing().name().toLowerCase(Locale.ROOT);
    }
}
