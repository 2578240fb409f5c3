package io.mcpguard.transport;

import io.mcpguard.json.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a process writes to stderr, to its end, so that the process is not held up; and logs the beginning of it at
 * DEBUG to {@code io.mcpguard.stderr}: escaped, cut, and only so many lines. Needs the same little memory for any amount.
 */
final class StderrLog {

    private static final Logger log = LoggerFactory.getLogger("io.mcpguard.stderr");

    static final int MAX_CHARS = 500;
    static final int MAX_LINES = 1_000;

    private final String server;
    private final byte[] line = new byte[3 * MAX_CHARS];
    private int length;
    private int lines;
    private boolean isSkipping;

    StderrLog(String server) {
        this.server = server;
    }

    void readAll(InputStream stderr) throws IOException {
        var chunk = new byte[8 << 10];
        for (int read = stderr.read(chunk); read >= 0; read = stderr.read(chunk)) {
            if (lines <= MAX_LINES) {
                for (int i = 0; i < read; i++) {
                    take(chunk[i]);
                }
            }
        }
        endLine();
    }

    private void take(byte b) {
        if (b == '\n') {
            endLine();
            isSkipping = false;
        } else if (!isSkipping) {
            line[length++] = b;
            if (length == line.length) {
                endLine();
                isSkipping = true; // an endless line is logged once
            }
        }
    }

    private void endLine() {
        if (length == 0) {
            return;
        }
        lines++;
        if (lines <= MAX_LINES) {
            String text = new String(line, 0, length, StandardCharsets.UTF_8);
            log.debug("server \"{}\" says: {}", server, SafeText.excerpt(text.strip(), MAX_CHARS));
        } else if (lines == MAX_LINES + 1) {
            log.debug("server \"{}\" says more than {} lines; the rest is not logged", server, MAX_LINES);
        }
        length = 0;
    }
}
