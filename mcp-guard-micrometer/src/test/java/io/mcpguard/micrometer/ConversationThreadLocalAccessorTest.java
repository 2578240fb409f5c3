package io.mcpguard.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Server;
import io.mcpguard.test.RecordedDecisions;
import io.mcpguard.test.TestServers;
import io.mcpguard.test.transport.InMemoryTransport;
import io.mcpguard.transport.McpTransports;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;

class ConversationThreadLocalAccessorTest {

    private static final Conversation ANA = Conversation.of("chat-1").principal("ana");
    private static final CallToolRequest LIST = new CallToolRequest("list_files", Map.of(), null);

    private final RecordedDecisions decisions = new RecordedDecisions();

    @Test
    void aSnapshotCarriesTheConversationIntoAPoolAndTakesItAwayAgain() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            ContextSnapshot snapshot =
                    ANA.call(() -> ContextSnapshotFactory.builder().build().captureAll());

            assertThat(pool.submit(snapshot.wrap(Conversation::current)).get()).containsSame(ANA);
            assertThat(pool.submit(Conversation::current).get()).isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aSnapshotOfNoConversationTakesNobodyElsesAway() {
        ContextSnapshot none = ContextSnapshotFactory.builder().build().captureAll();

        Optional<Conversation> inside = CompletableFuture.supplyAsync(() -> {
                    var seen = new Conversation[1];
                    ANA.run(() -> {
                        none.wrap(() -> {}).run();
                        seen[0] = Conversation.current().orElse(null);
                    });
                    return Optional.ofNullable(seen[0]);
                })
                .join();

        assertThat(inside).containsSame(ANA);
    }

    @Test
    void aSynchronousClientNeedsNoContextProvider() throws Exception {
        withAutomaticPropagation(() -> {
            McpSyncClient client = McpClient.sync(transport()).build();

            ANA.call(() -> client.callTool(LIST)); // initialises on the way, on another thread

            client.close();
        });
        assertThat(decisions.of("tools/call")).hasSize(2).allMatch(call -> call.conversation() == ANA);
    }

    @Test
    void anAsynchronousClientNeedsNoContextWrite() throws Exception {
        withAutomaticPropagation(() -> {
            McpAsyncClient client = McpClient.async(transport()).build();

            ANA.call(() -> client.callTool(LIST).block());

            client.close();
        });
        assertThat(decisions.of("tools/call")).hasSize(2).allMatch(call -> call.conversation() == ANA);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void withAutomaticPropagation(Work work) throws Exception {
        Hooks.enableAutomaticContextPropagation();
        try {
            work.run();
        } finally {
            Hooks.disableAutomaticContextPropagation();
        }
    }

    private McpClientTransport transport() {
        McpGuard guard = McpGuard.builder().audit(decisions).build();
        return McpTransports.wrap(guard, Server.named("files"), () -> InMemoryTransport.to(TestServers.files()));
    }
}
