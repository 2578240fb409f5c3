package io.mcpguard.it.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Decision;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Json;
import io.mcpguard.api.MutationResult;
import io.mcpguard.api.Server;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.api.ask.ApprovalRequest;
import io.mcpguard.api.ask.Grant;
import io.mcpguard.api.data.Vault;
import io.mcpguard.approval.ApprovalInbox;
import io.mcpguard.policy.Policy;
import io.mcpguard.test.RecordedDecisions;
import io.mcpguard.test.TestServer;
import io.mcpguard.test.transport.InMemoryTransport;
import io.mcpguard.transport.McpTransports;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On whose behalf a call is made: found wherever the application can put it, and never somebody else's. */
class ConversationsIT {

    private static final Conversation ANA = Conversation.of("chat-ana").principal("ana");
    private static final Conversation EVE = Conversation.of("chat-eve").principal("eve");
    private static final Conversation BOB = Conversation.of("chat-bob").principal("bob");

    private final RecordedDecisions decisions = new RecordedDecisions();
    private final ApprovalInbox inbox = new ApprovalInbox();
    private final TestServer mail = TestServer.named("mail").tool("send", "Sends.", arguments -> "sent " + arguments);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable client : open) {
            client.close();
        }
    }

    @Test
    void theReactorContextComesBeforeTheTransportContextAndThatBeforeTheThread() throws Exception {
        McpAsyncClient client = async(guard().build());
        McpTransportContext carried = McpTransportContext.create(Map.of(Conversation.KEY, EVE));

        BOB.call(() -> client.callTool(send("1"))
                .contextWrite(context -> context.put(Conversation.KEY, ANA).put(McpTransportContext.KEY, carried))
                .block());
        BOB.call(() -> client.callTool(send("2"))
                .contextWrite(context -> context.put(McpTransportContext.KEY, carried))
                .block());
        BOB.call(() -> client.callTool(send("3")).block());

        assertThat(callers()).containsExactly("ana", "ana", "eve", "eve", "bob", "bob");
    }

    @Test
    void aFirstCallThatInitialisesOnAnotherThreadKeepsItsConversation() throws Exception {
        McpSyncClient sync = sync(guard().build());
        McpAsyncClient async = async(guard().build());

        ANA.call(() -> sync.callTool(send("1")));
        async.callTool(send("2"))
                .contextWrite(context -> context.put(Conversation.KEY, BOB))
                .block();

        assertThat(callers()).containsExactly("ana", "ana", "bob", "bob");
    }

    @Test
    void callsWithoutAConversationAreRecordedAsUnattributedAndTransportsKeptApart() {
        McpGuard guard = guard().build();
        sync(guard).callTool(send("1"));
        sync(guard).callTool(send("2"));

        assertThat(decisions.of("tools/call"))
                .noneMatch(call -> call.conversation().isAttributed());
        assertThat(decisions.of("tools/call"))
                .extracting(call -> call.conversation().id())
                .hasSize(4) // two requests and their answers
                .allMatch(id -> id.startsWith("mail#"))
                .satisfies(ids -> assertThat(Set.copyOf(ids)).hasSize(2));
    }

    @Test
    void tasksOfAThreadPoolRunInTheConversationThatHandedThemIn() throws Exception {
        McpSyncClient client = sync(guard().build());
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            var propagating = Conversation.propagating(pool);
            for (Conversation who : List.of(ANA, EVE, BOB, ANA)) {
                who.run(() -> propagating.execute(
                        () -> client.callTool(send(who.principal().orElseThrow()))));
            }
        } finally {
            pool.shutdown();
            assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
        assertEachCallBelongsToWhoItNames(4);
    }

    @Test
    void aThousandVirtualThreadsEachKeepTheirOwnConversation() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads come with JDK 21");
        McpSyncClient client = sync(guard().build());
        client.initialize();
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try {
            var calls = new ArrayList<Callable<String>>();
            for (int i = 0; i < 1_000; i++) {
                String who = "tenant-" + i;
                calls.add(() -> Conversation.of("chat-" + who).principal(who).call(() -> text(client, send(who))));
            }
            List<Future<String>> answers = threads.invokeAll(calls);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).contains("tenant-" + i + "}");
            }
        } finally {
            threads.shutdownNow();
        }
        assertEachCallBelongsToWhoItNames(1_000);
    }

    @Test
    void oneTenantsGrantIsNotTheOthers() throws Exception {
        McpSyncClient client = sync(guard().policy(asks(Duration.ZERO)).build());
        ANA.call(() -> client.callTool(send("1")));
        ApprovalRequest question = inbox.open().get(0);
        inbox.answer(
                question.id(),
                Approval.remembered("boss", Grant.lasting(Duration.ofHours(1)).acrossConversations()));

        String anas = Conversation.of("another-chat").principal("ana").call(() -> text(client, send("2")));
        String eves = EVE.call(() -> text(client, send("2")));

        assertThat(anas).contains("sent");
        assertThat(eves).contains("mcp-guard refused");
    }

    @Test
    void oneTenantsTicketIsNotTheOthers() throws Exception {
        McpSyncClient client = sync(guard().policy(asks(Duration.ZERO)).build());
        ANA.call(() -> client.callTool(send("1")));
        inbox.answer(inbox.open().get(0).id(), Approval.once("boss"));

        assertThat(EVE.call(() -> text(client, send("1")))).contains("mcp-guard refused");
        assertThat(ANA.call(() -> text(client, send("1")))).contains("sent");
    }

    @Test
    void aPlaceholderIsReleasedInTheConversationThatItWasMadeInAndInNoOther() throws Exception {
        McpSyncClient client = sync(guard().vault(new TenantVault()).build());

        String anas = ANA.call(() -> text(client, send("<secret:ana>")));
        String eves = EVE.call(() -> text(client, send("<secret:ana>")));

        assertThat(mail.calls("send").get(0)).containsEntry("to", "4711");
        assertThat(mail.calls("send").get(1)).containsEntry("to", "<secret:ana>");
        assertThat(List.of(anas, eves)).noneMatch(answer -> answer.contains("4711"));
    }

    /** Knows one secret, of ana, and shows it to nobody. */
    private static final class TenantVault implements Vault {

        private final AtomicInteger redacted = new AtomicInteger();

        @Override
        public MutationResult redact(Interception in) {
            var payload = Json.mapStrings(in.payload(), text -> text.replace("4711", "<secret:ana>"));
            redacted.incrementAndGet();
            return MutationResult.changed(payload, "secret");
        }

        @Override
        public MutationResult release(Interception in) {
            return in.conversation().principal().filter("ana"::equals).isPresent()
                    ? MutationResult.changed(
                            Json.mapStrings(in.payload(), text -> text.replace("<secret:ana>", "4711")), "released")
                    : MutationResult.unchanged();
        }
    }

    private void assertEachCallBelongsToWhoItNames(int calls) {
        List<Decision> requests = decisions.of("tools/call");
        assertThat(requests).hasSize(2 * calls);
        assertThat(mail.calls("send")).hasSize(calls);
        assertThat(requests)
                .allSatisfy(call -> assertThat(call.conversation().id())
                        .isEqualTo("chat-" + call.conversation().principal().orElseThrow()));
    }

    private List<String> callers() {
        return decisions.of("tools/call").stream()
                .map(call -> call.conversation().principal().orElse("nobody"))
                .toList();
    }

    private static Policy asks(Duration hold) {
        return Policy.balanced()
                .server("mail", server -> server.approveTools("send"))
                .approval(approval -> approval.hold(hold));
    }

    private McpGuard.Builder guard() {
        return McpGuard.builder().audit(decisions).approver(inbox);
    }

    private McpSyncClient sync(McpGuard guard) {
        McpSyncClient client = McpClient.sync(transport(guard))
                .transportContextProvider(McpTransports.conversationContext())
                .build();
        open.add(client);
        return client;
    }

    private McpAsyncClient async(McpGuard guard) {
        McpAsyncClient client = McpClient.async(transport(guard)).build();
        open.add(client::close);
        return client;
    }

    private McpClientTransport transport(McpGuard guard) {
        return McpTransports.wrap(guard, Server.named("mail"), () -> InMemoryTransport.to(mail));
    }

    private static CallToolRequest send(String to) {
        return new CallToolRequest("send", Map.of("to", to), null);
    }

    private static String text(McpSyncClient client, CallToolRequest request) {
        return ((TextContent) client.callTool(request).content().get(0)).text();
    }
}
