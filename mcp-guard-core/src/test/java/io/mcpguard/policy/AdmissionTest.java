package io.mcpguard.policy;

import static io.mcpguard.policy.Ruling.Effect.ALLOW;
import static io.mcpguard.policy.Ruling.Effect.REFUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Server;
import io.mcpguard.identity.Assurance;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {

    private static final Server CHILD =
            Server.command("files", List.of("java", "-jar", "files.jar")).checked();

    @Test
    void withoutAListBalancedUsesEveryServer() {
        assertThat(Policy.balanced().admits(CHILD))
                .hasToString("ALLOW preset balanced: no server is listed, so that each may be used");
        assertThat(Policy.balanced().tool("files", "read").effect()).isEqualTo(ALLOW);
    }

    @Test
    void withAListBalancedRefusesTheOthers() {
        Policy policy = Policy.balanced().server("mail", mail -> {});
        assertThat(policy.admits(CHILD)).hasToString("REFUSE preset balanced: the server is not listed");
        assertThat(policy.tool("files", "read").effect()).isEqualTo(REFUSE);
        assertThat(policy.server("files").may(ClientFeature.ROOTS)).isFalse();
        assertThat(policy.admits(Server.named("mail"))).hasToString("ALLOW builder servers.mail: the server is listed");
    }

    @Test
    void observeUsesEveryServerAndSaysSo() {
        Policy policy = Policy.observe().server("mail", mail -> mail.command("mail"));
        assertThat(policy.admits(CHILD))
                .hasToString("ALLOW preset observe: the server is not listed, which is recorded only");
        assertThat(policy.admits(Server.command("mail", List.of("other"))))
                .hasToString("ALLOW builder servers.mail.command: its command is not the one in the policy");
    }

    @Test
    void strictRefusesServersThatAreNotListed() {
        assertThat(Policy.strict().admits(CHILD)).hasToString("REFUSE preset strict: the server is not listed");
    }

    @Test
    void refusesAnotherCommand() {
        Policy policy = Policy.balanced().server("files", files -> files.command("java", "-jar", "files.jar"));
        assertThat(policy.admits(CHILD).effect()).isEqualTo(ALLOW);
        assertThat(policy.admits(Server.command("files", List.of("java", "-jar", "files.jar", "--key=secret"))))
                .hasToString("REFUSE builder servers.files.command: its command is not the one in the policy");
    }

    @Test
    void refusesAServerOfWhichNoMoreThanANameCanBeKnown() {
        Policy policy = Policy.balanced().server("files", files -> files.assurance(Assurance.VERSION));
        assertThat(policy.admits(npx("files@1.2.3")).effect()).isEqualTo(ALLOW);
        assertThat(policy.admits(npx("files")))
                .hasToString(
                        "REFUSE builder servers.files.identity.assurance: the policy wants assurance \"version\", and"
                                + " what its command starts is known as name: npm package files, in whatever version is found");
        assertThat(policy.admits(Server.named("files")).effect()).isEqualTo(REFUSE);
    }

    @Test
    void admitsAServerWhoseFilesAreStillToBeLookedAt() {
        Policy policy = Policy.balanced().server("files", files -> files.assurance(Assurance.EXACT));
        assertThat(policy.admits(CHILD).effect()).isEqualTo(ALLOW);
        assertThat(policy.admits(CHILD.measured(Map.of("files.jar", "sha256:aa"), false))
                        .effect())
                .isEqualTo(ALLOW);
        assertThat(policy.admits(CHILD.measured(Map.of(), false)).effect()).isEqualTo(REFUSE);
        assertThat(policy.admits(npx("files@1.2.3")).effect()).isEqualTo(REFUSE);
    }

    @Test
    void nobodyLooksAtTheFilesOfAnAssertedServer() {
        Policy policy = Policy.balanced().server("files", files -> files.assurance(Assurance.EXACT));
        assertThat(policy.admits(Server.command("files", List.of("java", "-jar", "files.jar")))
                        .effect())
                .isEqualTo(REFUSE);
    }

    @Test
    void observeOnlySaysThatTooLittleIsKnown() {
        Policy policy = Policy.observe().server("files", files -> files.assurance(Assurance.VERSION));
        assertThat(policy.admits(npx("files")).effect()).isEqualTo(ALLOW);
    }

    @Test
    void strictPinsFilesAndTheOthersRecordThem() {
        assertThat(Policy.strict().server("files", files -> {}).server("files").pinsFiles())
                .isTrue();
        assertThat(Policy.balanced()
                        .server("files", files -> {})
                        .server("files")
                        .pinsFiles())
                .isFalse();
        assertThat(Policy.strict()
                        .server("files", files -> files.pinFiles(false))
                        .server("files")
                        .pinsFiles())
                .isFalse();
    }

    private static Server npx(String spec) {
        return Server.command("files", List.of("npx", "-y", spec)).checked();
    }

    @Test
    void refusesAServerThatComesWithoutTheCommandToCompare() {
        Policy policy = Policy.balanced().server("files", files -> files.command("java", "-jar", "files.jar"));
        assertThat(policy.admits(Server.named("files")))
                .hasToString(
                        "REFUSE builder servers.files.command: the policy names a command, and the server was given without one");
        assertThat(policy.admits(Server.url("files", URI.create("https://x.example/")))
                        .effect())
                .isEqualTo(REFUSE);
    }

    @Test
    void saysTheLineOfTheFile() {
        Policy policy = Policy.parse("""
                version: 1
                servers:
                  files:
                    url: https://files.example/mcp
                """, "mcp-guard.yaml");
        assertThat(policy.admits(Server.url("files", URI.create("https://evil.example/mcp"))))
                .hasToString("REFUSE mcp-guard.yaml:4 servers.files.url: its URL is not the one in the policy");
        assertThat(policy.admits(Server.named("files")))
                .hasToString(
                        "REFUSE mcp-guard.yaml:4 servers.files.url: the policy names a URL, and the server was given without one");
    }

    @ParameterizedTest
    @CsvSource({
        "https://files.example/mcp",
        "HTTPS://FILES.example/mcp",
        "https://files.example:443/mcp",
        "https://files.example/mcp/",
    })
    void takesTheSameEndpointInAnotherSpelling(String url) {
        Policy policy = Policy.balanced().server("files", files -> files.url("https://files.example/mcp"));
        assertThat(policy.admits(Server.url("files", URI.create(url))).effect()).isEqualTo(ALLOW);
    }

    @ParameterizedTest
    @CsvSource({
        "http://files.example/mcp",
        "https://files.example:8443/mcp",
        "https://files.example/MCP",
        "https://files.example/mcp?x=1",
        "https://files.example/mcp#x",
        "https://ana@files.example/mcp",
        "https://files.example.evil.example/mcp",
        "https://files.example/mcp//",
        "https:files.example/mcp",
        "mailto:files.example",
    })
    void takesNoOtherEndpoint(String url) {
        Policy policy = Policy.balanced().server("files", files -> files.url("https://files.example/mcp"));
        assertThat(policy.admits(Server.url("files", URI.create(url))).effect()).isEqualTo(REFUSE);
    }

    @Test
    void strictWantsAnIdentityInThePolicy() {
        Policy policy = Policy.strict().server("files", files -> files.allowTools("*"));
        assertThat(policy.admits(CHILD))
                .hasToString(
                        "REFUSE preset strict: strict wants a command or a url in the policy, to compare the server with");
    }

    @Test
    void strictWantsACheckedTransport() {
        Policy policy = Policy.strict().server("files", files -> files.command("java", "-jar", "files.jar"));
        assertThat(policy.admits(Server.command("files", CHILD.command())))
                .hasToString(
                        "REFUSE preset strict: strict wants a transport that the guard makes from the checked command or URL");
        assertThat(policy.admits(CHILD)).hasToString("ALLOW builder servers.files.command: the server is listed");
    }
}
