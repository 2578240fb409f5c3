package io.mcpguard.examples.readme;

import io.mcpguard.McpGuard;
import io.mcpguard.transport.McpTransports;
import io.mcpguard.trust.LockFile;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import java.nio.file.Path;
import java.util.List;

/** One guard for all servers, as docs/shadowing.md shows it. */
final class Shadowing {

    private Shadowing() {}

    static List<McpSyncClient> clients(ServerParameters mailParameters, ServerParameters otherParameters) {
        McpGuard guard = McpGuard.builder()
                .policy(Path.of("mcp-guard.yaml"))
                .lock(LockFile.at(Path.of("mcp-guard.lock")))
                .localTools(List.of("run_payroll")) // tools that the application gives the model itself
                .build();
        var mail = McpClient.sync(McpTransports.stdio(guard, "mail", mailParameters))
                .build();
        var other = McpClient.sync(McpTransports.stdio(guard, "other", otherParameters))
                .build();
        return List.of(mail, other);
    }
}
