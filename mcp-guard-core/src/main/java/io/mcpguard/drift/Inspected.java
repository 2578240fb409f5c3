package io.mcpguard.drift;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Phase;
import io.mcpguard.inspect.Inspector;
import io.mcpguard.inspect.Surface;
import io.mcpguard.inspect.verdict.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What inspection finds in a definition, to be compared with what it found before. */
final class Inspected {

    private static final String PLACE = "/tools/0";

    private Inspected() {}

    /** Findings of rules that find more now than before, with pointers into the definition. */
    static List<Finding> newSince(@Nullable Object before, @Nullable Object now) {
        var counts = new HashMap<String, Integer>();
        findings(before).forEach(finding -> counts.merge(finding.rule(), 1, Integer::sum));
        return findings(now).stream()
                .filter(finding -> counts.merge(finding.rule(), -1, Integer::sum) < 0)
                .toList();
    }

    private static List<Finding> findings(@Nullable Object definition) {
        Map<String, @Nullable Object> list = Map.of("tools", List.of(definition == null ? Map.of() : definition));
        return Inspector.standard().inspect(Surface.DEFINITION, "tools/list", Phase.RESPONSE, list).findings().stream()
                .filter(finding -> !Report.isFaint(finding))
                .toList();
    }

    /** Where a finding lies in the definition. */
    static String pointer(Finding finding) {
        return finding.path().startsWith(PLACE) ? finding.path().substring(PLACE.length()) : "";
    }
}
