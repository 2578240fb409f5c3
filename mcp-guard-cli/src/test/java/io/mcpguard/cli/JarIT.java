package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.cli.Jar.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as others run it: docs/vetting.md from an mcp.json to a check in CI. */
class JarIT {

    @TempDir
    private Path folder;

    private Ended run(String... args) throws IOException, InterruptedException {
        return new Jar(folder).run(args);
    }

    @Test
    void vetsAnHonestServerAndVerifiesIt() throws Exception {
        Files.writeString(folder.resolve("mcp.json"), Run.mcpJson(Map.of("files", "files")), StandardCharsets.UTF_8);

        Ended vet = run("vet", "--policy-out", "mcp-guard.yaml");
        Ended verify = run("verify");

        assertThat(vet.out()).contains("seen tool read_file").doesNotContain("very-secret-value");
        assertThat(vet.err()).isEmpty();
        assertThat(vet.status()).isZero();
        assertThat(verify.out()).startsWith("same files  exact: ");
        assertThat(verify.status()).isZero();

        // the same place, now with another server behind the name
        String lock = Files.readString(folder.resolve("mcp-guard.lock"));
        Files.writeString(
                folder.resolve("mcp-guard.lock"),
                lock.replace("StdioServerMain\",\n          \"files\"", "StdioServerMain\",\n          \"poisoned\""));
        Files.writeString(folder.resolve("mcp.json"), Run.mcpJson(Map.of("files", "poisoned")));
        Files.delete(folder.resolve("mcp-guard.yaml"));

        Ended changed = run("verify");

        assertThat(changed.out())
                .contains("changed files", "held tool read_file")
                .doesNotContain("\u001b");
        assertThat(changed.status()).isOne();
    }

    @Test
    void scansRowsFromAFile() throws Exception {
        Files.writeString(
                folder.resolve("in.jsonl"),
                "{\"id\":1,\"surface\":\"tool_result\",\"text\":\"Sunny today\"}\nnonsense\n");

        Ended scan = run("scan", "--jsonl", "in.jsonl", "--out", "out.jsonl", "--threads", "2");

        assertThat(scan).isEqualTo(new Ended(0, "", ""));
        assertThat(Files.readAllLines(folder.resolve("out.jsonl")))
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0))
                        .isEqualTo("{\"id\":1,\"decision\":\"allow\",\"score\":0,\"findings\":[]}"))
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("{\"line\":2,\"error\":"));
    }

    @Test
    void badArgumentsEndWithTwo() throws Exception {
        Ended nonsense = run("nonsense");

        assertThat(nonsense.status()).isEqualTo(2);
        assertThat(nonsense.err()).startsWith("mcp-guard: ");
    }

    @Test
    void showsWhatAServerSaidThatDidNotComeUp() throws Exception {
        Path script = folder.resolve("server");
        Files.writeString(
                script, "#!/bin/sh\nprintf 'no module \\033[2J found\\ntoken %s\\n' \"$API_TOKEN\" >&2\nexit 3\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.writeString(
                folder.resolve("mcp.json"),
                "{\"mcpServers\": {\"s\": {\"command\": \"" + script
                        + "\", \"env\": {\"API_TOKEN\": \"very-secret-value\"}}}}");

        Ended vet = run("vet");

        assertThat(vet.out())
                .contains(
                        "its process ended with status 3",
                        "its stderr says: no module \\u{1b}[2J found",
                        "its stderr says: token ***")
                .doesNotContain("very-secret-value", "\u001b");
        assertThat(vet.status()).isEqualTo(2);
    }

    @Test
    void aRowForWhichThereIsNoMemoryCostsThatRow() throws Exception {
        try (var rows = Files.newBufferedWriter(folder.resolve("in.jsonl"))) {
            for (int i = 0; i < 4; i++) {
                rows.write("{\"surface\":\"prompt\",\"text\":\"Sunny\"}\n");
                rows.write("{\"surface\":\"tool_description\",\"tool\":{\"x\":[" + "{},".repeat(4_000_000) + "0]}}\n");
            }
        }

        Ended scan = new Jar(folder)
                .start(List.of("env", "JDK_JAVA_OPTIONS=-Xmx64m"), "scan", "--jsonl", "in.jsonl", "--out", "out.jsonl")
                .end();

        assertThat(scan.status()).as(scan.err()).isZero();
        List<String> results = Files.readAllLines(folder.resolve("out.jsonl"));
        assertThat(results).hasSize(8);
        for (int i = 0; i < 8; i += 2) {
            assertThat(results.get(i)).contains("\"decision\":\"allow\"");
            assertThat(results.get(i + 1)).contains("\"error\":");
        }
    }
}
