package io.mcpguard.cli.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the entry of one server in the files that MCP clients keep; they differ in little. */
final class EntryReader {

    private final Map<?, ?> entry;
    private final String place;
    private final Variables variables;
    private final Path folder;

    /**
     * @param entry the server's object
     * @param place file and path in it, for messages
     * @param folder where this process runs, and so its child processes
     */
    EntryReader(Map<?, ?> entry, String place, Variables variables, Path folder) {
        this.entry = entry;
        this.place = place;
        this.variables = variables;
        this.folder = folder;
    }

    /** How to reach the server. */
    ServerConfig read() {
        String type = text("type");
        String url = text("url") != null ? text("url") : text("serverUrl");
        String command = text("command");
        if (url != null && command != null) {
            throw new ConfigException(place + ": both a command and a url; remove one");
        }
        if (url != null) {
            return http(url, type);
        }
        if (command == null) {
            throw new ConfigException(place + ": neither a command nor a url; add one");
        }
        return stdio(command);
    }

    private ServerConfig stdio(String command) {
        var line = new ArrayList<String>();
        line.add(resolve(command, "command"));
        Passable.program(line.get(0), place);
        boolean literal = !Variables.has(command);
        int index = 0;
        for (Object argument : list("args")) {
            if (!(argument instanceof String text)) {
                throw new ConfigException(place + ".args[" + index + "]: no string; put it in quotes");
            }
            line.add(resolve(text, "args[" + index++ + "]"));
            literal &= !Variables.has(text);
        }
        for (int i = 0; i < line.size(); i++) {
            Passable.argument(line.get(i), place + (i == 0 ? ".command" : ".args[" + (i - 1) + "]"));
        }
        Map<String, String> variables = variables();
        variables.forEach((name, value) -> Passable.variable(name, value, place + ".env." + name));
        Cwd cwd = cwd();
        boolean written = literal && !Variables.has(String.valueOf(text("cwd")));
        ServerConfig server = ServerConfig.stdio(line, variables, written);
        return cwd == null ? server : server.in(cwd);
    }

    /** Null for the folder where this process runs. */
    private @Nullable Cwd cwd() {
        String written = text("cwd");
        if (written == null || written.isEmpty()) {
            return null;
        }
        String resolved = resolve(written, "cwd");
        Path absolute;
        try {
            absolute = folder.resolve(resolved).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new ConfigException(place + ".cwd: no path; write a folder such as ${workspaceFolder}/server");
        }
        if (absolute.equals(folder.toAbsolutePath().normalize())) {
            return null;
        }
        if (!Files.isDirectory(absolute)) {
            throw new ConfigException(place + ".cwd: no such folder; write its whole path or ${workspaceFolder}/…");
        }
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            throw new ConfigException(place
                    + ".cwd: another folder needs /bin/sh, which this system does not have; run mcp-guard in that folder, "
                    + "or write whole paths and remove cwd");
        }
        return new Cwd(resolved, absolute);
    }

    /** Those of the file, and over them those of the entry, as in VS Code: null there takes one of the file away. */
    private Map<String, String> variables() {
        var all = new LinkedHashMap<String, String>();
        String file = text("envFile");
        if (file != null) {
            Path path;
            try {
                path = folder.resolve(resolve(file, "envFile"));
            } catch (InvalidPathException e) {
                throw new ConfigException(place + ".envFile: no path; write ${workspaceFolder}/.env");
            }
            all.putAll(EnvFile.read(path, place + ".envFile"));
        }
        Map<String, String> own = strings("env");
        if (entry.get("env") instanceof Map<?, ?> members) {
            members.keySet().forEach(all::remove);
        }
        all.putAll(own);
        return all;
    }

    private ServerConfig http(String url, @Nullable String type) {
        URI endpoint;
        try {
            endpoint = new URI(resolve(url, "url"));
        } catch (URISyntaxException e) {
            throw new ConfigException(place + ".url: no URL; write https://host/path");
        }
        boolean http = "https".equalsIgnoreCase(endpoint.getScheme()) || "http".equalsIgnoreCase(endpoint.getScheme());
        if (!http || endpoint.getHost() == null) {
            throw new ConfigException(place + ".url: neither http nor https; write https://host/path");
        }
        String path = endpoint.getPath() == null ? "" : endpoint.getPath();
        boolean sse = type == null ? path.endsWith("/sse") : type.equalsIgnoreCase("sse");
        Map<String, String> headers = strings("headers");
        headers.forEach((name, value) -> Passable.header(name, value, place + ".headers." + name));
        return ServerConfig.http(endpoint, headers, sse, !Variables.has(url));
    }

    private Map<String, String> strings(String key) {
        var strings = new LinkedHashMap<String, String>();
        Object value = entry.get(key);
        if (value == null) {
            return strings;
        }
        if (!(value instanceof Map<?, ?> members)) {
            throw new ConfigException(place + "." + key + ": no object; write {\"NAME\": \"value\"}");
        }
        members.forEach((name, text) -> {
            String at = key + "." + name;
            if (text instanceof Number || text instanceof Boolean) {
                strings.put((String) name, String.valueOf(text));
            } else if (text instanceof String given) {
                strings.put((String) name, resolve(given, at));
            } else if (text != null) { // VS Code: null leaves a variable out
                throw new ConfigException(place + "." + at + ": no string; put it in quotes");
            }
        });
        return strings;
    }

    private List<?> list(String key) {
        Object value = entry.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new ConfigException(place + "." + key + ": no list; write [\"...\"]");
        }
        return list;
    }

    private @Nullable String text(String key) {
        Object value = entry.get(key);
        if (value != null && !(value instanceof String)) {
            throw new ConfigException(place + "." + key + ": no string; put it in quotes");
        }
        return (String) value;
    }

    private String resolve(String text, String key) {
        return variables.resolve(text, place + "." + key);
    }
}
