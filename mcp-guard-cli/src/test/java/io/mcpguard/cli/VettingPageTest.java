package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.test.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/vetting.md shows is what the program prints. */
class VettingPageTest {

    @TempDir
    private Path folder;

    /** The lines that the page shows below a command, without those that it leaves out. */
    private static List<String> shown(String command) throws IOException {
        Path docs = Path.of(Files.isDirectory(Path.of("docs")) ? "docs" : "../docs");
        List<String> lines = Files.readAllLines(docs.resolve("vetting.md"));
        int from = lines.indexOf("$ " + command);
        assertThat(from).as(command).isPositive();
        var shown = new ArrayList<String>();
        for (String line : lines.subList(from + 1, lines.size())) {
            if (line.startsWith("```") || line.startsWith("$ ")) {
                return shown;
            }
            if (!line.isBlank() && !line.strip().equals("...")) {
                shown.add(line);
            }
        }
        throw new AssertionError("a block without an end");
    }

    private String plain(Run.Result result) {
        return (result.out() + result.err())
                .replace(folder + "/", "./")
                .replace("Lock: ./", "Lock: ")
                .replaceAll("sha256:[0-9a-f]{64}", "sha256:…");
    }

    /** A program whose file stays as it is while what it says can be changed. */
    private String program(Run run) {
        String line = String.join(
                " ",
                Run.line(TestServers.stdio("files")).stream()
                        .map(each -> "'" + each + "'")
                        .toList());
        run.file("change.sed", "")
                .file("files-server", "#!/bin/sh\n" + line + " | sed -u -f '" + folder.resolve("change.sed") + "'\n");
        Path program = folder.resolve("files-server");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program.toString();
    }

    @Test
    void fromAFileToACommitAndToAChange() throws IOException {
        var run = new Run(folder);
        run.file("mcp.json", "{\"mcpServers\": {\"files\": {\"command\": \"" + program(run) + "\"}}}");

        assertThat(plain(run.run("vet", "--policy-out", "mcp-guard.yaml")).lines())
                .containsSubsequence(shown("mcp-guard vet --policy-out mcp-guard.yaml"));
        assertThat(plain(run.run("verify")).lines()).containsExactlyElementsOf(shown("mcp-guard verify"));

        run.file("change.sed", "s/Returns the text of a file/Returns all text of a file/\n");
        assertThat(plain(run.run("diff")).lines()).containsExactlyElementsOf(shown("mcp-guard diff"));
        assertThat(run.run("vet").status()).isEqualTo(Exit.FOUND);
        assertThat(run.answering("y\n")
                        .run("approve", "files", "tool", "read_file")
                        .out())
                .contains("1 of 1 approved");
        assertThat(run.run("verify").status()).isEqualTo(Exit.FINE);
    }
}
