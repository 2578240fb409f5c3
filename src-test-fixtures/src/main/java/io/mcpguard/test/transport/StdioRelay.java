package io.mcpguard.test.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets a server of this process speak through child processes: each passes its standard input and output on to a port of
 * 127.0.0.1, where this answers. So a test can change the server while a client talks to it over stdio.
 *
 * <pre>{@code
 * try (var relay = StdioRelay.start(server)) {
 *     ServerParameters command = TestServers.stdio(relay);
 * }
 * }</pre>
 */
public final class StdioRelay implements AutoCloseable {

    private final ServerSocket socket;
    private final MessageServer server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private StdioRelay(ServerSocket socket, MessageServer server) {
        this.socket = socket;
        this.server = server;
    }

    /**
     * Starts to answer.
     *
     * @param server who answers
     * @return the running relay; close it
     * @throws UncheckedIOException if there is no port
     */
    public static StdioRelay start(MessageServer server) {
        try {
            var relay = new StdioRelay(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), server);
            thread("accept", relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the port of 127.0.0.1 that child processes connect to} */
    public int port() {
        return socket.getLocalPort();
    }

    /**
     * Passes on between two streams and a relay, which is what the child process does. Returns when either side ends.
     *
     * @param port the relay's port
     * @param in what the client says
     * @param out what the client hears
     * @throws UncheckedIOException if nobody answers at the port
     */
    public static void pass(int port, InputStream in, OutputStream out) {
        try (var relay = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream to = relay.getOutputStream();
            thread("in", () -> {
                copy(in, to);
                relay.shutdownOutput();
            });
            copy(relay.getInputStream(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it comes, without waiting for more. */
    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] some = new byte[1 << 13];
        for (int read = from.read(some); read >= 0; read = from.read(some)) {
            to.write(some, 0, read);
            to.flush();
        }
    }

    private void accept() throws IOException {
        while (!socket.isClosed()) {
            Socket child = socket.accept();
            open.add(child);
            thread("child", () -> {
                try (child) {
                    StdioLoop.run(server, child.getInputStream(), child.getOutputStream());
                } finally {
                    open.remove(child);
                }
            });
        }
    }

    /** Hangs up on all child processes, which end then. */
    @Override
    public void close() {
        try {
            socket.close();
            for (Socket child : open) {
                child.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void thread(String name, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | UncheckedIOException over) {
                        // the other side hung up
                    }
                },
                "stdio-relay-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
