package io.mcpguard.cli;

import io.mcpguard.cli.show.Style;
import picocli.CommandLine.Option;

/** Whether results are coloured. */
final class ColorOption {

    private static final int WIDTH = 100;

    /** The usual three. */
    enum When {
        ALWAYS,
        NEVER,
        AUTO
    }

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "always, never, or auto: on a terminal, unless NO_COLOR is set. auto if not given.")
    private When when = When.AUTO;

    Style style(Io io) {
        boolean automatic = io.terminal().out()
                && io.environment().getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(io.environment().get("TERM"));
        return new Style(when == When.ALWAYS || (when == When.AUTO && automatic), width(io));
    }

    private static int width(Io io) {
        try {
            return Math.max(60, Math.min(200, Integer.parseInt(io.environment().getOrDefault("COLUMNS", ""))));
        } catch (NumberFormatException e) {
            return WIDTH;
        }
    }
}
