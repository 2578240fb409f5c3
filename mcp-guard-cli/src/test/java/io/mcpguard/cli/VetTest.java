package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.policy.Policy;
import io.mcpguard.test.HiddenText;
import io.mcpguard.test.TestServer;
import io.mcpguard.test.TestServers;
import io.mcpguard.test.transport.HttpTestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VetTest {

    @TempDir
    private Path folder;

    private Run run;

    @BeforeEach
    void set() {
        run = new Run(folder);
    }

    @Test
    void anHonestServerIsWrittenToTheLock() {
        run.file("mcp.json", Run.mcpJson(Map.of("files", "files")));

        Run.Result result = run.run("vet");

        assertThat(result.out())
                .contains("seen tool read_file: Returns the text of a file.", "Suggested mcp-guard.yaml:");
        assertThat(result.status()).isEqualTo(Exit.FINE);
        assertThat(run.read("mcp-guard.lock")).contains("\"read_file\"", "\"summarize\"", "\"state\": \"seen\"");
    }

    @Test
    void aPoisonedServerIsShownEscapedAndHeld() {
        run.file("mcp.json", Run.mcpJson(Map.of("files", "poisoned")));

        Run.Result result = run.run("vet");

        assertThat(result.status()).isEqualTo(Exit.FOUND);
        assertThat(result.out())
                .contains("held tool read_file", "secret-file-order at /description", "seen tool list_files")
                .contains("\\u{1b}[8m")
                .doesNotContain("\u001b", HiddenText.tags("B"));
        assertThat(run.read("mcp-guard.lock")).contains("\"state\": \"held\"");
    }

    @Test
    void valuesOfTheEnvironmentAreNeverPrinted() {
        run.file("mcp.json", Run.mcpJson(Map.of("files", "files")));

        Run.Result result = run.run("vet");

        assertThat(result.out() + result.err() + run.read("mcp-guard.lock")).doesNotContain("very-secret-value");
        assertThat(result.out()).contains("env: [\"API_TOKEN\"]");
    }

    @Test
    void theSuggestedPolicyIsOneThatTheGuardReads() {
        run.file("mcp.json", Run.mcpJson(Map.of("files", "poisoned")));

        Run.Result result = run.run("vet", "--policy-out", "suggested.yaml");

        Policy policy = Policy.load(folder.resolve("suggested.yaml"));
        assertThat(policy.tool("files", "list_files").effect()).hasToString("ALLOW");
        assertThat(policy.tool("files", "read_file").effect()).hasToString("REFUSE");
        assertThat(result.out()).doesNotContain("version: 1");
    }

    @Test
    void aFileThatIsThereIsNotOverwrittenByTheSuggestedPolicy() {
        run.file("mcp.json", Run.mcpJson(Map.of("files", "files"))).file("mine.yaml", "version: 1\n");

        Run.Result result = run.run("vet", "--policy-out", "mine.yaml");

        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(result.err()).contains("mine.yaml: is there already and stays as it is");
        assertThat(run.read("mine.yaml")).isEqualTo("version: 1\n");
    }

    @Test
    void oneServerThatCannotBeReachedDoesNotCostTheOthers() {
        run.file(
                "mcp.json",
                Run.mcpJson(Map.of("files", "files"))
                        .replace(
                                "\"mcpServers\": {", "\"mcpServers\": {\"gone\": {\"command\": \"no-such-program\"},"));

        Run.Result result = run.run("vet");

        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(result.out())
                .contains(
                        "gone  no-such-program (mcp.json)",
                        "not known: ",
                        "is \"no-such-program\" installed, and on the PATH?",
                        "seen tool read_file");
    }

    @Test
    void noPolicyIsWrittenThatLacksServers() {
        run.file("mcp.json", "{\"mcpServers\": {\"gone\": {\"command\": \"no-such-program\"}}}");

        Run.Result result = run.run("vet", "--policy-out", "mcp-guard.yaml");

        assertThat(result.out()).contains("mcp-guard.yaml is not written");
        assertThat(folder.resolve("mcp-guard.yaml")).doesNotExist();
    }

    @Test
    void variablesOfTheEnvironmentArePassedOnByName() {
        run.file("mcp.json", Run.mcpJson(Map.of("files", "files"))).set("HTTPS_PROXY", "secret-proxy");

        Run.Result passed = run.run("vet", "--dry-run", "--env", "HTTPS_PROXY");
        Run.Result unset = run.run("vet", "--env", "NOT_SET");

        assertThat(passed.out())
                .contains("env: [\"API_TOKEN\", \"HTTPS_PROXY\"]")
                .doesNotContain("secret-proxy");
        assertThat(unset.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(unset.err()).contains("--env NOT_SET: not set in the environment");
    }

    @Test
    void aNameThatThePolicyGivesToAnotherServerIsHeldAsInARunningGuard() {
        run.file("mcp-guard.yaml", "version: 1\nservers:\n  mail:\n    tools:\n      allow: [read_file]\n  other: {}\n")
                .file("mcp.json", Run.mcpJson(Map.of("other", "files")));

        Run.Result result = run.run("vet", "--policy", "mcp-guard.yaml");

        assertThat(result.out()).contains("held tool read_file", "seen tool list_files");
        assertThat(result.status()).isEqualTo(Exit.FOUND);
    }

    @Test
    void theServerToWhichThePolicyGivesANameHasIt() {
        run.file("mcp-guard.yaml", "version: 1\nservers:\n  mail:\n    tools:\n      allow: [read_file]\n  other: {}\n")
                .file("mcp.json", Run.mcpJson(Map.of("mail", "files")));

        assertThat(run.run("vet", "--policy", "mcp-guard.yaml").out()).contains("seen tool read_file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1\nservers: {prod: {}, dev: {same_as: prod}}\n",
                "version: 1\nnames: {exposed: prefixed}\nservers: {prod: {}, dev: {}}\n"
            })
    void namesThatDoNotCollideInARunningGuardDoNotHere(String policy) {
        run.file("mcp-guard.yaml", policy).file("mcp.json", Run.mcpJson(Map.of("prod", "files", "dev", "files")));

        Run.Result result = run.run("vet", "--policy", "mcp-guard.yaml");

        assertThat(result.out()).contains("seen tool read_file").doesNotContain("held tool");
        assertThat(result.status()).isEqualTo(Exit.FINE);
    }

    @Test
    void aNameThatTwoNewServersAskForIsShownAsHeldOfBoth() {
        run.file("mcp.json", Run.mcpJson(Map.of("one", "files", "two", "files")));

        Run.Result result = run.run("vet");

        long held = run.read("mcp-guard.lock")
                .lines()
                .filter(line -> line.contains("\"state\": \"held\""))
                .count();
        assertThat(held).isEqualTo(12);
        assertThat(result.out())
                .contains("8 declarations are trusted, 12 are held", "another new server declares this name too");
        assertThat(result.out().substring(result.out().indexOf("Suggested")))
                .as("the suggestion gives the name to neither")
                .doesNotContain("- \"read_file\"")
                .contains("# left out: \"read_file\"");
        assertThat(result.status()).isEqualTo(Exit.FOUND);
    }

    @Test
    void aPackageWithoutAVersionIsPointedOut() {
        run.file(
                "mcp.json",
                "{\"mcpServers\": {\"a\": {\"command\": \"/no/such/npx\", \"args\": [\"-y\", \"files\"]}, "
                        + "\"b\": {\"command\": \"/no/such/npx\", \"args\": [\"-y\", \"files@1.2.3\"]}}}");

        assertThat(run.run("vet").out()).contains("1 package is known by name alone", "Pin a version");
    }

    @Test
    void aServerOverHttpIsVetted() {
        try (HttpTestServer http = HttpTestServer.start(TestServers.files())) {
            Run.Result result =
                    run.run("vet", "--server", "files", "--url", http.url().toString());

            assertThat(result.out()).contains("seen tool read_file").contains("url: \"" + http.url() + "\"");
            assertThat(result.status()).isEqualTo(Exit.FINE);
        }
    }

    @Test
    void aServerOverSseIsVetted() {
        try (HttpTestServer http = HttpTestServer.start(TestServers.files())) {
            Run.Result result =
                    run.run("vet", "--server", "files", "--url", http.sseUrl().toString());

            assertThat(result.out()).contains("seen tool read_file");
            assertThat(result.status()).isEqualTo(Exit.FINE);
        }
    }

    @Test
    void aServerOfTheCommandLineIsVetted() {
        var args = new ArrayList<>(List.of("vet", "--server", "mail", "--"));
        args.addAll(Run.line(TestServers.stdio("mail")));

        Run.Result result = run.run(args.toArray(String[]::new));

        assertThat(result.out()).contains("seen tool send_email");
        assertThat(result.status()).isEqualTo(Exit.FINE);
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() {
        var silent = TestServer.named("silent").on("initialize", params -> null);
        try (HttpTestServer http = HttpTestServer.start(silent)) {
            Run.Result result = run.run(
                    "vet",
                    "--server",
                    "silent",
                    "--timeout",
                    "1",
                    "--url",
                    http.url().toString());

            assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
            assertThat(result.out()).contains("within 1 s; give it more with --timeout");
        }
    }

    @Test
    void aServerThatTellsTheGuardOtherwiseThanTheClientIsCaught() {
        var twoFaced = TestServers.named("rug-pull-lists");
        try (HttpTestServer http = HttpTestServer.start(twoFaced)) {
            Run.Result result =
                    run.run("vet", "--server", "files", "--url", http.url().toString());

            assertThat(result.out()).contains("it told the client otherwise than the guard");
            assertThat(result.status()).isEqualTo(Exit.FOUND);
        }
    }

    @Test
    void aDryRunWritesNothing() {
        run.file("mcp.json", Run.mcpJson(Map.of("files", "files")));

        Run.Result result = run.run("vet", "--dry-run", "--json");

        assertThat(result.status()).isEqualTo(Exit.FINE);
        assertThat(folder.resolve("mcp-guard.lock")).doesNotExist();
        List<?> servers = (List<?>) result.json().get("servers");
        assertThat(((Map<?, ?>) servers.get(0)).get("server_info"))
                .isEqualTo(Map.of("name", "files", "version", "1.0.0"));
    }

    @Test
    void aNewServerWhoseNameLooksLikeOneInTheLockIsSuspicious() throws Exception {
        run.file("mcp.json", Run.mcpJson(Map.of("files", "files")));
        run.run("vet");
        Files.delete(folder.resolve("mcp.json"));
        run.file("mcp.json", Run.mcpJson(Map.of("fi\u04cfes", "converter")));

        Run.Result result = run.run("vet");

        assertThat(result.status()).isEqualTo(Exit.FOUND);
        assertThat(result.out()).contains("its name: ", "is like");
    }

    @Test
    void aFolderWithoutServersIsToldWhatToDo() {
        Run.Result result = run.run("vet");

        assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
        assertThat(result.err())
                .startsWith("mcp-guard: no servers: this folder has no mcp.json")
                .contains("--config");
    }
}
