package io.mcpguard.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which of the standard streams a person sits at. Java does not tell for each of them: the start script does, else the
 * {@code /proc} of Linux; without either nobody sits anywhere.
 *
 * @param in whether questions can be answered
 * @param out whether results are read on a screen
 * @param err whether progress is
 */
public record Terminal(boolean in, boolean out, boolean err) {

    /** Set by the start script: the numbers of the streams that are terminals, such as {@code 012}. */
    static final String PROPERTY = "mcpguard.terminal";

    /** {@return no person anywhere} */
    public static Terminal none() {
        return new Terminal(false, false, false);
    }

    static Terminal ofProcess() {
        String said = System.getProperty(PROPERTY);
        if (said != null) {
            return new Terminal(said.contains("0"), said.contains("1"), said.contains("2"));
        }
        return new Terminal(isTerminal(0), isTerminal(1), isTerminal(2));
    }

    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
