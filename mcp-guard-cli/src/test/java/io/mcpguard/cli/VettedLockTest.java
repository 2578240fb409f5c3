package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.McpGuard;
import io.mcpguard.test.TestServers;
import io.mcpguard.transport.McpTransports;
import io.mcpguard.trust.LockFile;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock that vet wrote, in a running guard with the same command and the same policy. */
class VettedLockTest {

    @TempDir
    private Path folder;

    private Run run;
    private String program;

    /** One program whose digest stays, and which plays the server that another file names. */
    @BeforeEach
    void write() {
        run = new Run(folder);
        String line = Run.line(TestServers.stdio("files")).stream()
                .limit(Run.line(TestServers.stdio("files")).size() - 1)
                .map(each -> "'" + each + "'")
                .collect(Collectors.joining(" "));
        run.file("which", "files");
        run.file("server", "#!/bin/sh\nread -r which < '" + folder.resolve("which") + "'\nexec " + line + " $which\n");
        program = folder.resolve("server").toString();
        assertThat(Path.of(program).toFile().setExecutable(true)).isTrue();
        run.file("mcp.json", "{\"mcpServers\": {\"files\": {\"command\": \"" + program + "\"}}}");
        run.file("which", "files\n");
    }

    private void use(Consumer<McpSyncClient> use) {
        McpGuard guard = McpGuard.builder()
                .policy(folder.resolve("mcp-guard.yaml"))
                .lock(LockFile.at(folder.resolve("mcp-guard.lock")))
                .build();
        try (guard;
                McpSyncClient client = McpClient.sync(McpTransports.stdio(
                                guard,
                                "files",
                                ServerParameters.builder(program).build()))
                        .build()) {
            client.initialize();
            use.accept(client);
        }
    }

    private static List<String> tools(McpSyncClient client) {
        return client.listTools().tools().stream().map(Tool::name).toList();
    }

    private static CallToolRequest read() {
        return CallToolRequest.builder("read_file")
                .arguments(Map.of("path", "meeting.md"))
                .build();
    }

    @Test
    void holdsNothingOfWhatWasVettedAndWritesNothing() {
        assertThat(run.run("vet", "--policy-out", "mcp-guard.yaml").status()).isEqualTo(Exit.FINE);
        String lock = run.read("mcp-guard.lock");

        use(client -> {
            assertThat(tools(client)).hasSize(5).contains("read_file");
            assertThat(client.callTool(read()).isError()).isNotEqualTo(true);
            assertThat(client.listPrompts().prompts()).hasSize(1);
            assertThat(client.listResourceTemplates().resourceTemplates()).hasSize(1);
            assertThat(client.getServerInstructions()).isNotEmpty();
        });

        assertThat(run.read("mcp-guard.lock")).isEqualTo(lock);
        assertThat(run.run("verify").status()).isEqualTo(Exit.FINE);
    }

    @Test
    void holdsWhatChangedSinceAndVerifySaysSo() {
        run.run("vet", "--policy-out", "mcp-guard.yaml");
        run.file("which", "poisoned\n");

        use(client -> {
            assertThat(tools(client)).contains("list_files").doesNotContain("read_file");
            assertThat(client.callTool(read()).isError()).isTrue();
        });

        Run.Result verified = run.run("verify");
        assertThat(verified.status()).isEqualTo(Exit.FOUND);
        assertThat(verified.out()).contains("changed files", "held tool read_file");
    }

    @Test
    void startsWhereThePolicyBindsTheFilesAndNeedsApproval() {
        run.file(
                "mcp-guard.yaml",
                "version: 1\nextends: balanced\npin: {first_sight: refuse}\nservers:\n  files:\n    command: [\""
                        + program + "\"]\n    identity: {files: pinned, assurance: exact}\n");
        assertThat(run.run("vet").status()).isEqualTo(Exit.FOUND);
        assertThat(run.run("approve", "--all", "--yes").status()).isEqualTo(Exit.FINE);

        use(client -> assertThat(tools(client)).hasSize(5));

        run.file("server", run.read("server") + "# built anew\n");
        assertThatThrownBy(() -> use(client -> {})).isInstanceOf(RuntimeException.class);
        assertThat(run.run("approve", "files", "identity", "--yes").status()).isEqualTo(Exit.FINE);
        use(client -> assertThat(tools(client)).hasSize(5));
    }
}
