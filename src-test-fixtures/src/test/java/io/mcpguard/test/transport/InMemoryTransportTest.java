package io.mcpguard.test.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.test.TestServer;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InMemoryTransportTest {

    @Test
    void runsARealServerOfTheSdk() {
        var transport = new InMemoryServerTransport();
        McpSyncServer server = McpServer.sync(transport)
                .serverInfo("real", "1")
                .tools(new McpServerFeatures.SyncToolSpecification(
                        Tool.builder("echo", Map.of("type", "object")).build(),
                        (exchange, request) -> CallToolResult.builder()
                                .addTextContent("echo " + request.arguments().get("n"))
                                .build()))
                .build();
        try (McpSyncClient client =
                        McpClient.sync(InMemoryTransport.to(transport)).build();
                McpSyncClient other =
                        McpClient.sync(InMemoryTransport.to(transport)).build()) {
            var request =
                    CallToolRequest.builder("echo").arguments(Map.of("n", 3)).build();

            assertThat(client.callTool(request).content().toString()).contains("echo 3");
            assertThat(other.callTool(request).content().toString()).contains("echo 3");
            assertThat(client.getServerInfo().name()).isEqualTo("real");
        } finally {
            server.close();
        }
    }

    @Test
    void givesTheTypesOfTheWire() {
        var server = TestServer.named("s").tool("a", "d", args -> "");
        try (McpSyncClient client = McpClient.sync(InMemoryTransport.to(server)).build()) {
            client.callTool(CallToolRequest.builder("a")
                    .arguments(Map.of("set", Set.of("x"), "big", 1L << 40, "one", 1.0f))
                    .build());
        }

        assertThat(server.calls("a")).containsExactly(Map.of("set", List.of("x"), "big", 1L << 40, "one", 1.0));
    }

    @Test
    void readsOnOneThreadInOrder() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var server = TestServer.named("s");
        var transport = InMemoryTransport.to(server);
        transport
                .connect(inbound -> inbound.doOnNext(message ->
                        heard.add(Thread.currentThread().getName() + ((JSONRPCNotification) message).method())))
                .block();
        for (int i = 0; i < 3; i++) {
            server.notify("n" + i, Map.of());
        }

        String thread = "mcp-in-memory-inbound-1";
        assertThat(List.of(next(heard), next(heard), next(heard)))
                .containsExactly(thread + "n0", thread + "n1", thread + "n2");
        transport.close();
    }

    private static String next(BlockingQueue<String> heard) throws InterruptedException {
        return String.valueOf(heard.poll(10, TimeUnit.SECONDS)).replaceFirst("-[0-9]+n", "-1n");
    }

    @Test
    void dropsALineThatIsNoMessageAsTheGuardsStdioTransportDoes() {
        var server = TestServer.named("s").tool("greet", "Greets", arguments -> "hello");
        try (McpSyncClient client = McpClient.sync(InMemoryTransport.to(server)).build()) {
            client.initialize();
            server.say("no JSON");

            assertThat(client.callTool(new CallToolRequest("greet", Map.of(), null))
                            .content()
                            .toString())
                    .contains("hello");
        }
    }

    @Test
    void servesAnAsyncClient() {
        var server = TestServer.named("s").tool("a", "d", args -> "done");
        var client = McpClient.async(InMemoryTransport.to(server)).build();
        try {
            assertThat(client.callTool(CallToolRequest.builder("a").build())
                            .block(Duration.ofSeconds(10))
                            .content()
                            .toString())
                    .contains("done");
        } finally {
            client.close();
        }
    }

    @Test
    void needsAServerBehindTheSdksTransport() {
        assertThatThrownBy(() -> new InMemoryServerTransport().connect(new NoPeer()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no server yet: pass this transport to McpServer.sync or McpServer.async");
    }

    private static final class NoPeer implements Peer {
        @Override
        public void receive(String json) {}

        @Override
        public void close() {}
    }
}
