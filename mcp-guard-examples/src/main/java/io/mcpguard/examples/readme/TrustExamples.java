package io.mcpguard.examples.readme;

import io.mcpguard.McpGuard;
import io.mcpguard.api.trust.DriftSeverity;
import io.mcpguard.identity.Assurance;
import io.mcpguard.identity.LaunchedPackage;
import io.mcpguard.names.Confusables;
import io.mcpguard.names.NameFaults;
import io.mcpguard.names.NameIndex;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Treatment;
import io.mcpguard.transport.McpTransports;
import io.mcpguard.trust.LockFile;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/** What docs/pins.md, drift.md, identity.md and names.md show. */
final class TrustExamples {

    private TrustExamples() {}

    static McpGuard signed() {
        McpGuard guard = McpGuard.builder()
                .lock(LockFile.at(Path.of("mcp-guard.lock")).trustOnly(Path.of("team.pub.pem")))
                .build();
        return guard;
    }

    static Policy drift() {
        Policy policy = Policy.balanced().pin(pin -> pin.drift(DriftSeverity.SUSPICIOUS, Treatment.BLOCK));
        return policy;
    }

    static void launched() {
        LaunchedPackage launched = LaunchedPackage.of(List.of("npx", "-y", "@example/files@1.2.3"));
        launched.assurance(); // VERSION
        launched.sentence(); // version: npm package @example/files 1.2.3
    }

    static Policy exact() {
        Policy policy = Policy.balanced()
                .server(
                        "files",
                        files -> files.command("java", "-jar", "files.jar")
                                .assurance(Assurance.EXACT)
                                .pinFiles(true));
        return policy;
    }

    static McpClientTransport ownSslContext(
            McpGuard guard, URI url, KeyManager[] keyManagers, TrustManager[] trustManagers) {
        return McpTransports.http(
                guard,
                "mail",
                url,
                (checked, client) -> HttpClientStreamableHttpTransport.builder(checked)
                        .clientBuilder(
                                client.sslContext(McpTransports.sslContext(guard, "mail", keyManagers, trustManagers)))
                        .build());
    }

    static void names() {
        NameIndex known = NameIndex.of(List.of("github", "slack"));
        known.likeness("githup"); // strongest first; empty if the name itself is known
        NameFaults.of("git\u200bhub"); // what is wrong with it by itself
        Confusables.skeleton("раураl"); // UTS #39, Unicode 18.0
    }
}
