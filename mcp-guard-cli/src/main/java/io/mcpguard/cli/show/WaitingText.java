package io.mcpguard.cli.show;

import io.mcpguard.cli.judge.Named;
import io.mcpguard.cli.lock.Waiting;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person is asked to approve: all of it, or what changed in it. */
public final class WaitingText {

    private static final int NAME = 80;

    /** Of a definition that nobody has seen before. */
    private static final int LINES = 200;

    private static final int LINE = 2_000;

    private WaitingText() {}

    /** {@return its name in one line} */
    public static String name(Waiting waiting) {
        String name = waiting.pin().name();
        return SafeText.excerpt(waiting.server(), NAME) + " "
                + Named.word(waiting.pin().kind()) + (name.isEmpty() ? "" : " " + SafeText.excerpt(name, NAME));
    }

    /** {@return what a reviewer needs} */
    public static List<String> lines(Style style, Waiting waiting) {
        var lines = new ArrayList<String>();
        lines.add(style.strong(name(waiting)) + "  "
                + waiting.pin().state().name().toLowerCase(Locale.ROOT) + "  "
                + style.faint(waiting.pin().digest()));
        if (waiting.update() != null) {
            UpdateText.lines(style, waiting.update()).forEach(line -> lines.add("  " + line));
        } else {
            String[] text = JsonText.writePretty(waiting.pin().definition()).split("\n", LINES + 1);
            for (int i = 0; i < Math.min(LINES, text.length); i++) {
                lines.add("  " + SafeText.excerpt(text[i], LINE));
            }
            if (text.length > LINES) {
                lines.add("  … and more; the lock has all of it");
            }
        }
        FindingText.lines(waiting.outcome().found()).forEach(line -> lines.add("  " + style.bad(line)));
        return lines;
    }
}
