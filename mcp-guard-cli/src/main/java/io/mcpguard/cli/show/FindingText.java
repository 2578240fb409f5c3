package io.mcpguard.cli.show;

import io.mcpguard.cli.judge.Outcome.Found;
import io.mcpguard.json.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Findings for people: one line each, with its place and what stands there. */
public final class FindingText {

    private static final int POINTER = 120;
    private static final int MESSAGE = 200;
    private static final int MOST = 20;

    private FindingText() {}

    /** {@return a line a finding; of many the first twenty} */
    public static List<String> lines(List<Found> found) {
        var lines = new ArrayList<String>();
        for (Found each : found.subList(0, Math.min(MOST, found.size()))) {
            var finding = each.finding();
            String place = finding.path().isEmpty() ? "" : " at " + SafeText.excerpt(finding.path(), POINTER);
            lines.add(finding.severity().name().toLowerCase(Locale.ROOT) + " " + finding.rule() + place + ": "
                    + SafeText.excerpt(finding.message(), MESSAGE)
                    + (each.evidence().isEmpty() ? "" : ": \"" + each.evidence() + "\""));
        }
        if (found.size() > MOST) {
            lines.add("and " + (found.size() - MOST) + " more");
        }
        return lines;
    }
}
