package io.mcpguard.soak;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Server;
import io.mcpguard.test.transport.HttpTestServer;
import io.mcpguard.test.transport.InMemoryTransport;
import io.mcpguard.transport.McpTransports;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server, and the guarded ways to it. */
final class Site implements AutoCloseable {

    /** How a server is reached. */
    enum Kind {
        MEMORY,
        STDIO,
        HTTP,
        SSE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Kind kind;
    private final @Nullable HttpTestServer http;
    private final Function<McpGuard, McpClientTransport> way;

    private Site(Kind kind, @Nullable HttpTestServer http, Function<McpGuard, McpClientTransport> way) {
        this.kind = kind;
        this.http = http;
        this.way = way;
    }

    static Site of(Kind kind) {
        String name = kind.word();
        var server = new EchoServer(name, () -> {});
        return switch (kind) {
            case MEMORY ->
                new Site(
                        kind,
                        null,
                        guard -> McpTransports.wrap(guard, Server.named(name), () -> InMemoryTransport.to(server)));
            case STDIO -> new Site(kind, null, guard -> McpTransports.stdio(guard, name, child(name)));
            case HTTP -> {
                HttpTestServer http = HttpTestServer.start(server);
                yield new Site(kind, http, guard -> McpTransports.http(guard, name, http.url()));
            }
            case SSE -> {
                HttpTestServer http = HttpTestServer.start(server);
                yield new Site(kind, http, guard -> McpTransports.sse(guard, name, http.sseUrl()));
            }
        };
    }

    private static ServerParameters child(String name) {
        return ServerParameters.builder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .args(List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EchoServer.class.getName(),
                        name))
                .build();
    }

    Kind kind() {
        return kind;
    }

    McpClientTransport transport(McpGuard guard) {
        return way.apply(guard);
    }

    /** The next POST goes wrong; false if there are no POSTs. */
    boolean breakNextPost(boolean status) {
        if (http == null) {
            return false;
        }
        if (status) {
            http.answerNext(500, "text/plain", "out of order");
        } else {
            http.answerNext(200, "application/json", "{\"jsonrpc\":");
        }
        return true;
    }

    @Override
    public void close() {
        if (http != null) {
            http.close();
        }
    }
}
