package io.mcpguard.cli.config;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one server, every variable resolved. Values of the environment and of headers may be secret, so it has no
 * text of its own.
 */
public final class ServerConfig {

    private final List<String> command;
    private final Map<String, String> env;
    private final @Nullable URI url;
    private final Map<String, String> headers;
    private final boolean sse;
    private final boolean literal;
    private final @Nullable Cwd cwd;

    private ServerConfig(
            List<String> command,
            Map<String, String> env,
            @Nullable URI url,
            Map<String, String> headers,
            boolean sse,
            boolean literal,
            @Nullable Cwd cwd) {
        this.cwd = cwd;
        this.command = List.copyOf(command);
        this.env = Map.copyOf(env);
        this.url = url;
        this.headers = Map.copyOf(headers);
        this.sse = sse;
        this.literal = literal;
    }

    /**
     * A child process.
     *
     * @param command program and arguments
     * @param env its variables
     * @param literal whether the command stands in the file as it is, without variables
     */
    public static ServerConfig stdio(List<String> command, Map<String, String> env, boolean literal) {
        return new ServerConfig(command, env, null, Map.of(), false, literal, null);
    }

    /** The same process in another folder than that of mcp-guard. */
    ServerConfig in(Cwd folder) {
        return new ServerConfig(command, env, url, headers, sse, literal, folder);
    }

    /**
     * A server over HTTP.
     *
     * @param url its endpoint
     * @param headers sent with every request
     * @param sse whether it speaks the older transport with SSE
     * @param literal whether the URL stands in the file as it is, without variables
     */
    public static ServerConfig http(URI url, Map<String, String> headers, boolean sse, boolean literal) {
        return new ServerConfig(List.of(), Map.of(), url, headers, sse, literal, null);
    }

    ServerConfig passing(Map<String, String> variables) {
        if (url != null || variables.isEmpty()) {
            return this;
        }
        var all = new HashMap<>(variables);
        all.putAll(env);
        return new ServerConfig(command, all, null, headers, sse, literal, cwd);
    }

    /** {@return program and arguments, empty for a server over HTTP} */
    public List<String> command() {
        return command;
    }

    /** {@return the folder in which the child process runs, null for the one of mcp-guard} */
    public @Nullable Cwd cwd() {
        return cwd;
    }

    /** {@return the command that says who the server is: with its folder before relative files, if it has one} */
    public List<String> identity() {
        return cwd == null ? command : cwd.identity(command);
    }

    /** {@return the variables of a child process; never to be shown} */
    public Map<String, String> env() {
        return env;
    }

    /** {@return the names of those variables, sorted} */
    public Set<String> envNames() {
        return new TreeSet<>(env.keySet());
    }

    /** {@return the endpoint, null for a child process} */
    public @Nullable URI url() {
        return url;
    }

    /** {@return what is sent with every request; never to be shown} */
    public Map<String, String> headers() {
        return headers;
    }

    /** {@return whether it speaks the older HTTP transport with SSE} */
    public boolean sse() {
        return sse;
    }

    /** {@return whether command and URL are as written, so that they show nobody's secret that the file does not} */
    public boolean literal() {
        return literal;
    }

    /** {@return whether both lead to the same server in the same way} */
    boolean leadsWhere(ServerConfig other) {
        return command.equals(other.command)
                && Objects.equals(cwd, other.cwd)
                && (url == null ? other.url == null : url.equals(other.url));
    }
}
