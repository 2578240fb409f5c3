package io.mcpguard.examples.readme;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Hook;
import io.mcpguard.api.Json;
import io.mcpguard.api.MutationResult;
import io.mcpguard.api.Mutator;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.api.ask.ApprovalRequest;
import io.mcpguard.api.view.ToolCall;
import io.mcpguard.approval.ApprovalInbox;
import io.mcpguard.audit.FileAudit;
import io.mcpguard.policy.Policy;
import io.mcpguard.transport.McpTransports;
import io.mcpguard.trust.LockFile;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.net.URI;
import java.nio.file.Path;

/** The code of README.md, compiled; a test compares the two. */
final class ReadmeExamples {

    private ReadmeExamples() {}

    static McpSyncClient oneLine() {
        McpGuard guard = McpGuard.create();
        var parameters = ServerParameters.builder("java")
                .args("-jar", "files-server.jar")
                .build();

        McpSyncClient client =
                McpClient.sync(McpTransports.stdio(guard, "files", parameters)).build();
        return client;
    }

    static McpClientTransport files() {
        McpGuard guard = McpGuard.builder()
                .policy(Path.of("mcp-guard.yaml"))
                .lock(LockFile.at(Path.of("mcp-guard.lock")))
                .audit(FileAudit.at(Path.of("audit.jsonl")))
                .build();

        var github = McpTransports.http(guard, "github", URI.create("https://mcp.example.com/mcp"));
        return github;
    }

    static Validator validator() {
        Validator noOutsideMail = Validator.of(
                "no-outside-mail",
                Hook.requests("tools/call"),
                in -> ToolCall.of(in)
                        .filter(call -> call.tool().equals("send_email"))
                        .filter(call -> !call.strings("to").allMatch(to -> to.endsWith("@example.com")))
                        .map(call -> ValidationResult.error(call.path("to"), "recipient outside example.com"))
                        .orElse(ValidationResult.valid()));
        return noOutsideMail;
    }

    static Mutator mutator() {
        Mutator hideHome = Mutator.of(
                "hide-home",
                Hook.responses("tools/call"),
                in -> MutationResult.changed(
                        Json.mapStrings(in.payload(), s -> s.replace("/home/ana", "~")), "home directory shortened"));
        return hideHome;
    }

    static McpGuard approvals() {
        var inbox = new ApprovalInbox();
        McpGuard guard = McpGuard.builder()
                .policy(Policy.balanced().server("mail", mail -> mail.approveTools("send_*")))
                .approver(inbox)
                .build();

        for (ApprovalRequest request : inbox.open()) { // from a web request, for instance
            inbox.answer(request.id(), Approval.once("ana")); // false: too late
        }
        return guard;
    }

    static CallToolResult conversation(McpClientTransport transport, String question, CallToolRequest request)
            throws Exception {
        Conversation ana = Conversation.of("chat-42").principal("ana").prompt(question);

        McpSyncClient sync = McpClient.sync(transport)
                .transportContextProvider(McpTransports.conversationContext())
                .build();
        CallToolResult result = ana.call(() -> sync.callTool(request));
        return result;
    }
}
