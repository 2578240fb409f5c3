package io.mcpguard.inspect.view;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.Rule.Cut;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Control sequences of terminals (ECMA-48) that hide text from the person in front of one: concealed or background-coloured
 * text, erased lines, links that show another text, commands to the terminal itself. Colours stay quiet; build logs are
 * full of them.
 */
public final class TerminalText {

    private static final char ESC = 0x1B;
    private static final char C1_CSI = 0x9B;
    private static final int MAX_PARAMETERS = 64;
    private static final int MAX_STRING = 4_096;

    private final String text;
    private final boolean definition;
    private final Consumer<? super Match> found;
    private final TerminalColours colours = new TerminalColours();

    private TerminalText(String text, boolean definition, Consumer<? super Match> found) {
        this.text = text;
        this.definition = definition;
        this.found = found;
    }

    /**
     * Looks through a text with control characters.
     *
     * @param definition whether no control sequence belongs there at all
     */
    public static void scan(String text, boolean definition, Consumer<? super Match> found) {
        new TerminalText(text, definition, found).scan();
    }

    /** Whether a sequence ends here that begins to hide what follows. */
    public static boolean hidesFrom(String text, int at) {
        int parameters = at - 1;
        while (parameters > 0
                && at - parameters < MAX_PARAMETERS
                && text.charAt(parameters - 1) >= 0x20
                && text.charAt(parameters - 1) < 0x40) {
            parameters--;
        }
        boolean control = parameters > 0 && text.charAt(parameters - 1) == C1_CSI;
        boolean escape = parameters > 1 && text.charAt(parameters - 1) == '[' && text.charAt(parameters - 2) == ESC;
        return (control || escape) && text.charAt(at - 1) == 'm' && isHiding(text.substring(parameters, at - 1));
    }

    private void scan() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
            if (c == C1_CSI) {
                at = control(at, at + 1);
            } else if (c == ESC && next == '[') {
                at = control(at, at + 2);
            } else if (c == ESC && (next == ']' || next == 'P' || next == '_' || next == '^' || next == 'X')) {
                at = string(at, next);
            } else {
                at++;
            }
        }
    }

    private int control(int start, int parameters) {
        int end = parameters;
        while (end < text.length()
                && end - parameters < MAX_PARAMETERS
                && text.charAt(end) >= 0x20
                && text.charAt(end) < 0x40) {
            end++;
        }
        if (end >= text.length() || text.charAt(end) < 0x40 || text.charAt(end) > 0x7E) {
            return end;
        }
        char command = text.charAt(end++);
        String arguments = text.substring(parameters, end - 1);
        if (command == 'm') {
            return colour(start, end, arguments);
        }
        // A progress bar writes over its own line; what goes up writes over what a person has read.
        boolean above = "AFHJfu".indexOf(command) >= 0;
        boolean erases = above || "BDEGKs".indexOf(command) >= 0;
        if (erases || definition) {
            String about = above ? "a terminal sequence that overwrites what stands above" : "a terminal sequence";
            report("terminal-overwrite", definition || above ? Severity.ERROR : Severity.INFO, about, start, end);
        }
        return end;
    }

    private int colour(int start, int end, String arguments) {
        colours.add(arguments);
        if (colours.hide()) {
            int stop = end;
            while (stop < text.length() && text.charAt(stop) != ESC && text.charAt(stop) != C1_CSI) {
                stop++;
            }
            report("terminal-concealed", Severity.ERROR, "text that a terminal does not show", start, stop);
            return stop;
        }
        if (definition) {
            report("terminal-colour", Severity.WARN, "a terminal sequence in a definition", start, end);
        }
        return end;
    }

    private static boolean isHiding(String arguments) {
        var colours = new TerminalColours();
        colours.add(arguments);
        return colours.hide();
    }

    private int string(int start, char kind) {
        int limit = Math.min(text.length(), start + MAX_STRING);
        int end = start + 2;
        while (end < limit && text.charAt(end) != 0x07 && text.charAt(end) != ESC) {
            end++;
        }
        String content = text.substring(start + 2, end);
        if (end < limit) {
            end += text.charAt(end) == ESC && end + 1 < text.length() && text.charAt(end + 1) == '\\' ? 2 : 1;
        }
        boolean link = kind == ']' && content.startsWith("8;");
        boolean title = kind == ']' && content.length() > 1 && content.charAt(1) == ';' && content.charAt(0) <= '2';
        if (kind == ']' && content.startsWith("52;")) {
            report("terminal-clipboard", Severity.ERROR, "a command that writes the clipboard", start, end);
        } else if (!link || content.length() > "8;;".length()) {
            boolean lies = link && showsAnotherAddress(content, end);
            Severity severity = definition || lies ? Severity.ERROR : title ? Severity.INFO : Severity.WARN;
            String about = link ? "a link behind other text" : "a command to the terminal";
            report("terminal-string", severity, about, start, end);
        }
        return end;
    }

    /** Whether what a link shows is an address, and not the one it opens. */
    private boolean showsAnotherAddress(String link, int shown) {
        int stop = text.indexOf(ESC, shown);
        String visible = text.substring(shown, Math.min(stop < 0 ? text.length() : stop, shown + MAX_STRING));
        String host = host(visible);
        return !host.isEmpty() && !host.equals(host(link));
    }

    private static String host(String text) {
        int start = text.indexOf("://");
        int end = start + 3;
        while (start >= 0 && end < text.length() && "/ \t\n?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return start < 0 ? "" : text.substring(start + 3, end).toLowerCase(Locale.ROOT);
    }

    private void report(String rule, Severity severity, String about, int start, int end) {
        double confidence = severity == Severity.ERROR ? 0.95 : 0.4;
        found.accept(Match.of(rule, "hidden-text", severity, confidence, about, start, end, Cut.MATCH));
    }
}
