package io.mcpguard.test;

import io.mcpguard.test.transport.MessageServer;
import io.mcpguard.test.transport.StdioLoop;
import io.mcpguard.test.transport.StdioRelay;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Runs a server over standard input and output until the input ends. {@link TestServers#stdio(String)} gives the command
 * line.
 *
 * <pre>
 * java … io.mcpguard.test.StdioServerMain rug-pull
 * java … io.mcpguard.test.StdioServerMain --file server.yaml
 * java … io.mcpguard.test.StdioServerMain --fault GARBAGE_LINES words files
 * java … io.mcpguard.test.StdioServerMain --misbehaving duplicate-answer "some text" files
 * java … io.mcpguard.test.StdioServerMain --relay 12345
 * </pre>
 */
public final class StdioServerMain {

    static final String FILE = "--file";
    static final String FAULT = "--fault";
    static final String MISBEHAVING = "--misbehaving";
    static final String RELAY = "--relay";

    private StdioServerMain() {}

    /**
     * Runs.
     *
     * @param args the name of one of {@link TestServers}, or {@code --file} and a path; before them perhaps
     *     {@code --fault} and a {@link StdioFault}, or {@code --misbehaving} and the {@linkplain Misbehaviour#id() name} of
     *     a misbehaviour, and the words that it says; or {@code --relay} and the port of a {@link StdioRelay}. Anything else
     *     ends the process with status 2
     */
    public static void main(String[] args) {
        if (args.length == 2 && args[0].equals(RELAY)) {
            StdioRelay.pass(Integer.parseInt(args[1]), System.in, new FileOutputStream(FileDescriptor.out));
            System.exit(0);
        }
        boolean hasFault = args.length > 2 && args[0].equals(FAULT);
        MessageServer server;
        @Nullable StdioFault fault;
        try {
            fault = hasFault ? StdioFault.valueOf(args[1]) : null;
            server = server(hasFault ? Arrays.copyOfRange(args, 3, args.length) : args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        // not System.out, which anything may print to
        var out = new FileOutputStream(FileDescriptor.out);
        if (fault == null) {
            StdioLoop.run(server, System.in, out);
        } else {
            StdioWire.run(server, fault, args[2], System.in, out);
        }
        System.exit(0); // a tool that still runs has nobody to answer
    }

    private static MessageServer server(String[] args) {
        return args.length > 3 && args[0].equals(MISBEHAVING)
                ? Misbehaviour.of(args[1]).before(honest(Arrays.copyOfRange(args, 3, args.length)), args[2])
                : honest(args);
    }

    private static TestServer honest(String[] args) {
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
