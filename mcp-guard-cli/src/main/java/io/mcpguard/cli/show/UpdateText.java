package io.mcpguard.cli.show;

import io.mcpguard.cli.judge.DriftJudge.Update;
import io.mcpguard.cli.judge.DriftJudge.Weighed;
import io.mcpguard.drift.Change;
import io.mcpguard.json.SafeText;
import java.util.ArrayList;
import java.util.List;

/** Changes of a definition for people. */
public final class UpdateText {

    private static final int POINTER = 160;

    private UpdateText() {}

    /** {@return a line a change, with its words where it is a text} */
    public static List<String> lines(Style style, Update update) {
        var lines = new ArrayList<String>();
        for (Weighed each : update.changes()) {
            Change change = each.change();
            String weight = weight(style, each.severity());
            if (change.kind() == Change.Kind.CHANGED
                    && change.before() instanceof String before
                    && change.after() instanceof String after) {
                lines.add(weight + " " + SafeText.excerpt(change.pointer(), POINTER) + ":");
                WordDiff.lines(style, before, after).forEach(line -> lines.add("  " + line));
            } else {
                lines.add(weight + " " + change.describe());
            }
        }
        return lines;
    }

    private static String weight(Style style, String severity) {
        return switch (severity) {
            case "critical" -> style.bad(severity);
            case "suspicious" -> style.odd(severity);
            default -> severity;
        };
    }
}
