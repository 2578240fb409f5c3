package io.mcpguard.compat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Server;
import io.mcpguard.test.TestServer;
import io.mcpguard.test.TestServers;
import io.mcpguard.test.transport.HttpTestServer;
import io.mcpguard.test.transport.InMemoryTransport;
import io.mcpguard.transport.McpTransports;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;

/** The ways from a client to one of the servers of the fixtures. */
@SuppressWarnings("deprecation") // SSE is old, and servers still speak it
enum Way {
    MEMORY {
        @Override
        Connection to(McpGuard guard, String name, String fixture) {
            TestServer server = TestServers.named(fixture);
            return new Connection(
                    McpTransports.wrap(guard, Server.named(name), () -> InMemoryTransport.to(server)), () -> {});
        }
    },
    STDIO {
        @Override
        Connection to(McpGuard guard, String name, String fixture) {
            return new Connection(McpTransports.stdio(guard, name, TestServers.stdio(fixture)), () -> {});
        }
    },
    STREAMABLE_HTTP {
        @Override
        Connection to(McpGuard guard, String name, String fixture) {
            HttpTestServer server = HttpTestServer.start(TestServers.named(fixture));
            return new Connection(McpTransports.http(guard, name, server.url()), server::close);
        }
    },
    SSE {
        @Override
        Connection to(McpGuard guard, String name, String fixture) {
            HttpTestServer server = HttpTestServer.start(TestServers.named(fixture));
            URI url = server.sseUrl();
            String origin = url.getScheme() + "://" + url.getAuthority();
            return new Connection(
                    McpTransports.http(
                            guard,
                            name,
                            url,
                            checked -> HttpClientSseClientTransport.builder(origin)
                                    .sseEndpoint(url.getPath())
                                    .build()),
                    server::close);
        }
    };

    /** A guarded transport, and what ends the server behind it. */
    record Connection(McpClientTransport transport, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    abstract Connection to(McpGuard guard, String name, String fixture);
}
