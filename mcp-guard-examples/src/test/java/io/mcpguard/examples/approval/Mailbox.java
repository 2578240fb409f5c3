package io.mcpguard.examples.approval;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Server;
import io.mcpguard.api.ask.ApprovalRequest;
import io.mcpguard.approval.ApprovalInbox;
import io.mcpguard.policy.Policy;
import io.mcpguard.test.RecordedDecisions;
import io.mcpguard.test.TestServer;
import io.mcpguard.test.TestServers;
import io.mcpguard.test.transport.InMemoryTransport;
import io.mcpguard.transport.McpTransports;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;

/** A mail server whose e-mails need approval, an agent that sends some, and the page where ana approves them. */
final class Mailbox implements AutoCloseable {

    final TestServer server = TestServers.mail();
    final ApprovalInbox inbox = new ApprovalInbox();
    final RecordedDecisions decisions = new RecordedDecisions();
    final McpGuard guard;
    final McpSyncClient client;
    final Conversation conversation = Conversation.of("chat-1").principal("ana");
    final ApprovalPage page;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    Mailbox() throws IOException {
        guard = McpGuard.builder()
                .policy(Policy.balanced().server("mail", mail -> mail.approveTools("send_*")))
                .approver(inbox)
                .audit(decisions)
                .clock(clock())
                .build();
        client = McpClient.sync(McpTransports.wrap(guard, Server.named("mail"), () -> InMemoryTransport.to(server)))
                .transportContextProvider(McpTransports.conversationContext())
                .build();
        page = ApprovalPage.open(inbox, "ana", 0, List::of);
    }

    /** Tries to send an e-mail; true if it passes. */
    boolean send(String to, String body) {
        return send(Map.of("to", to, "body", body));
    }

    boolean send(Map<String, Object> mail) {
        try {
            return !Boolean.TRUE.equals(conversation
                    .call(() -> client.callTool(new CallToolRequest("send_email", mail, null)))
                    .isError());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The addresses that mail was sent to. */
    List<Object> sentTo() {
        return server.calls("send_email").stream().map(mail -> mail.get("to")).toList();
    }

    ApprovalRequest onlyQuestion() {
        Assertions.assertThat(inbox.open()).hasSize(1);
        return inbox.open().get(0);
    }

    int port() {
        return URI.create(page.link()).getPort();
    }

    String token() {
        return URI.create(page.link()).getFragment();
    }

    void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public void close() {
        page.close();
        client.close();
        guard.close();
    }
}
