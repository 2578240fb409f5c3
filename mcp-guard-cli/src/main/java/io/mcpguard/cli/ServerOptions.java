package io.mcpguard.cli;

import io.mcpguard.cli.config.ConfigFiles;
import io.mcpguard.cli.config.Configured;
import io.mcpguard.cli.config.ServerConfig;
import io.mcpguard.policy.Policy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which servers a command is about, and what decides about them. */
final class ServerOptions {

    private static final int MAX_SECONDS = 3_600;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "A file that says which servers there are: mcp.json, claude_desktop_config.json, VS Code's or Cursor's "
                        + "mcp.json, VS Code's settings.json, a policy. May be given several times. Without it the usual "
                        + "files of this folder."
            })
    private List<Path> configs = List.of();

    @Option(
            names = "--server",
            paramLabel = "NAME",
            description = "One server instead: its name; its command after --, or its --url.")
    private @Nullable String name;

    @Option(names = "--url", paramLabel = "URL", description = "Where that server is; SSE if the path ends with /sse.")
    private @Nullable URI url;

    @Option(
            names = "--env",
            paramLabel = "NAME",
            description =
                    "A variable that child processes get from the environment, beside those of their entries. May "
                            + "be given several times.")
    private List<String> env = List.of();

    @Option(
            names = "--input",
            paramLabel = "ID=VALUE",
            description = "What VS Code would ask you for, as ${input:ID}; VALUE may be '${env:NAME}'.")
    private Map<String, String> inputs = Map.of();

    @Option(
            names = "--lock",
            paramLabel = "FILE",
            description = "The lock; mcp-guard.lock in this folder if not given.")
    private Path lock = Path.of("mcp-guard.lock");

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The policy that decides; mcp-guard.yaml if there is one, else the balanced preset.")
    private @Nullable Path policy;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long one server may take, from start to end; 60 if not given.")
    private int seconds = 60;

    @Parameters(paramLabel = "COMMAND", hidden = true, description = "The command of --server, after --.")
    private List<String> command = List.of();

    /** The servers, in their order; each with the variables that the policy passes on to it, as a guard does. */
    List<Configured> servers(Io io, Policy decides) {
        return read(io).stream()
                .map(server ->
                        server.passing(set(io, decides.server(server.name()).env())))
                .toList();
    }

    private static Map<String, String> set(Io io, Collection<String> names) {
        var set = new LinkedHashMap<String, String>();
        for (String name : names) {
            String value = io.environment().get(name);
            if (value != null) {
                set.put(name, value);
            }
        }
        return set;
    }

    private List<Configured> read(Io io) {
        if (isOneServer()) {
            return List.of(one(io));
        }
        var files = new ConfigFiles(io.folder(), io.environment(), inputs);
        List<Path> named = configs.isEmpty() ? files.usual() : configs;
        if (named.isEmpty()) {
            throw new CliException(
                    "no servers: this folder has no mcp.json, .vscode/mcp.json or mcp-guard.yaml; name a "
                            + "file with --config, or a server with --server NAME -- COMMAND");
        }
        List<Configured> servers = files.read(named);
        if (servers.isEmpty()) {
            throw new CliException(named.get(0) + ": no servers in it");
        }
        Map<String, String> passed = passed(io);
        return servers.stream().map(server -> server.passing(passed)).toList();
    }

    /** Whether a server is named on the command line, in place of those of files. */
    boolean isOneServer() {
        return name != null || url != null || !command.isEmpty();
    }

    private Configured one(Io io) {
        if (name == null || name.isBlank()) {
            throw new CliException("a server needs a name; give it with --server NAME");
        }
        if (!configs.isEmpty()) {
            throw new CliException("--config and --server do not go together; run the command twice");
        }
        if ((url == null) == command.isEmpty()) {
            throw new CliException("--server needs either a command after -- or a --url");
        }
        if (url != null) {
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!http || url.getHost() == null) {
                throw new CliException("--url is no http or https URL; write https://host/path");
            }
            boolean sse = String.valueOf(url.getPath()).endsWith("/sse");
            return new Configured(name, "command line", ServerConfig.http(url, Map.of(), sse, true), null);
        }
        return new Configured(name, "command line", ServerConfig.stdio(command, passed(io), true), null);
    }

    private Map<String, String> passed(Io io) {
        var passed = new LinkedHashMap<String, String>();
        for (String variable : new ArrayList<>(env)) {
            String value = io.environment().get(variable);
            if (value == null) {
                throw new CliException("--env " + variable + ": not set in the environment");
            }
            passed.put(variable, value);
        }
        return passed;
    }

    Path lock(Io io) {
        return io.folder().resolve(lock);
    }

    @Nullable
    Path policy() {
        return policy;
    }

    Duration patience() {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new CliException("--timeout is from 1 to " + MAX_SECONDS + " seconds");
        }
        return Duration.ofSeconds(seconds);
    }
}
