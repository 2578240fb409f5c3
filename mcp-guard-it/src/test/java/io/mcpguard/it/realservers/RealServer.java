package io.mcpguard.it.realservers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A server on a transport, and everything that is done with it.
 *
 * @param name its name in the policy and in the list of reviewed differences
 * @param transport {@code stdio} or {@code http}
 * @param launch how it is started
 * @param roots the folders that the client says it works in
 * @param prepare brings what the server keeps outside of its process into the state that each run begins with
 * @param script what is done
 */
record RealServer(
        String name, String transport, Launch launch, List<String> roots, Runnable prepare, Consumer<Driver> script) {

    private static final String PACKAGES = "node_modules/@modelcontextprotocol/server-";

    /** All of them. Only server-everything speaks streamable HTTP; the others are programs for stdio. */
    static List<RealServer> all(Path installed, Path scratch) {
        return List.of(
                new RealServer(
                        "everything",
                        "stdio",
                        new Launch.Stdio(node(installed, "everything", "stdio"), Map.of()),
                        List.of("file:///srv/project"),
                        RealServer::keepsNothing,
                        EverythingScript::run),
                new RealServer(
                        "everything",
                        "http",
                        Launch.Http.atFreePort(node(installed, "everything", "streamableHttp")),
                        List.of("file:///srv/project"),
                        RealServer::keepsNothing,
                        EverythingScript::run),
                filesystem(installed, scratch.resolve("files")),
                memory(installed, scratch.resolve("memory.jsonl")),
                new RealServer(
                        "sequential-thinking",
                        "stdio",
                        new Launch.Stdio(node(installed, "sequential-thinking"), Map.of()),
                        List.of(),
                        RealServer::keepsNothing,
                        ThinkingScript::run));
    }

    private static RealServer filesystem(Path installed, Path folder) {
        return new RealServer(
                "filesystem",
                "stdio",
                new Launch.Stdio(node(installed, "filesystem", folder.toString()), Map.of()),
                List.of(folder.toUri().toString()),
                () -> FilesystemScript.prepare(folder),
                driver -> FilesystemScript.run(driver, folder));
    }

    private static RealServer memory(Path installed, Path file) {
        return new RealServer(
                "memory",
                "stdio",
                new Launch.Stdio(node(installed, "memory"), Map.of("MEMORY_FILE_PATH", file.toString())),
                List.of(),
                () -> file.toFile().delete(),
                MemoryScript::run);
    }

    private static void keepsNothing() {}

    /** The command line of a server, with a clock and dice that give the same in each run. */
    private static List<String> node(Path installed, String server, String... arguments) {
        var command = new ArrayList<>(List.of(
                "node",
                "--require",
                installed.resolve("steady.cjs").toString(),
                installed.resolve(PACKAGES + server + "/dist/index.js").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public String toString() {
        return name + " over " + transport;
    }
}
