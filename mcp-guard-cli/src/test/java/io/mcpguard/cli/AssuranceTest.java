package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.test.TestServers;
import io.mcpguard.test.transport.HttpTestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever a server is shown, it is shown how much of it is bound. */
class AssuranceTest {

    @TempDir
    private Path folder;

    private Run run;

    @BeforeEach
    void vet() {
        run = new Run(folder);
        String program = run.program("files-server", "files");
        run.file("mcp.json", "{\"mcpServers\": {\"files\": {\"command\": \"" + program + "\"}}}");
        vetted = run.run("vet");
    }

    private Run.Result vetted;

    @Test
    void vetShowsItAndWritesItToTheLock() {
        assertThat(vetted.out()).contains("known by exact: file " + folder.resolve("files-server") + ", sha256:");
        assertThat(run.read("mcp-guard.lock")).contains("\"assurance\": \"exact\"", "files-server\": \"sha256:");
    }

    @Test
    void verifyAndDiffShowIt() {
        assertThat(run.run("verify").out()).startsWith("same files  exact: file ");
        assertThat(run.run("diff").out()).startsWith("same files  exact: file ");
    }

    @Test
    void approveShowsIt() {
        assertThat(run.run("approve", "files", "--seen").out()).contains("known by exact: file ");
    }

    @Test
    void jsonHasIt() {
        for (String[] command :
                List.of(new String[] {"vet", "--json", "--dry-run"}, new String[] {"verify", "--json"}, new String[] {
                    "diff", "--json"
                })) {
            Map<?, ?> server = (Map<?, ?>) ((List<?>) run.run(command).json().get("servers")).get(0);

            assertThat(server.get("assurance")).isEqualTo("exact");
            assertThat((String) server.get("assurance_sentence")).startsWith("exact: file ");
        }
    }

    @Test
    void aServerThatNobodyVettedHasItToo() {
        Run.Result result = run.run(
                "verify",
                "--server",
                "other",
                "--",
                folder.resolve("files-server").toString());

        assertThat(result.out()).startsWith("not vetted other: ").contains("known by exact: file ");
    }

    @Test
    void aUrlIsKnownByNameAlone() {
        try (HttpTestServer http = HttpTestServer.start(TestServers.files())) {
            Run.Result result =
                    run.run("vet", "--server", "web", "--url", http.url().toString());

            assertThat(result.out()).contains("known by name: whoever answers at http://");
        }
    }

    @Test
    void otherFilesAreShownAndCountOnlyWhereThePolicyBindsThem() {
        run.program("files-server", "files");
        run.file("files-server", run.read("files-server") + "# built anew\n");

        Run.Result recorded = run.run("verify");
        run.file("mcp-guard.yaml", "version: 1\nservers:\n  files:\n    identity: {files: pinned}\n");
        Run.Result pinned = run.run("verify");

        assertThat(recorded.out())
                .startsWith("same files")
                .contains("its files are not those of the lock", "mcp-guard approve files identity");
        assertThat(recorded.status()).isEqualTo(Exit.FINE);
        assertThat(pinned.out()).startsWith("moved files").contains("it was not started");
        assertThat(pinned.status()).isEqualTo(Exit.FOUND);
    }
}
