package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Server;
import io.mcpguard.cli.lock.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a secret in its command is checked with the key of the lock. */
class LockKeyTest {

    private static final String PASSWORD = "--password=sunny";

    @TempDir
    private Path folder;

    private Run run;
    private Path key;

    @BeforeEach
    void vet() {
        run = new Run(folder);
        key = folder.resolve(".mcp-guard.lock.key");
        configure("sunny");
        assertThat(run.run("vet").out()).doesNotContain("sunny", "=sha256:");
        assertThat(run.read("mcp-guard.lock")).contains("--password=hmac-sha256:");
    }

    private void configure(String password) {
        String program = run.program("files-server", "files");
        run.file(
                "mcp.json",
                "{\"mcpServers\": {\"files\": {\"command\": \"/bin/sh\", \"args\": [\"" + program + "\", \"--password="
                        + password + "\"]}}}");
    }

    @Test
    void withTheKeyAllIsTheSame() {
        assertThat(run.run("verify").out()).startsWith("same files");
        assertThat(run.run("approve", "files", "identity").out()).contains("The lock has it there already.");
    }

    @Test
    void withoutTheKeyNobodyCanSay() throws IOException {
        Files.delete(key);

        Run.Result result = run.run("verify");
        assertThat(result.out())
                .startsWith("unknown files")
                .contains("it is pinned with secrets that cannot be compared", "set MCP_GUARD_LOCK_KEY to it")
                .doesNotContain("sunny");
        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
    }

    @Test
    void anotherSecretIsAnotherServerUntilItIsApproved() {
        configure("rainy");
        assertThat(run.run("verify").status()).isEqualTo(Exit.FOUND);

        assertThat(run.run("approve", "files", "identity", "--yes").out()).doesNotContain("rainy");
        assertThat(run.run("verify").status()).isEqualTo(Exit.FINE);
    }

    @Test
    void approvalsThatUpgradeAnOldLockAreNoEditOfSomebodyElse() throws IOException {
        Server server = Server.command(
                "files", List.of("/bin/sh", folder.resolve("files-server").toString(), PASSWORD));
        Object old = ((List<?>) Place.of(server).identity().get("command")).get(2);
        run.file(
                "mcp-guard.lock",
                run.read("mcp-guard.lock")
                        .replaceAll("--password=hmac-sha256:[0-9a-f:]*", String.valueOf(old))
                        .replace("\"seen\"", "\"held\""));
        Files.delete(key);

        assertThat(run.run("approve", "--all", "--yes").status()).isEqualTo(Exit.FINE);
        assertThat(run.read("mcp-guard.lock"))
                .contains("--password=hmac-sha256:")
                .doesNotContain("=sha256:", "\"held\"");
        assertThat(run.run("verify").status()).isEqualTo(Exit.FINE);
    }
}
