package io.mcpguard.transport;

import static java.util.Objects.requireNonNull;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Interceptor;
import io.mcpguard.api.Server;
import io.mcpguard.json.Limits;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Puts a guard around transports of the MCP Java SDK. The guarded transport goes where the plain one would, into
 * {@code McpClient.sync} or {@code McpClient.async}.
 *
 * <p>The guard makes the transport itself, from the command or URL that it checked, since a finished transport hides what
 * it connects to.
 *
 * <p>Do not turn on DEBUG for {@code io.modelcontextprotocol} where logs are read by models or kept: the SDK writes
 * messages there as they came, over HTTP before the guard has judged them.
 */
public final class McpTransports {

    private McpTransports() {}

    /**
     * A guarded child process. It gets a minimal environment: what the parameters name and what the policy passes on, not
     * everything this process has. What it writes to stderr is logged escaped and cut. What it writes to stdout and is no
     * message, or is longer than the policy's {@code limits.message_chars}, is skipped and recorded. When the process ends,
     * every request that waits is answered at once. Closing closes its input, and ends it within five seconds if it does
     * not end by itself.
     *
     * @param guard the guard
     * @param name the server's name in the policy
     * @param parameters the command, its arguments and its environment
     * @return the guarded transport
     */
    public static McpClientTransport stdio(McpGuard guard, String name, ServerParameters parameters) {
        Limits limits = guard.policy().limits().json();
        return child(guard, name, parameters, checked -> new StdioTransport(name, checked, limits));
    }

    private static McpClientTransport child(
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
        return child(
                guard,
                name,
                parameters,
                checked -> new LookingTransport(factory.apply(checked), new Look(name, checked)));
    }

    /**
     * A guarded server over streamable HTTP, at the endpoint of the URL's path.
     *
     * <p>What the server sends below MCP is held to the rules that docs/http.md lists: no redirects, no other origin,
     * bounded bodies and events, bounded times, and no text of the server in exceptions and the SDK's log.
     *
     * @param guard the guard
     * @param name the server's name in the policy
     * @param url the endpoint, {@code https://mcp.example.com/mcp}; the path is {@code /mcp} if it has none
     * @return the guarded transport
     */
    public static McpClientTransport http(McpGuard guard, String name, URI url) {
        return http(guard, name, url, (checked, client) -> {
            var builder = HttpClientStreamableHttpTransport.builder(Endpoints.origin(url))
                    .clientBuilder(client);
            Endpoints.path(url).ifPresent(builder::endpoint);
            return builder.build();
        });
    }

    /**
     * A guarded server over streamable HTTP, on a transport that the application configures itself, for instance to add
     * headers. The client builder is the guard's: give it to the SDK's builder, which holds the server to the rules of
     * {@link #http(McpGuard, String, URI)}.
     *
     * <pre>{@code
     * McpTransports.http(guard, "files", url, (checked, client) -> HttpClientStreamableHttpTransport.builder(checked)
     *         .clientBuilder(client)
     *         .httpRequestCustomizer(addsTheToken)
     *         .build());
     * }</pre>
     *
     * @param guard the guard
     * @param name the server's name in the policy
     * @param url where it is
     * @param factory makes the transport from the URL that was checked and the client builder
     * @return the guarded transport
     */
    public static McpClientTransport http(
            McpGuard guard,
            String name,
            URI url,
            BiFunction<String, ? super HttpClient.Builder, ? extends McpClientTransport> factory) {
        return overHttp(guard, name, url, HttpRules.Flavour.STREAMABLE, factory);
    }

    /**
     * A guarded server over HTTP, streamable or SSE, on a transport of one's own, HTTP client included. What the server
     * sends below MCP reaches that client as it is.
     *
     * @param guard the guard
     * @param name the server's name in the policy
     * @param url where it is
     * @param factory makes the transport from the URL that was checked
     * @return the guarded transport
     * @throws IllegalArgumentException if the policy pins public keys of the server, which nobody would check
     */
    public static McpClientTransport http(
            McpGuard guard, String name, URI url, Function<String, ? extends McpClientTransport> factory) {
        refuseUnseenKeys(guard, name);
        Server server = Server.url(name, url).checked();
        return new GuardedTransport(guard, server, () -> factory.apply(url.toString()));
    }

    /**
     * A guarded server over HTTP with SSE, the transport of MCP 2024-11-05 that many servers still have. It is held to the
     * rules of {@link #http(McpGuard, String, URI)}; and where it wants messages posted must be of the same origin.
     *
     * @param guard the guard
     * @param name the server's name in the policy
     * @param url where its event stream is, {@code https://mcp.example.com/sse}; the path is {@code /sse} if it has none
     * @return the guarded transport
     */
    public static McpClientTransport sse(McpGuard guard, String name, URI url) {
        return sse(guard, name, url, (checked, client) -> sse(url, client));
    }

    /**
     * A guarded server over HTTP with SSE, on a transport that the application configures itself.
     *
     * @param guard the guard
     * @param name the server's name in the policy
     * @param url where its event stream is
     * @param factory makes the transport from the URL that was checked and the client builder, which is the guard's
     * @return the guarded transport
     */
    public static McpClientTransport sse(
            McpGuard guard,
            String name,
            URI url,
            BiFunction<String, ? super HttpClient.Builder, ? extends McpClientTransport> factory) {
        return overHttp(guard, name, url, HttpRules.Flavour.SSE, factory);
    }

    @SuppressWarnings("deprecation") // by the SDK, because the protocol is; servers speak it
    private static McpClientTransport sse(URI url, HttpClient.Builder client) {
        var builder =
                HttpClientSseClientTransport.builder(Endpoints.origin(url)).clientBuilder(client);
        Endpoints.path(url).ifPresent(builder::sseEndpoint);
        return builder.build();
    }

    private static McpClientTransport overHttp(
            McpGuard guard,
            String name,
            URI url,
            HttpRules.Flavour flavour,
            BiFunction<String, ? super HttpClient.Builder, ? extends McpClientTransport> factory) {
        Server server = server(guard, name, url);
        var limits = guard.policy().limits();
        var rules = new HttpRules(name, url, flavour, limits.json(), limits.requestTimeout());
        TlsKeys keys = keys(guard, name);
        return new GuardedTransport(guard, server, () -> {
            var clients = new HttpClients(rules, keys);
            return new HttpTransport(factory.apply(url.toString(), clients), clients);
        });
    }

    /**
     * A guard around any transport, for frameworks that make transports themselves. The identity is what the server's
     * value asserts, which the {@code strict} preset refuses.
     *
     * @param guard the guard
     * @param server what is at the other end, as the application knows it
     * @param factory makes the transport; called once
     * @return the guarded transport
     * @throws IllegalArgumentException if the policy pins public keys of the server, which nobody would check
     */
    public static McpClientTransport wrap(
            McpGuard guard, Server server, Supplier<? extends McpClientTransport> factory) {
        refuseUnseenKeys(guard, requireNonNull(server, "server").name());
        return new GuardedTransport(guard, server, factory);
    }

    /**
     * An SSL context for a server whose public keys the policy pins ({@code tls.spki}): with certificates that the
     * application presents, or authorities that it trusts. Give it to the guard's client builder, which takes no other
     * one for such a server. Without it the builder has one that trusts whom the platform trusts.
     *
     * <pre>{@code
     * McpTransports.http(guard, "files", url, (checked, client) -> HttpClientStreamableHttpTransport.builder(checked)
     *         .clientBuilder(client.sslContext(McpTransports.sslContext(guard, "files", keys, trust)))
     *         .build());
     * }</pre>
     *
     * @param guard the guard
     * @param name the server's name in the policy
     * @param own presents certificates of the application; empty for none
     * @param trust says whom to trust, by an {@link javax.net.ssl.X509ExtendedTrustManager}; empty for the platform's
     * @return the context
     */
    public static SSLContext sslContext(McpGuard guard, String name, KeyManager[] own, TrustManager[] trust) {
        return PinnedContext.of(keys(guard, name), own, trust);
    }

    /** A server at a URL, with the keys that a client of the guard's asks for. */
    static Server server(McpGuard guard, String name, URI url) {
        return Server.url(name, url).checked().tlsKeys(keys(guard, name).pins());
    }

    private static TlsKeys keys(McpGuard guard, String name) {
        boolean enforced = guard.policy().mode() == Interceptor.Mode.ENFORCE;
        return new TlsKeys(name, guard.policy().server(name).tlsKeys(), enforced);
    }

    /** Nobody would look at the keys. */
    private static void refuseUnseenKeys(McpGuard guard, String name) {
        TlsKeys keys = keys(guard, name);
        if (!keys.isEmpty() && keys.enforced()) {
            throw new IllegalArgumentException(
                    "mcp-guard: server \"" + name + "\" has pinned keys (tls.spki), which only a"
                            + " client of the guard's asks for: use McpTransports.http or sse with its client builder");
        }
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
