package io.mcpguard.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Everything around the process that a command may touch, so that a test can hand in its own.
 *
 * @param in standard input, for rows and answers
 * @param out standard output, in UTF-8
 * @param err standard error, in UTF-8
 * @param terminal which of the three a person sits at
 * @param environment the environment variables
 * @param folder what relative paths start from
 */
public record Io(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        Map<String, String> environment,
        Path folder) {

    /** {@return that of this process} */
    static Io ofProcess() {
        return new Io(
                System.in,
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                Terminal.ofProcess(),
                System.getenv(),
                Path.of(""));
    }

    PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** {@return whether a person answers yes}; anything else, silence included, means no. */
    boolean confirms(String question) {
        if (!terminal.in()) {
            return false;
        }
        err.print(question + " [y/N] ");
        err.flush();
        String answer = line().strip();
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    /** Without a buffer, which would take the answers to later questions. */
    private String line() {
        var line = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0 && b != '\n' && line.size() < 100; b = in.read()) {
                line.write(b);
            }
        } catch (IOException e) {
            return "";
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
