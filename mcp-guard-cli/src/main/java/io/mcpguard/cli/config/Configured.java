package io.mcpguard.cli.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server as a file has it.
 *
 * @param name its name
 * @param source the file, as it was named
 * @param server how to reach it, null if that cannot be said
 * @param problem why not, null if it can
 */
public record Configured(
        String name,
        String source,
        @Nullable ServerConfig server,
        @Nullable String problem) {

    /** {@return the same, whose child process gets some more variables; those of its entry win} */
    public Configured passing(Map<String, String> variables) {
        return server == null ? this : new Configured(name, source, server.passing(variables), problem);
    }

    static Configured of(String name, String source, ServerConfig server) {
        return new Configured(name, source, server, null);
    }

    static Configured broken(String name, String source, String problem) {
        return new Configured(name, source, null, problem);
    }
}
