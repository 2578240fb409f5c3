package io.mcpguard.it.conformance;

import io.mcpguard.McpGuard;
import io.mcpguard.transport.McpTransports;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The program that the suite starts for each scenario: a client of the SDK that lists the server's tools and calls each
 * of them once. What the scenario is about happens on the wire, and is judged by the suite's server.
 */
public final class SuiteClient {

    /** Below the suite's own patience with a client. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** What tools that take something are called with. */
    private static final Map<String, Map<String, Object>> ARGUMENTS = Map.of("add_numbers", Map.of("a", 5, "b", 3));

    private SuiteClient() {}

    /**
     * Plays one scenario.
     *
     * @param args {@code plain} or {@code guarded}, and the server's URL, which the suite appends
     */
    public static void main(String[] args) {
        URI url = URI.create(args[1]);
        try (McpSyncClient client = client(args[0].equals("guarded") ? guarded(url) : plain(url))) {
            client.initialize();
            if (client.getServerCapabilities().tools() != null) {
                client.listTools()
                        .tools()
                        .forEach(tool -> client.callTool(
                                new CallToolRequest(tool.name(), ARGUMENTS.getOrDefault(tool.name(), Map.of()), null)));
            }
            client.closeGracefully();
        }
        System.exit(0); // threads of the HTTP client live on for a while
    }

    private static McpClientTransport plain(URI url) {
        var builder = HttpClientStreamableHttpTransport.builder(url.getScheme() + "://" + url.getAuthority());
        if (!url.getRawPath().isEmpty()) {
            builder.endpoint(url.getRawPath());
        }
        return builder.build();
    }

    private static McpClientTransport guarded(URI url) {
        return McpTransports.http(McpGuard.builder().build(), "conformance", url);
    }

    private static McpSyncClient client(McpClientTransport transport) {
        return McpClient.sync(transport)
                .requestTimeout(PATIENCE)
                .initializationTimeout(PATIENCE)
                .capabilities(
                        ClientCapabilities.builder().elicitation(true, false).build())
                .elicitation(asked -> ElicitResult.builder(ElicitResult.Action.ACCEPT)
                        .content(Map.of())
                        .build())
                .applyElicitationDefaults(true)
                .build();
    }
}
