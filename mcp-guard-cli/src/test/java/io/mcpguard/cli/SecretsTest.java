package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.json.JsonText;
import io.mcpguard.test.TestServers;
import io.mcpguard.test.transport.HttpTestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration passes on is shown in no mode of output and written to no file. */
class SecretsTest {

    private static final List<List<String>> COMMANDS = List.of(
            List.of("vet"),
            List.of("vet", "--json"),
            List.of("vet", "--dry-run", "--color", "always"),
            List.of("vet", "--policy-out", "suggested.yaml"),
            List.of("verify"),
            List.of("verify", "--json"),
            List.of("diff"),
            List.of("diff", "--json"),
            List.of("approve", "--all", "--seen"),
            List.of("approve", "files", "identity"),
            List.of("approve", "gone", "identity"),
            List.of("scan", "mcp-guard.lock"));

    @TempDir
    private Path folder;

    private HttpTestServer http;
    private Run run;

    @BeforeEach
    void write() {
        http = HttpTestServer.start(TestServers.files());
        run = new Run(folder);
        run.set("FROM_ENVIRONMENT", "secret-1-of-environment");
        run.file(".env", "OF_FILE='secret-2-of-file'\n");
        String program = run.program("program", "files");
        var files = Map.of(
                "command",
                program,
                "args",
                List.of("--api-key=secret-3-of-argument", "--token", "secret-4-of-argument"),
                "env",
                Map.of("A", "secret-5-of-entry", "B", "${env:FROM_ENVIRONMENT}", "C", "${input:asked}"),
                "envFile",
                "${workspaceFolder}/.env");
        var gone = Map.of(
                "command", "no-such-program",
                "args", List.of("--password", "secret-6-of-argument"),
                "env", Map.of("A", "secret-7-of-entry"));
        var web = Map.of(
                "url",
                http.url() + "?key=secret-8-of-url",
                "headers",
                Map.of("Authorization", "Bearer secret-9-of-header"));
        var refused =
                Map.of("url", "http://127.0.0.1:1/mcp", "headers", Map.of("X-Key", "secret-10-of-header\r\nX: broken"));
        run.file(
                "mcp.json",
                JsonText.writePretty(
                        Map.of("mcpServers", Map.of("files", files, "gone", gone, "web", web, "refused", refused))));
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void noOutputHasOne() throws IOException {
        for (List<String> command : COMMANDS) {
            var line = new ArrayList<>(command);
            if (!command.get(0).equals("scan")) {
                line.addAll(List.of("--input", "asked=secret-11-of-input"));
            }
            if (command.get(0).equals("approve") || command.get(0).equals("scan")) {
                run.answering("n\nn\n");
            }
            Run.Result result = run.run(line.toArray(String[]::new));

            assertThat(result.out() + result.err()).as(line.toString()).doesNotContain("secret-");
        }
        try (Stream<Path> written = Files.list(folder)) {
            for (Path file : written.filter(Files::isRegularFile).toList()) {
                if (!List.of("mcp.json", ".env").contains(file.getFileName().toString())) {
                    assertThat(Files.readString(file)).as(file.toString()).doesNotContain("secret-");
                }
            }
        }
    }

    @Test
    void theServersGetThemAllTheSame() {
        Run.Result result = run.run("vet", "--input", "asked=x");

        assertThat(result.out()).contains("env: [\"A\", \"B\", \"C\", \"OF_FILE\"]", "seen tool read_file");
    }

    @Test
    void brokenEntriesAndFilesDoNotQuoteThemEither() {
        run.file(".env", "OF_FILE='secret-2\0of-file'\n");
        Run.Result nul = run.run("vet", "--input", "asked=x");
        run.file("mcp.json", "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"env\": {\"K\": [\"secret-12\"]}}}}");
        Run.Result list = run.run("vet");
        run.file("mcp.json", "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"env\": {\"K\": \"secret-13\", nonsense");
        Run.Result cut = run.run("vet");

        assertThat(Stream.of(nul, list, cut).map(each -> each.out() + each.err()))
                .allSatisfy(text -> assertThat(text).doesNotContain("secret-"));
        assertThat(nul.out()).contains("envFile line 1: a NUL character");
        assertThat(List.of(nul.status(), list.status(), cut.status())).containsOnly(Exit.UNKNOWN);
    }
}
