package io.mcpguard.inspect;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Phase;
import io.mcpguard.api.Severity;
import io.mcpguard.inspect.rule.RulePack;
import io.mcpguard.inspect.text.Folding;
import io.mcpguard.inspect.verdict.Report;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the tests of this package ask of an inspector again and again. */
public final class Inspections {

    static final Inspector INSPECTOR = Inspector.standard();

    static final Inspector RULES_ALONE = rulesAlone();

    private Inspections() {}

    private static Inspector rulesAlone() {
        var folding = new Folding();
        return new Inspector(RulePack.standard(folding), folding, null);
    }

    /** What the rules find without the classifier. */
    static Report byRules(Surface surface, Map<String, @Nullable Object> payload) {
        return RULES_ALONE.inspect(surface, "tools/call", Phase.RESPONSE, payload);
    }

    public static Report inspect(Surface surface, Map<String, @Nullable Object> payload) {
        return INSPECTOR.inspect(surface, "tools/call", Phase.RESPONSE, payload);
    }

    /** A tool result with one text block. */
    public static Map<String, @Nullable Object> result(String text) {
        return Map.of("content", List.of(Map.of("type", "text", "text", text)));
    }

    static Map<String, @Nullable Object> tool(String description) {
        return Map.of("tools", List.of(Map.of("name", "add", "description", description)));
    }

    public static Report inResult(String text) {
        return inspect(Surface.RESULT, result(text));
    }

    public static Report inDefinition(String description) {
        return inspect(Surface.DEFINITION, tool(description));
    }

    public static List<Finding> errors(Report report) {
        return report.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }

    public static List<String> rules(Report report) {
        return report.findings().stream().map(Finding::rule).toList();
    }
}
