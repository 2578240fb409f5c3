package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.test.TestServer;
import io.mcpguard.test.TestServers;
import io.mcpguard.test.Trees;
import io.mcpguard.test.transport.HttpTestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An approval counts for what was shown, and for nothing else. */
class ApproveTest {

    private static final String LOCK = "mcp-guard.lock";

    @TempDir
    private Path folder;

    private final TestServer server = TestServers.files();
    private HttpTestServer http;
    private Run run;

    @BeforeEach
    void holdTwoChanges() {
        http = HttpTestServer.start(server);
        run = new Run(folder);
        point(http);
        run.run("vet");
        describe("read_file", "Returns all text of a file.");
        describe("list_files", "Lists the names of some files.");
        run.run("vet");
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private void point(HttpTestServer at) {
        run.file("mcp.json", "{\"mcpServers\": {\"files\": {\"type\": \"http\", \"url\": \"" + at.url() + "\"}}}");
    }

    private void describe(String tool, String description) {
        server.replaceTool(tool, definition -> Trees.with(definition, "description", description));
    }

    @Test
    void eachIsAskedForAndTheOthersStayHeld() {
        Run.Result result = run.answering("y\nn\n").run("approve", "files");

        assertThat(result.out()).contains("1 of 2 approved");
        assertThat(result.status()).isEqualTo(Exit.FOUND);
        assertThat(run.run("approve").out()).contains("1 held.");
    }

    @Test
    void aLockThatChangesUnderTheQuestionIsNotApproved() {
        String lock = run.read(LOCK);
        String changed = lock.replace("\"seen\"", "\"approved\"");

        Run.Result result =
                run.answering("y\ny\n", () -> run.file(LOCK, changed)).run("approve", "files");

        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(result.err()).contains("somebody else changed it since it was shown", "run the command again");
        assertThat(run.read(LOCK)).isEqualTo(changed);
    }

    @Test
    void aLockThatGoesAwayUnderTheQuestionIsNotWrittenAnew() {
        Run.Result result = run.answering(
                        "y\ny\n",
                        () -> assertThat(folder.resolve(LOCK).toFile().delete()).isTrue())
                .run("approve", "files");

        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(folder.resolve(LOCK)).doesNotExist();
    }

    @Test
    void yesSaysYesToAll() {
        Run.Result result = run.run("approve", "--all", "--yes");

        assertThat(result.out()).contains("2 of 2 approved");
        assertThat(result.err()).isEmpty();
        assertThat(run.run("verify").status()).isEqualTo(Exit.FINE);
    }

    @Test
    void whereNobodySitsAllIsShownAndNothingIsApproved() {
        String lock = run.read(LOCK);

        Run.Result result = run.run("approve", "files", "tool", "read_file");

        assertThat(result.status()).isEqualTo(Exit.FOUND);
        assertThat(result.out()).contains("Returns [-the-]{+all+} text", "0 of 1 approved.");
        assertThat(result.err()).contains("standard input is no terminal; give --yes");
        assertThat(run.read(LOCK)).isEqualTo(lock);
    }

    @Test
    void aMovedServerIsShownAtBothPlacesAndMovesInTheLock() {
        run.run("approve", "--all", "--yes");
        try (HttpTestServer other = HttpTestServer.start(server)) {
            point(other);
            Run.Result moved = run.run("verify");
            Run.Result refused = run.answering("n\n").run("approve", "files", "identity");
            String before = run.read(LOCK);
            Run.Result approved = run.answering("y\n").run("approve", "files", "identity");

            assertThat(moved.status()).isEqualTo(Exit.FOUND);
            assertThat(moved.out()).contains("if that is right: mcp-guard approve files identity");
            assertThat(refused.status()).isEqualTo(Exit.FOUND);
            assertThat(before).contains(http.url().toString());
            assertThat(approved.out())
                    .contains("- url: \"" + http.url() + "\"", "+ url: \"" + other.url() + "\"", "1 of 1 approved");
            assertThat(approved.status()).isEqualTo(Exit.FINE);
            assertThat(run.read(LOCK)).contains(other.url().toString(), "\"approved\"");
            assertThat(run.run("verify").status()).isEqualTo(Exit.FINE);
        }
    }

    @Test
    void filesThatWereBuiltAnewAreApprovedByTheirDigest() {
        String program = run.program("program", "files");
        run.file("mcp.json", "{\"mcpServers\": {\"built\": {\"command\": \"" + program + "\"}}}");
        run.run("vet");
        run.file("program", run.read("program") + "# built anew\n");

        Run.Result approved = run.answering("y\n").run("approve", "built", "identity");

        assertThat(approved.out()).contains("- files " + program + ": \"sha256:", "+ files " + program + ": \"sha256:");
        assertThat(run.run("verify").out()).doesNotContain("its files are not those");
        assertThat(run.run("approve", "built", "identity").out()).contains("The lock has it there already.");
    }

    @Test
    void aServerThatIsNotConfiguredHasNoPlace() {
        run.file("mcp.json", "{\"mcpServers\": {\"other\": {\"command\": \"x\"}}}");

        Run.Result result = run.run("approve", "files", "identity", "--yes");

        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(result.err()).contains("files: no such server in the configuration", "--config");
    }
}
