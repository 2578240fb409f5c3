package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The completion script in the shells that it is for, where they are installed. */
class CompletionTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("completion"), new Run(folder).run("completion").out());
    }

    private static void assumeInstalled(String shell) {
        assumeTrue(
                Files.isExecutable(Path.of("/bin", shell)) || Files.isExecutable(Path.of("/usr/bin", shell)),
                shell + " is not installed");
    }

    private String shell(String shell, String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(shell));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void isAValidScript(String shell) throws Exception {
        assumeInstalled(shell);

        assertThat(shell(shell, "-n", "completion")).isEmpty();
    }

    @Test
    void completesCommandsInBash() throws Exception {
        assumeInstalled("bash");
        String script = "source ./completion; COMP_WORDS=(mcp-guard ve); COMP_CWORD=1; COMP_LINE='mcp-guard ve'; "
                + "COMP_POINT=12; COMP_TYPE=9; _complete_mcp-guard; echo ${COMPREPLY[*]}";

        assertThat(shell("bash", "-c", script)).isEqualToIgnoringNewLines("vet verify");
    }

    @Test
    void isTakenByZsh() throws Exception {
        assumeInstalled("zsh");

        assertThat(shell(
                        "zsh",
                        "-f",
                        "-c",
                        "autoload -U compinit; compinit -u -d ./dump; source ./completion; "
                                + "echo ${_comps[mcp-guard]}"))
                .contains("_bash_complete");
    }
}
