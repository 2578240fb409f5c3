package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"vet", "verify", "diff", "approve", "sign", "scan", "completion"})
    void everyCommandHasHelpWithExamplesAndExitCodes(String command) {
        Run.Result result = new Run(folder).run(command, "--help");

        assertThat(result.status()).isEqualTo(Exit.FINE);
        assertThat(result.out()).contains("Usage: mcp-guard " + command, "Examples:", "Exit status:");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "vet --nonsense",
                "vet --timeout x",
                "scan",
                "scan --jsonl - --threads 0",
                "approve a nokind",
                "sign",
                "sign --key no-such-file",
                "vet --server a",
                "vet --server a --url ftp://x",
                "verify --timeout 0 --config x"
            })
    void badArgumentsEndWithTwo(String line) {
        Run.Result result = new Run(folder).run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(result.err()).startsWith("mcp-guard: ");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(new Run(folder).run("--version").out()).matches("mcp-guard \\d+\\.\\d+.* on Java \\d+\\s+");
    }

    @Test
    void theCompletionScriptKnowsCommandsAndOptions() {
        String script = new Run(folder).run("completion").out();

        assertThat(script).contains("complete -F", "vet", "verify", "--known-names", "--policy-out");
    }
}
