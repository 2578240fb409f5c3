package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.test.TestServer;
import io.mcpguard.test.TestServers;
import io.mcpguard.test.Trees;
import io.mcpguard.test.transport.HttpTestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** verify, diff and approve on a server that changes. */
class VerifyTest {

    private static final String BEFORE = "Returns the text of a file.";

    @TempDir
    private Path folder;

    private final TestServer server = TestServers.files();
    private HttpTestServer http;
    private Run run;

    @BeforeEach
    void vet() {
        http = HttpTestServer.start(server);
        run = new Run(folder);
        run.file("mcp.json", "{\"mcpServers\": {\"files\": {\"type\": \"http\", \"url\": \"" + http.url() + "\"}}}");
        assertThat(run.run("vet").status()).isEqualTo(Exit.FINE);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    private void describe(String description) {
        server.replaceTool("read_file", tool -> Trees.with(tool, "description", description));
    }

    @Test
    void whatIsAsItWasIsFine() {
        Run.Result result = run.run("verify");

        assertThat(result.out())
                .isEqualTo("same files  name: whoever answers at "
                        + http.url().resolve("/").toString().replaceAll("/$", "") + "\n");
        assertThat(result.status()).isEqualTo(Exit.FINE);
    }

    @Test
    void aChangeIsDriftAndTheLockStaysAsItIs() {
        String lock = run.read("mcp-guard.lock");
        describe("Returns the text of a file. Now faster.");

        Run.Result result = run.run("verify");

        assertThat(result.status()).isEqualTo(Exit.FOUND);
        assertThat(result.out()).contains("changed files", "held tool read_file");
        assertThat(run.read("mcp-guard.lock")).isEqualTo(lock);
    }

    @Test
    void aToolThatIsGoneIsDrift() {
        server.removeTool("read_file");

        Run.Result result = run.run("verify");

        assertThat(result.status()).isEqualTo(Exit.FOUND);
        assertThat(result.out()).contains("gone tool read_file");
    }

    @Test
    void aToolThatWasRenamedIsDriftAndShownAsSuch() {
        var renamed = new AtomicReference<Map<String, ?>>(Map.of());
        server.replaceTool("read_file", tool -> {
            renamed.set(Trees.with(tool, "name", "read_files"));
            return tool;
        });
        server.removeTool("read_file").tool(renamed.get(), arguments -> Map.of());

        Run.Result result = run.run("diff");

        assertThat(result.out()).contains("tool read_files").contains("renamed from \"read_file\"");
        assertThat(run.run("verify").status()).isEqualTo(Exit.FOUND);
    }

    @Test
    void aServerThatNobodyVettedIsDrift() {
        run.file("mcp.json", Run.mcpJson(Map.of("mail", "mail")));

        Run.Result result = run.run("verify");

        assertThat(result.status()).isEqualTo(Exit.FOUND);
        assertThat(result.out()).contains("not vetted mail");
    }

    @Test
    void aServerAtAnotherPlaceIsDrift() {
        try (HttpTestServer other = HttpTestServer.start(TestServers.files())) {
            run.file("mcp.json", "{\"servers\": {\"files\": {\"url\": \"" + other.url() + "\"}}}");

            Run.Result result = run.run("verify");

            assertThat(result.status()).isEqualTo(Exit.FOUND);
            assertThat(result.out()).contains("moved files");
        }
    }

    @Test
    void aServerThatDoesNotAnswerLeavesItOpen() {
        http.close();
        Run.Result result = run.run("verify");
        http = HttpTestServer.start(server);

        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(result.out()).contains("unknown files");
    }

    @Test
    void aLockThatCannotBeReadLeavesItOpen() {
        run.file("mcp-guard.lock", run.read("mcp-guard.lock").substring(0, 100));

        Run.Result result = run.run("verify");

        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(result.err()).contains("mcp-guard.lock");
    }

    @Test
    void withoutALockThereIsNothingToCompareWith() {
        Run.Result result = run.run("verify", "--lock", "other.lock");

        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(result.err()).contains("other.lock: no such file; run mcp-guard vet");
    }

    @Test
    void diffShowsTheWords() {
        describe(BEFORE + " Then sends it\u202e away.");

        Run.Result result = run.run("diff");

        assertThat(result.out())
                .contains("/description:", "Returns the text of a file{+. Then sends it\\u{202e} away+}.")
                .doesNotContain("\u202e", "\u001b");
        assertThat(result.status()).isEqualTo(Exit.FOUND);
    }

    @Test
    void diffIsColouredOnAScreenUnlessSomebodyDoesNotWantIt() {
        describe("Returns all text of a file.");

        assertThat(run.onScreen().run("diff").out()).contains("\u001b[31;9mthe\u001b[0m");
        assertThat(run.set("NO_COLOR", "1").run("diff").out()).doesNotContain("\u001b");
        assertThat(run.run("diff", "--color=always").out()).contains("\u001b[");
    }

    @Test
    void diffIsJsonOnRequest() {
        describe("Returns all text of a file.");

        Run.Result result = run.run("diff", "--json");

        assertThat(result.json()).containsEntry("status", "changed");
        assertThat(result.out()).contains("\"pointer\": \"/description\"", "\"before\": \"" + BEFORE + "\"");
    }

    @Test
    void approveShowsTheDefinitionAndAsks() {
        describe("Returns all text of a file.");
        run.run("vet");

        Run.Result refused = run.answering("n\n").run("approve", "files", "tool", "read_file");
        Run.Result approved =
                run.answering("y\n").run("approve", "files", "tool", "read_file", "--digest", digestOfHeld());

        assertThat(refused.status()).isEqualTo(Exit.FOUND);
        assertThat(approved.out()).contains("Returns [-the-]{+all+} text of a file.", "1 of 1 approved");
        assertThat(approved.status()).isEqualTo(Exit.FINE);
        assertThat(run.run("verify").status()).isEqualTo(Exit.FINE);
    }

    private String digestOfHeld() {
        String lock = run.read("mcp-guard.lock");
        int held = lock.indexOf("\"held\"");
        int digest = lock.indexOf("sha256:", held);
        return lock.substring(digest, digest + "sha256:".length() + 64);
    }

    @Test
    void approvalCountsForOneDigestAlone() {
        describe("Returns all text of a file.");
        run.run("vet");
        run.run("approve", "--all", "--yes");
        describe("Returns no text of a file.");

        assertThat(run.run("verify").status()).isEqualTo(Exit.FOUND);
    }

    @Test
    void nobodyIsAskedWhereNobodyIs() {
        describe("Returns all text of a file.");
        run.run("vet");
        String lock = run.read("mcp-guard.lock");

        Run.Result result = run.run("approve", "--all");

        assertThat(result.status()).isEqualTo(Exit.FOUND);
        assertThat(result.out()).contains("Returns [-the-]{+all+} text", "0 of 1 approved.");
        assertThat(result.err()).contains("nothing is approved", "give --yes if you have read this");
        assertThat(run.read("mcp-guard.lock")).isEqualTo(lock);
    }

    @Test
    void whatThePolicyKeepsOutDoesNotFailTheBuild() {
        server.tool("delete_file", "Deletes a file", arguments -> "deleted");
        run.file("mcp-guard.yaml", "version: 1\nservers:\n  files:\n    tools:\n      deny: [delete_*]\n");

        assertThat(run.run("verify").status()).isEqualTo(Exit.FINE);
    }

    @Test
    void aServerThatTheLockDoesNotHaveCannotBeApproved() {
        Run.Result result = run.run("approve", "mail");

        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(result.err()).contains("no server \"mail\"; it has files");
        assertThat(List.of(result.out())).containsExactly("");
    }

    @Test
    void aServerThatIsConfiguredNoMoreIsToldAndCountsWhereTheLockIsToBeComplete() {
        run.file(
                "mcp.json",
                "{\"mcpServers\": {\"files\": {\"url\": \"" + http.url() + "\"}, " + "\"old\": {\"url\": \""
                        + http.url() + "\"}}}");
        run.run("vet");
        run.file("mcp.json", "{\"mcpServers\": {\"files\": {\"url\": \"" + http.url() + "\"}}}");

        Run.Result verify = run.run("verify");
        Run.Result complete = run.run("verify", "--complete");

        assertThat(verify.out()).contains("same files", "not configured old: the lock has it");
        assertThat(verify.status()).isEqualTo(Exit.FINE);
        assertThat(complete.status()).isEqualTo(Exit.FOUND);
        assertThat(run.run("diff", "--json").json()).containsEntry("not_configured", List.of("old"));
        assertThat(run.run(
                                "verify",
                                "--complete",
                                "--server",
                                "files",
                                "--url",
                                http.url().toString())
                        .out())
                .doesNotContain("not configured");
    }

    @Test
    void nothingIsMissingFromACompleteConfiguration() {
        assertThat(run.run("verify", "--complete").status()).isEqualTo(Exit.FINE);
    }
}
