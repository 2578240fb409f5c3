package io.mcpguard.it.transport;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Server;
import io.mcpguard.test.TestServers;
import io.mcpguard.test.transport.HttpTestServer;
import io.mcpguard.test.transport.InMemoryTransport;
import io.mcpguard.test.transport.MessageServer;
import io.mcpguard.transport.McpTransports;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The ways from a client to a server. */
public enum Way {
    MEMORY {
        @Override
        public Connection to(McpGuard guard, String name, MessageServer server, ServerParameters command) {
            return new Connection(
                    McpTransports.wrap(guard, Server.named(name), () -> InMemoryTransport.to(server)), () -> {});
        }
    },
    STDIO {
        @Override
        public Connection to(McpGuard guard, String name, MessageServer server, ServerParameters command) {
            return new Connection(McpTransports.stdio(guard, name, command), () -> {});
        }
    },
    STREAMABLE_HTTP {
        @Override
        public Connection to(McpGuard guard, String name, MessageServer server, ServerParameters command) {
            HttpTestServer http = HttpTestServer.start(server);
            return new Connection(McpTransports.http(guard, name, http.url()), http::close);
        }
    },
    SSE {
        @Override
        public Connection to(McpGuard guard, String name, MessageServer server, ServerParameters command) {
            HttpTestServer http = HttpTestServer.start(server);
            return new Connection(McpTransports.sse(guard, name, http.sseUrl()), http::close);
        }
    };

    /** A guarded transport, and what ends the server behind it. */
    public record Connection(McpClientTransport transport, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /**
     * A way to a server.
     *
     * @param name what the guard calls it
     * @param server the server, for the ways on which this process plays it
     * @param command what starts the same server as a child process
     */
    public abstract Connection to(McpGuard guard, String name, MessageServer server, ServerParameters command);

    /** A way to one of the servers of the fixtures. */
    public Connection to(McpGuard guard, String name, String fixture) {
        return to(guard, name, TestServers.named(fixture), TestServers.stdio(fixture));
    }

    /** Every way with both clients: a {@link Way} and an {@link Agent.Kind}, for parameterized tests. */
    public static Stream<Arguments> withBothClients() {
        return Arrays.stream(values())
                .flatMap(way -> Arrays.stream(Agent.Kind.values()).map(kind -> Arguments.of(way, kind)));
    }
}
