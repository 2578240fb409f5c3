package io.mcpguard.it.realservers;

import io.mcpguard.McpGuard;
import io.mcpguard.transport.McpTransports;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a server is started and reached. */
sealed interface Launch {

    /** A way to a server, and what ends the server once the way is closed. */
    record Connection(McpClientTransport transport, Runnable end) {}

    /**
     * Starts the server.
     *
     * @param guard what stands before it; null for the SDK's transport alone
     */
    Connection start(String name, @Nullable McpGuard guard);

    /** A child process of the transport. */
    record Stdio(List<String> command, Map<String, String> env) implements Launch {

        @Override
        public Connection start(String name, @Nullable McpGuard guard) {
            var parameters = ServerParameters.builder(command.get(0))
                    .args(command.subList(1, command.size()))
                    .env(env)
                    .build();
            if (guard != null) {
                return new Connection(McpTransports.stdio(guard, name, parameters), () -> {});
            }
            var plain = new StdioClientTransport(parameters, McpJsonDefaults.getMapper());
            plain.setStdErrorHandler(line -> {});
            return new Connection(plain, () -> {});
        }
    }

    /** A process of ours that listens on the loopback interface, at the same port each time. */
    record Http(List<String> command, int port) implements Launch {

        static Http atFreePort(List<String> command) {
            try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return new Http(command, probe.getLocalPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Connection start(String name, @Nullable McpGuard guard) {
            var process = HttpServerProcess.start(command, port);
            String origin = "http://127.0.0.1:" + port;
            McpClientTransport transport = guard == null
                    ? HttpClientStreamableHttpTransport.builder(origin).build()
                    : McpTransports.http(guard, name, URI.create(origin + "/mcp"));
            return new Connection(transport, process::close);
        }
    }
}
