package io.mcpguard.transport;

import static java.util.Objects.requireNonNull;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Server;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Puts a guard around transports of the MCP Java SDK. The guarded transport goes where the plain one would, into
 * {@code McpClient.sync} or {@code McpClient.async}.
 *
 * <p>The guard makes the transport itself, from the command or URL that it checked, since a finished transport hides what
 * it connects to.
 */
public final class McpTransports {

    private McpTransports() {}

    /**
     * A guarded child process. It gets a minimal environment: what the parameters name and what the policy passes on, not
     * everything this process has. What it writes to stderr is logged escaped and cut.
     *
     * @param guard the guard
     * @param name the server's name in the policy
     * @param parameters the command, its arguments and its environment
     * @return the guarded transport
     */
    public static McpClientTransport stdio(McpGuard guard, String name, ServerParameters parameters) {
        return stdio(guard, name, parameters, MinimalStdioTransport::new);
    }

    /**
     * A guarded child process on a transport of one's own. The factory is called for each connection that the policy
     * admits, with the parameters that were checked. What environment the process gets is up to that transport.
     *
     * @param guard the guard
     * @param name the server's name in the policy
     * @param parameters the command, its arguments and its environment
     * @param factory makes the transport
     * @return the guarded transport
     */
    public static McpClientTransport stdio(
            McpGuard guard,
            String name,
            ServerParameters parameters,
            Function<? super ServerParameters, ? extends McpClientTransport> factory) {
        Server server = Stdio.server(name, parameters).checked();
        ServerParameters checked =
                Stdio.copy(parameters, guard.policy().server(name).env());
        return new GuardedTransport(guard, server, () -> factory.apply(checked));
    }

    /**
     * A guarded server over streamable HTTP, at the endpoint of the URL's path.
     *
     * @param guard the guard
     * @param name the server's name in the policy
     * @param url the endpoint, {@code https://mcp.example.com/mcp}; the path is {@code /mcp} if it has none
     * @return the guarded transport
     */
    public static McpClientTransport http(McpGuard guard, String name, URI url) {
        return http(guard, name, url, checked -> {
            var builder = HttpClientStreamableHttpTransport.builder(Endpoints.origin(url));
            Endpoints.path(url).ifPresent(builder::endpoint);
            return builder.build();
        });
    }

    /**
     * A guarded server over HTTP, streamable or SSE, on a transport of one's own.
     *
     * @param guard the guard
     * @param name the server's name in the policy
     * @param url where it is
     * @param factory makes the transport from the URL that was checked
     * @return the guarded transport
     */
    public static McpClientTransport http(
            McpGuard guard, String name, URI url, Function<String, ? extends McpClientTransport> factory) {
        Server server = Server.url(name, url).checked();
        return new GuardedTransport(guard, server, () -> factory.apply(url.toString()));
    }

    /**
     * A guard around any transport, for frameworks that make transports themselves. The identity is what the server's
     * value asserts, which the {@code strict} preset refuses.
     *
     * @param guard the guard
     * @param server what is at the other end, as the application knows it
     * @param factory makes the transport; called once
     * @return the guarded transport
     */
    public static McpClientTransport wrap(
            McpGuard guard, Server server, Supplier<? extends McpClientTransport> factory) {
        return new GuardedTransport(guard, requireNonNull(server, "server"), factory);
    }

    /**
     * Carries the calling thread's conversation over the thread changes of a synchronous client.
     *
     * <pre>{@code
     * McpClient.sync(transport).transportContextProvider(McpTransports.conversationContext()).build();
     * }</pre>
     *
     * @return a provider for the client's builder
     */
    public static Supplier<McpTransportContext> conversationContext() {
        return () -> Conversation.current()
                .map(conversation -> McpTransportContext.create(Map.of(Conversation.KEY, conversation)))
                .orElse(McpTransportContext.EMPTY);
    }
}
