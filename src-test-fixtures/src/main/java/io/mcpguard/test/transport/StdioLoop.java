package io.mcpguard.test.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Speaks for a server over standard input and output: one message a line, until the input ends. */
public final class StdioLoop {

    private StdioLoop() {}

    /**
     * Serves until the input ends, which it does when the client closes it or dies.
     *
     * @param server who answers
     * @param in the client's messages
     * @param out the server's messages, flushed after each
     * @throws UncheckedIOException if the input cannot be read
     */
    public static void run(MessageServer server, InputStream in, OutputStream out) {
        Peer connection = server.connect(new Lines(out));
        try {
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                connection.receive(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            connection.close();
        }
    }

    /** Writes to a client that may be gone already. */
    private static final class Lines implements Peer {

        private final OutputStream out;

        Lines(OutputStream out) {
            this.out = out;
        }

        @Override
        public synchronized void receive(String json) {
            try {
                out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException gone) {
                close(); // the input will end too
            }
        }

        @Override
        public synchronized void close() {
            try {
                out.close();
            } catch (IOException gone) {
                // nobody reads it
            }
        }
    }
}
