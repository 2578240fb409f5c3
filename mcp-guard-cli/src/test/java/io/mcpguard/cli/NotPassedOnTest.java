package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What child processes do not get, and what systems cannot pass on to them. */
class NotPassedOnTest {

    @TempDir
    private Path folder;

    private Run run;

    @BeforeEach
    void set() {
        run = new Run(folder);
        run.file("mcp.json", "{\"mcpServers\": {\"a\": {\"command\": \"false\"}}}");
    }

    @Test
    void proxiesAndCertificatesAreNamedWhenAServerDoesNotComeUp() {
        run.set("HTTPS_PROXY", "http://user:password@proxy")
                .set("no_proxy", "local")
                .set("OTHER", "x");

        Run.Result vet = run.run("vet");

        assertThat(vet.out())
                .contains(
                        "its process ended with status 1, and it wrote nothing to stderr. Set here and not passed on to it: HTTPS_PROXY, no_proxy; "
                                + "if it needs them: --env HTTPS_PROXY --env no_proxy")
                .doesNotContain("password", "OTHER");
        assertThat(vet.status()).isEqualTo(Exit.UNKNOWN);
    }

    @Test
    void nothingIsNamedThatIsPassedOnOrNotSet() {
        run.set("HTTPS_PROXY", "http://proxy");

        assertThat(run.run("vet", "--env", "HTTPS_PROXY").out()).doesNotContain("not passed on");
        assertThat(new Run(folder).run("vet").out())
                .contains("its process ended with status 1")
                .doesNotContain("not passed on");
    }

    @Test
    void whatThePolicyPassesOnIsPassedOnAsAGuardDoes() {
        run.set("HTTPS_PROXY", "http://proxy");
        run.program("server", "files");
        run.file("server", run.read("server").replace("exec ", "[ -n \"$HTTPS_PROXY\" ] || exit 7\nexec "));
        run.file("mcp.json", "{\"mcpServers\": {\"a\": {\"command\": \"" + folder.resolve("server") + "\"}}}");
        run.file("other.yaml", "version: 1\nservers:\n  b:\n    env: [HTTPS_PROXY]\n");
        run.file("policy.yaml", "version: 1\nservers:\n  a:\n    env: [HTTPS_PROXY, NOT_SET]\n");

        assertThat(run.run("vet", "--policy", "other.yaml").out()).contains("its process ended with status 7");
        assertThat(run.run("vet", "--policy", "policy.yaml").status()).isEqualTo(Exit.FINE);
        assertThat(run.run("verify", "--policy", "policy.yaml").status()).isEqualTo(Exit.FINE);
    }

    /** It would be started with a question mark in its place, which is another server. */
    @Test
    void whatCannotBePassedOnIsNoOtherServer() {
        run.file("mcp.json", "{\"mcpServers\": {\"a\": {\"command\": \"true\", \"args\": [\"\\ud800\"]}}}");

        Run.Result vet = run.run("vet");

        assertThat(vet.out()).contains("characters that cannot be passed on");
        assertThat(vet.status()).isEqualTo(Exit.UNKNOWN);
    }
}
