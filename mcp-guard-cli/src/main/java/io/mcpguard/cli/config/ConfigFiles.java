package io.mcpguard.cli.config;

import io.mcpguard.cli.CliException;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.ServerPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads servers from a policy file of mcp-guard and from the files of MCP clients: {@code mcpServers} (mcp.json, Claude
 * Desktop, Cursor), {@code servers} (VS Code's mcp.json), {@code mcp.servers} (VS Code's settings.json).
 */
public final class ConfigFiles {

    private static final int MAX_BYTES = 4 << 20;
    private static final Limits LIMITS = new Limits(100, 100_000, MAX_BYTES, MAX_BYTES);

    private static final List<String> USUAL =
            List.of(".mcp.json", "mcp.json", ".vscode/mcp.json", ".cursor/mcp.json", "claude_desktop_config.json");

    private final Path folder;
    private final Map<String, String> environment;
    private final Map<String, String> inputs;

    /**
     * A reader.
     *
     * @param folder what relative paths start from, and where child processes run
     * @param environment for variables in the files
     * @param inputs what VS Code would ask a person for, by id
     */
    public ConfigFiles(Path folder, Map<String, String> environment, Map<String, String> inputs) {
        this.folder = folder;
        this.environment = environment;
        this.inputs = inputs;
    }

    /** {@return the files of MCP clients that the folder has, else its policy; may be empty} */
    public List<Path> usual() {
        var found = new ArrayList<Path>();
        for (String name : USUAL) {
            if (Files.exists(folder.resolve(name))) {
                found.add(Path.of(name));
            }
        }
        if (found.isEmpty() && Files.exists(folder.resolve("mcp-guard.yaml"))) {
            found.add(Path.of("mcp-guard.yaml"));
        }
        return found;
    }

    /**
     * The servers of several files, in their order. A server that two files have in the same way counts once.
     *
     * @param files the files
     * @return one entry a server, broken ones included
     * @throws CliException if a file cannot be read at all
     */
    public List<Configured> read(List<Path> files) {
        var servers = new LinkedHashMap<String, Configured>();
        for (Path file : files) {
            for (Configured configured : read(file)) {
                Configured first = servers.putIfAbsent(configured.name(), configured);
                if (first != null && !same(first, configured)) {
                    servers.put(
                            configured.name(),
                            Configured.broken(
                                    configured.name(),
                                    first.source(),
                                    "it is another server in " + configured.source()
                                            + "; give one of them another name"));
                }
            }
        }
        return List.copyOf(servers.values());
    }

    private static boolean same(Configured a, Configured b) {
        ServerConfig left = a.server();
        ServerConfig right = b.server();
        return left != null && right != null && left.leadsWhere(right);
    }

    private List<Configured> read(Path file) {
        String name = file.toString();
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return policy(Policy.load(folder.resolve(file)), name);
        }
        return parse(file, bytes(file));
    }

    /** The servers of a file that is no YAML. */
    List<Configured> parse(Path file, byte[] bytes) {
        String name = file.toString();
        Map<String, @Nullable Object> root;
        try {
            root = JsonText.parseObject(Jsonc.strict(decoded(bytes, file)), LIMITS);
        } catch (JsonException e) {
            throw new CliException(file + ": " + e.getMessage() + "; it has to be JSON, comments are fine");
        }
        if (root.get("version") instanceof Number && root.get("servers") instanceof Map<?, ?>) {
            return policy(Policy.load(folder.resolve(file)), name);
        }
        for (List<String> path :
                List.of(List.of("mcpServers"), List.of("servers"), List.of("mcp.servers"), List.of("mcp", "servers"))) {
            if (at(root, path) instanceof Map<?, ?> servers) {
                return entries(servers, file, String.join(".", path));
            }
        }
        throw new CliException(
                file + ": no servers in it; mcp-guard reads \"mcpServers\", \"servers\" and \"mcp.servers\"");
    }

    private static @Nullable Object at(Map<?, ?> root, List<String> path) {
        Object value = root;
        for (String key : path) {
            value = value instanceof Map<?, ?> object ? object.get(key) : null;
        }
        return value;
    }

    private List<Configured> entries(Map<?, ?> servers, Path file, String section) {
        Variables variables = Variables.of(environment, inputs, workspace(file));
        var read = new ArrayList<Configured>();
        servers.forEach((key, value) -> {
            String name = (String) key;
            String place = file + " " + section + "." + name;
            if (name.isBlank()) {
                read.add(Configured.broken("(no name)", file.toString(), place + ": a server needs a name"));
            } else if (!(value instanceof Map<?, ?> entry)) {
                read.add(Configured.broken(name, file.toString(), place + ": no object; write {\"command\": ...}"));
            } else if (!Boolean.TRUE.equals(entry.get("disabled"))) {
                try {
                    if (entry.get("disabled") != null && !(entry.get("disabled") instanceof Boolean)) {
                        throw new ConfigException(place + ".disabled: neither true nor false; write one of them");
                    }
                    ServerConfig server = new EntryReader(entry, place, variables, folder).read();
                    read.add(Configured.of(name, file.toString(), server));
                } catch (ConfigException e) {
                    read.add(Configured.broken(name, file.toString(), String.valueOf(e.getMessage())));
                }
            }
        });
        return read;
    }

    private String workspace(Path file) {
        Path parent = folder.resolve(file).toAbsolutePath().normalize().getParent();
        if (parent == null) {
            return "/";
        }
        Path above = parent.getParent();
        boolean inDotFolder = parent.endsWith(".vscode") || parent.endsWith(".cursor");
        return String.valueOf(inDotFolder && above != null ? above : parent);
    }

    private List<Configured> policy(Policy policy, String source) {
        var read = new ArrayList<Configured>();
        for (String name : policy.serverNames()) {
            ServerPolicy server = policy.server(name);
            if (!server.command().isEmpty()) {
                var env = new LinkedHashMap<String, String>();
                for (String variable : server.env()) {
                    String value = environment.get(variable);
                    if (value != null) {
                        env.put(variable, value);
                    }
                }
                read.add(Configured.of(name, source, ServerConfig.stdio(server.command(), env, true)));
            } else if (server.url().isPresent()) {
                var url = server.url().get();
                boolean sse = String.valueOf(url.getPath()).endsWith("/sse");
                read.add(Configured.of(name, source, ServerConfig.http(url, Map.of(), sse, true)));
            } else {
                read.add(Configured.broken(
                        name,
                        source,
                        source + " servers." + name
                                + ": neither command nor url; add one, or give the file that has it "
                                + "with --config"));
            }
        }
        return read;
    }

    private byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(folder.resolve(file))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new CliException(file + ": larger than 4 MiB; is this the right file?");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new CliException(file + ": no such file");
        } catch (IOException e) {
            throw new CliException(file + ": cannot be read, " + e.getClass().getSimpleName());
        }
    }

    private static String decoded(byte[] bytes, Path file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CliException(file + ": not UTF-8; save it as UTF-8");
        }
    }
}
