package io.mcpguard.test;

import io.mcpguard.test.transport.StdioLoop;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;

/**
 * Runs a server over standard input and output until the input ends. {@link TestServers#stdio(String)} gives the command
 * line.
 *
 * <pre>
 * java … io.mcpguard.test.StdioServerMain rug-pull
 * java … io.mcpguard.test.StdioServerMain --file server.yaml
 * </pre>
 */
public final class StdioServerMain {

    static final String FILE = "--file";

    private StdioServerMain() {}

    /**
     * Runs.
     *
     * @param args the name of one of {@link TestServers}, or {@code --file} and a path. Anything else ends the process
     *     with status 2
     */
    public static void main(String[] args) {
        TestServer server;
        try {
            server = server(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        // not System.out, which anything may print to
        StdioLoop.run(server, System.in, new FileOutputStream(FileDescriptor.out));
        System.exit(0); // a tool that still runs has nobody to answer
    }

    private static TestServer server(String[] args) {
        if (args.length == 1) {
            return TestServers.named(args[0]);
        }
        if (args.length == 2 && args[0].equals(FILE)) {
            return ServerFile.load(Path.of(args[1]));
        }
        throw new IllegalArgumentException(
                "usage: StdioServerMain NAME | --file FILE, with NAME one of " + TestServers.names());
    }
}
