package io.mcpguard.it.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Server;
import io.mcpguard.audit.FileAudit;
import io.mcpguard.policy.Policy;
import io.mcpguard.test.TestServer;
import io.mcpguard.test.transport.InMemoryTransport;
import io.mcpguard.transport.McpTransports;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conversation over three servers, of which only one may see an e-mail address. */
class DataProtectionIT {

    private static final String ADDRESS = "maria.keller@nordwind-reisen.de";

    private static final String POLICY = """
            version: 1
            data:
              arguments: { email: redact }
              results: { email: redact }
            servers:
              crm: {}
              notes: {}
              mail:
                data:
                  arguments: { email: allow }
            audit: { payloads: true }
            """;

    @TempDir
    private Path folder;

    private final TestServer crm = TestServer.named("crm")
            .tool("find_customer", "Finds a customer.", arguments -> "Maria Keller, " + ADDRESS + ", since 2019");
    private final TestServer notes = TestServer.named("notes")
            .tool("write_note", "Writes a note.", arguments -> "noted: " + arguments.get("text"));
    private final TestServer mail =
            TestServer.named("mail").tool("send_mail", "Sends a mail.", arguments -> "sent to " + arguments.get("to"));

    private McpGuard guard;
    private McpSyncClient toCrm;
    private McpSyncClient toNotes;
    private McpSyncClient toMail;

    private void connect() {
        guard = McpGuard.builder()
                .policy(Policy.parse(POLICY, "mcp-guard.yaml"))
                .audit(FileAudit.at(folder.resolve("audit.jsonl")))
                .build();
        toCrm = client(crm);
        toNotes = client(notes);
        toMail = client(mail);
    }

    private McpSyncClient client(TestServer server) {
        return McpClient.sync(
                        McpTransports.wrap(guard, Server.named(server.name()), () -> InMemoryTransport.to(server)))
                .transportContextProvider(McpTransports.conversationContext())
                .build();
    }

    @AfterEach
    void close() {
        toCrm.close();
        toNotes.close();
        toMail.close();
        guard.close();
    }

    private static String call(Conversation whose, McpSyncClient client, String tool, Map<String, Object> arguments)
            throws Exception {
        CallToolResult result = whose.call(() -> client.callTool(new CallToolRequest(tool, arguments, null)));
        return ((TextContent) result.content().get(0)).text();
    }

    @Test
    void onlyTheServerThatMayHaveTheAddressGetsIt() throws Exception {
        connect();
        Conversation ana = Conversation.of("chat-42").principal("ana");

        String found = call(ana, toCrm, "find_customer", Map.of("name", "Keller"));
        String noted = call(ana, toNotes, "write_note", Map.of("text", "ask <EMAIL_1> about March"));
        String sent = call(ana, toMail, "send_mail", Map.of("to", "<EMAIL_1>", "text", "Hello, how about March?"));

        assertThat(found).isEqualTo("Maria Keller, <EMAIL_1>, since 2019");
        assertThat(notes.calls("write_note")).singleElement().asString().contains("ask <EMAIL_1> about March");
        assertThat(mail.calls("send_mail")).singleElement().asString().contains("to=" + ADDRESS);
        assertThat(sent).isEqualTo("sent to <EMAIL_1>");
        assertThat(noted).doesNotContain(ADDRESS);
        guard.close();
        assertThat(Files.readString(folder.resolve("audit.jsonl")))
                .contains("EMAIL_1")
                .doesNotContain(ADDRESS)
                .doesNotContain("maria.keller");
    }

    @Test
    void inAnotherConversationThePlaceholderStandsForNothing() throws Exception {
        connect();
        call(Conversation.of("chat-42"), toCrm, "find_customer", Map.of("name", "Keller"));

        call(Conversation.of("chat-43"), toMail, "send_mail", Map.of("to", "<EMAIL_1>", "text", "Hello"));

        assertThat(mail.calls("send_mail")).singleElement().asString().doesNotContain(ADDRESS);
    }

    @Test
    void anAddressThatTheUserTypedGoesTheSameWays() throws Exception {
        connect();
        Conversation ana = Conversation.of("chat-44");

        call(ana, toNotes, "write_note", Map.of("text", "write to " + ADDRESS));
        call(ana, toMail, "send_mail", Map.of("to", ADDRESS, "text", "Hello"));

        assertThat(notes.calls("write_note").toString()).doesNotContain(ADDRESS);
        assertThat(mail.calls("send_mail").toString()).contains(ADDRESS);
    }
}
