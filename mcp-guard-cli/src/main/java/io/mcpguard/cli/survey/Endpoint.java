package io.mcpguard.cli.survey;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Server;
import io.mcpguard.cli.config.Cwd;
import io.mcpguard.cli.config.ServerConfig;
import io.mcpguard.identity.FileDigests;
import io.mcpguard.identity.LaunchedPackage;
import io.mcpguard.policy.Policy;
import io.mcpguard.transport.McpTransports;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.customizer.McpSyncHttpClientRequestCustomizer;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where a configured server is, and the guarded way to it. */
public final class Endpoint {

    private Endpoint() {}

    /** {@return the server with digests of the files that it would run now, as a guarded transport takes them}; blocks */
    public static Server server(String name, ServerConfig config, Policy policy) {
        if (config.url() != null) {
            return Server.url(name, config.url())
                    .checked()
                    .tlsKeys(policy.server(name).tlsKeys());
        }
        List<String> identity = config.identity();
        return Server.command(name, identity)
                .checked()
                .measured(digests(config, identity), policy.server(name).pinsFiles());
    }

    private static Map<String, String> digests(ServerConfig config, List<String> identity) {
        var files = new HashMap<>(FileDigests.create().of(LaunchedPackage.of(identity)));
        Cwd cwd = config.cwd();
        if (cwd != null) {
            files.keySet().removeIf(file -> !cwd.isPlaced(file, config.command(), identity));
        }
        return files;
    }

    /** {@return what of a command or its variables the system cannot pass on, in words; empty if it can} */
    static Optional<String> unpassable(ServerConfig config) {
        Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        var all = new ArrayList<>(config.command());
        config.env().forEach((name, value) -> all.addAll(List.of(name, value)));
        var encoder = charset.newEncoder();
        return all.stream().allMatch(encoder::canEncode)
                ? Optional.empty()
                : Optional.of("its command or variables have characters that cannot be passed on in " + charset
                        + ", the charset of this process; set LC_ALL=C.UTF-8, or remove them");
    }

    static McpClientTransport transport(McpGuard guard, String name, ServerConfig config) {
        URI url = config.url();
        if (url == null) {
            Cwd cwd = config.cwd();
            List<String> line = cwd == null ? config.command() : cwd.starting(config.command());
            return McpTransports.stdio(
                    guard,
                    name,
                    ServerParameters.builder(line.get(0))
                            .args(line.subList(1, line.size()))
                            .env(config.env())
                            .build());
        }
        if (config.headers().isEmpty()) {
            return config.sse() ? McpTransports.sse(guard, name, url) : McpTransports.http(guard, name, url);
        }
        McpSyncHttpClientRequestCustomizer headers =
                (request, method, to, body, context) -> config.headers().forEach(request::setHeader);
        return config.sse()
                ? McpTransports.sse(guard, name, url, (checked, client) -> sse(url, client, headers))
                : McpTransports.http(guard, name, url, (checked, client) -> streamable(url, client, headers));
    }

    private static McpClientTransport streamable(
            URI url, HttpClient.Builder client, McpSyncHttpClientRequestCustomizer headers) {
        return HttpClientStreamableHttpTransport.builder(origin(url))
                .clientBuilder(client)
                .addHttpRequestCustomizer(headers)
                .endpoint(path(url, "/mcp"))
                .build();
    }

    @SuppressWarnings("deprecation") // by the SDK, because the protocol is; servers speak it
    private static McpClientTransport sse(
            URI url, HttpClient.Builder client, McpSyncHttpClientRequestCustomizer headers) {
        return HttpClientSseClientTransport.builder(origin(url))
                .clientBuilder(client)
                .addHttpRequestCustomizer(headers)
                .sseEndpoint(path(url, "/sse"))
                .build();
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private static String path(URI url, String usual) {
        String path = Objects.requireNonNullElse(url.getRawPath(), "");
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return path.isEmpty() || path.equals("/") ? usual : path + query;
    }
}
