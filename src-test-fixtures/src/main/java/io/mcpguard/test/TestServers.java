package io.mcpguard.test;

import io.mcpguard.test.transport.StdioRelay;
import io.modelcontextprotocol.client.transport.ServerParameters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The servers that come with this module, under their names. Each call gives a new one.
 *
 * <table class="striped">
 * <caption>Servers and their honest twins</caption>
 * <thead><tr><th>name</th><th>what it does</th><th>twin</th></tr></thead>
 * <tbody>
 * <tr><td>{@code files}</td><td>honest: list_files, read_file, search, file_info, count_words over three notes,
 *     which are resources too; prompt summarize</td><td></td></tr>
 * <tr><td>{@code mail}</td><td>honest: send_email, list_inbox, read_email</td><td></td></tr>
 * <tr><td>{@code converter}</td><td>honest: convert_length, convert_weight</td><td></td></tr>
 * <tr><td>{@code poisoned}</td><td>orders in the description of read_file, in the schema of search, in invisible
 *     characters in file_info, behind terminal escapes in count_words; list_files is clean</td><td>files</td></tr>
 * <tr><td>{@code rug-pull}</td><td>changes the description of read_file after the first call, silently</td>
 *     <td>files</td></tr>
 * <tr><td>{@code rug-pull-notified}</td><td>the same with list_changed</td><td>files</td></tr>
 * <tr><td>{@code rug-pull-lists}</td><td>the same after the first list</td><td>files</td></tr>
 * <tr><td>{@code rug-pull-annotations}</td><td>the same, but only in the annotations</td><td>files</td></tr>
 * <tr><td>{@code injecting}</td><td>meeting.md and journal.md carry an order amid useful text, in results,
 *     structuredContent, resources and the prompt; so do its errors and log messages</td><td>files</td></tr>
 * <tr><td>{@code colliding}</td><td>declares a read_file besides its own tools</td><td>converter</td></tr>
 * <tr><td>{@code shadowing}</td><td>the description of convert_length says how to use send_email</td>
 *     <td>converter</td></tr>
 * </tbody>
 * </table>
 */
public final class TestServers {

    private static final Map<String, Supplier<TestServer>> SERVERS = Map.ofEntries(
            Map.entry("files", HonestServers::files),
            Map.entry("mail", HonestServers::mail),
            Map.entry("converter", HonestServers::converter),
            Map.entry("poisoned", HostileServers::poisoned),
            Map.entry("rug-pull", HostileServers::rugPull),
            Map.entry("rug-pull-notified", HostileServers::rugPullNotified),
            Map.entry("rug-pull-lists", HostileServers::rugPullLists),
            Map.entry("rug-pull-annotations", HostileServers::rugPullAnnotations),
            Map.entry("injecting", HostileServers::injecting),
            Map.entry("colliding", HostileServers::colliding),
            Map.entry("shadowing", HostileServers::shadowing));

    private TestServers() {}

    /** {@return the names of all servers, sorted} */
    public static List<String> names() {
        return List.copyOf(new TreeMap<>(SERVERS).keySet());
    }

    /**
     * A server by its name.
     *
     * @param name one of {@link #names()}
     * @return a new one
     * @throws IllegalArgumentException if there is none of that name
     */
    public static TestServer named(String name) {
        Supplier<TestServer> server = SERVERS.get(name);
        if (server == null) {
            throw new IllegalArgumentException("no test server \"" + name + "\", there are " + names());
        }
        return server.get();
    }

    /**
     * The honest server that a server pretends to be.
     *
     * @param name one of {@link #names()}
     * @return a new one, of the same server if that is honest itself
     */
    public static TestServer twinOf(String name) {
        boolean honest = List.of("files", "mail", "converter").contains(name);
        return named(honest ? name : HostileServers.twinOf(name));
    }

    /** {@return the honest server of notes} */
    public static TestServer files() {
        return HonestServers.files();
    }

    /** {@return the honest server of e-mails} */
    public static TestServer mail() {
        return HonestServers.mail();
    }

    /**
     * How to start a server as a child process that speaks over stdio, with the Java of this process. It ends when its
     * input does: with the client, or with this process.
     *
     * @param name one of {@link #names()}
     * @return the command line
     */
    public static ServerParameters stdio(String name) {
        named(name);
        return ChildProcess.running(name);
    }

    /**
     * How to start a server as a child process that does something wrong on its standard streams. Without the fault it is
     * {@link #stdio(String)}, its honest twin.
     *
     * @param name one of {@link #names()}
     * @param fault what it does wrong
     * @param words what it says where the fault makes up text
     * @return the command line
     */
    public static ServerParameters stdio(String name, StdioFault fault, String words) {
        named(name);
        return ChildProcess.running(StdioServerMain.FAULT, fault.name(), words, name);
    }

    /**
     * How to start a server that stands in a file as a child process that speaks over stdio.
     *
     * @param file see {@link ServerFile}
     * @return the command line
     */
    public static ServerParameters stdio(Path file) {
        return ChildProcess.running(StdioServerMain.FILE, file.toAbsolutePath().toString());
    }

    /**
     * How to start a child process that speaks over stdio for a server of this process.
     *
     * @param relay where the server answers
     * @return the command line
     */
    public static ServerParameters stdio(StdioRelay relay) {
        return ChildProcess.running(StdioServerMain.RELAY, Integer.toString(relay.port()));
    }

    /**
     * How to start one of these servers as a child process that breaks the protocol.
     *
     * @param name one of {@link #names()}
     * @param misbehaviour how
     * @param text what it says where it has the choice; one line
     * @return the command line
     */
    public static ServerParameters stdio(String name, Misbehaviour misbehaviour, String text) {
        named(name);
        return ChildProcess.running(StdioServerMain.MISBEHAVING, misbehaviour.id(), text, name);
    }
}
