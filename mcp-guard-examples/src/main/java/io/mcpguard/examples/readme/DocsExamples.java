package io.mcpguard.examples.readme;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Interceptor;
import io.mcpguard.api.flow.Label;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.audit.FileAudit;
import io.mcpguard.audit.Verification;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Treatment;
import io.mcpguard.trust.LockFile;
import java.nio.file.Path;
import java.time.Duration;
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

    static Policy large() {
        Policy policy = Policy.strict()
                .server(
                        "mail",
                        mail -> mail.url("https://mail.example.com/mcp")
                                .allowTools("read_*", "search")
                                .approveTools("send_*")
                                .labels("read_*", Label.UNTRUSTED, Label.PRIVATE)
                                .labels("send_*", Label.EXTERNAL))
                .inspect(inspect -> inspect.results(Treatment.BLOCK))
                .pin(pin -> pin.recheck(Duration.ofMinutes(5)))
                .audit(audit -> audit.required(true))
                .interceptorMode("no-outside-mail", Interceptor.Mode.AUDIT);
        return policy;
    }
}
