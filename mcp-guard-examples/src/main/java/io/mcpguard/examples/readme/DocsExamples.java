package io.mcpguard.examples.readme;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Interceptor;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.api.ask.ApprovalRequest;
import io.mcpguard.api.ask.Grant;
import io.mcpguard.api.flow.Label;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.approval.ApprovalInbox;
import io.mcpguard.approval.ConsoleApprover;
import io.mcpguard.approval.Ticket;
import io.mcpguard.audit.FileAudit;
import io.mcpguard.audit.Verification;
import io.mcpguard.inspect.OwnRules;
import io.mcpguard.inspect.Surface;
import io.mcpguard.policy.DataTreatment;
import io.mcpguard.policy.IncludeContext;
import io.mcpguard.policy.Notice;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.RuleEffect;
import io.mcpguard.policy.Ruling.Effect;
import io.mcpguard.policy.Treatment;
import io.mcpguard.trust.LockFile;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of the pages under docs, compiled; a test compares the two. */
final class DocsExamples {

    private static final Logger log = LoggerFactory.getLogger(DocsExamples.class);

    private DocsExamples() {}

    static void audit() {
        McpGuard guard =
                McpGuard.builder().audit(FileAudit.at(Path.of("audit.jsonl"))).build();
        // later, anywhere
        Verification verification = FileAudit.verify(Path.of("audit.jsonl"));
        System.out.println(verification); // intact, 2 events
        guard.close();
    }

    static McpGuard lock() {
        McpGuard guard = McpGuard.builder()
                .policy(Path.of("mcp-guard.yaml"))
                .lock(LockFile.at(Path.of("mcp-guard.lock")))
                .build();
        return guard;
    }

    static void approve(McpGuard guard, String digest) {
        // the whole digest, as the lock has it: "sha256:86e5ac3e..."
        guard.approve("files", ItemKind.TOOL, "read_file", digest)
                .thenAccept(known -> log.info(known ? "approved" : "no such definition"));
    }

    static McpGuard policyFile() {
        McpGuard guard = McpGuard.builder().policy(Path.of("mcp-guard.yaml")).build();
        return guard;
    }

    static Policy small() {
        Policy policy = Policy.balanced()
                .server(
                        "files",
                        files -> files.command("java", "-jar", "files-server.jar")
                                .allowTools("read_*", "search")
                                .denyTools("delete_*"));
        return policy;
    }

    static Policy clientFeatures() {
        Policy policy = Policy.balanced()
                .server(
                        "helper",
                        helper -> helper.url("https://helper.example.com/mcp")
                                .client(client -> client.sampling(Effect.ASK)
                                        .maxTokens(1000)
                                        .models("claude-*")
                                        .includeContext(IncludeContext.NONE)
                                        .elicitation(Effect.ALLOW)
                                        .urlOrigins("https://auth.example.com")
                                        .secrets(Effect.REFUSE)
                                        .roots(Effect.ALLOW)
                                        .onlyRoots("file:///work/project")
                                        .other(Effect.REFUSE)
                                        .perMinute(Notice.LOG, 60)));
        return policy;
    }

    static Policy dataProtection() {
        Policy policy = Policy.balanced()
                .data(data -> data.arguments("email", DataTreatment.REDACT).results("email", DataTreatment.REDACT))
                .server("mail", mail -> mail.data(data -> data.arguments("email", DataTreatment.ALLOW)));
        return policy;
    }

    static Policy large() {
        Policy policy = Policy.strict()
                .server(
                        "mail",
                        mail -> mail.url("https://mail.example.com/mcp")
                                .allowTools("read_*", "search")
                                .approveTools("send_*")
                                .labels("read_*", Label.UNTRUSTED, Label.PRIVATE)
                                .labels("send_*", Label.EXTERNAL))
                .inspect(inspect -> inspect.results(Treatment.BLOCK)
                        .stopAt(Surface.RESULT, 0.95)
                        .rule("terminal-colour", RuleEffect.OFF))
                .pin(pin -> pin.recheck(Duration.ofMinutes(5)))
                .audit(audit -> audit.required(true))
                .interceptorMode("no-outside-mail", Interceptor.Mode.AUDIT);
        return policy;
    }

    static Policy fencing() {
        Policy policy = Policy.balanced()
                .inspect(inspect ->
                        inspect.results(Treatment.FENCE).errors(Treatment.FENCE).notifications(Treatment.FENCE))
                .server("mail", mail -> mail.inspect(inspect -> inspect.results(Treatment.SANITIZE)));
        return policy;
    }

    static Policy ownRules() {
        Policy policy = Policy.balanced()
                .inspect(inspect -> inspect.rules(OwnRules.load(Path.of("my-rules.yaml")))
                        .rule("my-new-account", RuleEffect.NOTICE));
        return policy;
    }

    static void explain(McpGuard guard, String text) {
        guard.explain("wiki", Surface.RESULT, text).forEach(System.out::println);
    }

    static void approvals(ApprovalInbox inbox, String user) {
        for (ApprovalRequest question : inbox.open()) {
            System.out.println(question.ticket() + ": " + question.target() + " " + question.arguments());
        }
        String id = inbox.open().get(0).id();

        inbox.answer(id, Approval.once(user));
        inbox.answer(id, Approval.denied(user, "we do not write to them"));
        inbox.answer(
                id, Approval.remembered(user, Grant.lasting(Duration.ofHours(1)).sameArguments("to")));
    }

    static McpGuard console() {
        McpGuard guard = McpGuard.builder()
                .policy(Policy.balanced()
                        .server("mail", mail -> mail.approveTools("send_*"))
                        .approval(approval -> approval.hold(Duration.ofSeconds(12)))) // somebody sits there
                .approver(ConsoleApprover.onSystemConsole("ana"))
                .build();
        return guard;
    }

    static boolean isApproved(McpGuard guard, CallToolResult refusal) {
        Map<?, ?> decision = (Map<?, ?>) refusal.meta().get("io.mcpguard/decision");
        if (!(decision.get("ticket") instanceof Map<?, ?> ticket)) {
            return false; // refused for good
        }
        return guard.ticket((String) ticket.get("name"))
                .filter(now -> now.state() == Ticket.State.APPROVED)
                .isPresent();
    }

    static void conversations(McpSyncClient sync, McpAsyncClient async, CallToolRequest request, Executor executor)
            throws Exception {
        Conversation ana = Conversation.of("chat-42").principal("ana");

        ana.call(() -> sync.callTool(request)); // platform or virtual thread

        async.callTool(request)
                .contextWrite(context -> context.put(Conversation.KEY, ana))
                .subscribe();

        Executor pool = Conversation.propagating(executor);
        ana.run(() -> pool.execute(() -> sync.callTool(request)));
    }
}
