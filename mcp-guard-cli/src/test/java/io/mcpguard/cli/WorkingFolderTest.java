package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose entry names another folder to run in. */
class WorkingFolderTest {

    @TempDir
    private Path folder;

    private Run run;

    @BeforeEach
    void set() throws IOException {
        run = new Run(folder);
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("b"));
        run.program("a/server", "files");
        run.file("a/server", run.read("a/server").replace("exec ", "pwd > where\nexec "));
        Files.copy(folder.resolve("a/server"), folder.resolve("b/server"));
        assertThat(folder.resolve("b/server").toFile().setExecutable(true)).isTrue();
        configure("a");
    }

    private void configure(String cwd) {
        run.file(
                "mcp.json",
                JsonText.write(Map.of(
                        "mcpServers",
                        Map.of(
                                "files",
                                Map.of(
                                        "command",
                                        "./server",
                                        "cwd",
                                        folder.resolve(cwd).toString())))));
    }

    @Test
    void itRunsThereAndItsFileBindsIt() throws IOException {
        Run.Result vet = run.run("vet");

        assertThat(vet.out()).contains("known by exact: file " + folder.resolve("a/server") + ", sha256:");
        assertThat(vet.status()).isEqualTo(Exit.FINE);
        assertThat(Path.of(run.read("a/where").strip()).toRealPath())
                .isEqualTo(folder.resolve("a").toRealPath());
        assertThat(run.run("verify").status()).isEqualTo(Exit.FINE);
    }

    @Test
    void theSameWordsInAnotherFolderAreAnotherServer() {
        assertThat(run.run("vet").status()).isEqualTo(Exit.FINE);
        configure("b");

        Run.Result verify = run.run("verify");

        assertThat(verify.out()).contains("moved files");
        assertThat(verify.status()).isEqualTo(Exit.FOUND);
    }

    @Test
    void aFileThatChangedThereIsSeen() {
        run.file("strict.yaml", "version: 1\nservers:\n  files:\n    identity:\n      files: pinned\n");
        assertThat(run.run("vet").status()).isEqualTo(Exit.FINE);
        run.file("a/server", run.read("a/server") + "# changed\n");

        assertThat(run.run("verify", "--policy", "strict.yaml").status()).isEqualTo(Exit.FOUND);
        assertThat(run.run("verify").out()).contains("its files are not those of the lock");
    }

    @Test
    void theSuggestedPolicyDoesNotHaveACommandThatRunsElsewhere() {
        assertThat(run.run("vet").out())
                .contains("# command: left out, because it runs in another folder")
                .doesNotContain("    command: [");
    }
}
