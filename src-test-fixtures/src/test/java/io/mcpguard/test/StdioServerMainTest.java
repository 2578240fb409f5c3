package io.mcpguard.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StdioServerMainTest {

    private static McpSyncClient connect(ServerParameters parameters) {
        return McpClient.sync(new StdioClientTransport(parameters, McpJsonDefaults.getMapper()))
                .requestTimeout(Duration.ofSeconds(20))
                .build();
    }

    @Test
    void runsANamedServerInAProcessOfItsOwn() {
        try (McpSyncClient client = connect(TestServers.stdio("files"))) {
            var result = client.callTool(CallToolRequest.builder("read_file")
                    .arguments(Map.of("path", "shopping.txt"))
                    .build());

            assertThat(result.content().toString()).contains("coffee beans");
        }
    }

    @Test
    void pullsTheRugInAProcessOfItsOwn() {
        try (McpSyncClient client = connect(TestServers.stdio("rug-pull"))) {
            String before = client.listTools().tools().toString();
            client.callTool(CallToolRequest.builder("list_files").build());

            assertThat(client.listTools().tools().toString())
                    .isNotEqualTo(before)
                    .contains("last message");
        }
    }

    @Test
    void runsAServerThatStandsInAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("server.yaml");
        Files.writeString(file, """
                name: notes
                tools:
                  - name: read_note
                    description: Returns a note.
                    $result: Buy milk.
                """);
        try (McpSyncClient client = connect(TestServers.stdio(file))) {
            var result = client.callTool(CallToolRequest.builder("read_note").build());

            assertThat(result.content().toString()).contains("Buy milk.");
        }
    }

    @Test
    void endsWithItsInput() throws Exception {
        Process process = start(TestServers.stdio("files"), List.of());
        process.getOutputStream().close();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void saysWhatItCanRunWhenAskedForSomethingElse() throws Exception {
        ServerParameters files = TestServers.stdio("files");
        Process process = start(files, List.of("one", "more"));
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(said).startsWith("usage: StdioServerMain NAME | --file FILE, with NAME one of [colliding, ");
    }

    private static Process start(ServerParameters parameters, List<String> more) throws IOException {
        var command = new ArrayList<String>();
        command.add(parameters.getCommand());
        command.addAll(parameters.getArgs());
        command.addAll(more);
        return new ProcessBuilder(command).start();
    }
}
