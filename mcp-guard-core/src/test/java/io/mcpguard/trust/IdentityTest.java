package io.mcpguard.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Server;
import io.mcpguard.json.JsonText;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {

    private static final String SECRET = "hunter2-hunter2";

    private static String command(String... arguments) {
        var command = new java.util.ArrayList<>(List.of("run"));
        command.addAll(List.of(arguments));
        return JsonText.write(Identity.of(Server.command("files", command)));
    }

    private static String url(String url) {
        return JsonText.write(Identity.of(Server.url("files", URI.create(url))));
    }

    @Test
    void commandIsKeptAsItIs() {
        assertThat(command("-y", "@modelcontextprotocol/server-filesystem@2026.8.31", "/home/ana/docs", "--port=80"))
                .isEqualTo("{\"command\":[\"run\",\"-y\",\"@modelcontextprotocol/server-filesystem@2026.8.31\","
                        + "\"/home/ana/docs\",\"--port=80\"]}");
    }

    @Test
    void urlIsKeptAsItIs() {
        assertThat(url("https://mcp.example.com:8443/v1/mcp"))
                .isEqualTo("{\"url\":\"https://mcp.example.com:8443/v1/mcp\"}");
    }

    @Test
    void hostNamesHaveNoCase() {
        assertThat(url("HTTPS://MCP.Example.com/Mcp")).isEqualTo(url("https://mcp.example.com/Mcp"));
        assertThat(url("https://mcp.example.com/mcp")).isNotEqualTo(url("https://mcp.example.com/Mcp"));
    }

    @Test
    void nameAloneIsNoPlace() {
        assertThat(Identity.of(Server.named("files"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--api-key=hunter2-hunter2",
                "--api-key hunter2-hunter2",
                "--header Authorization:hunter2-hunter2",
                "-H X-Custom:hunter2-hunter2",
                "-e FOO=hunter2-hunter2",
                "GITHUB_TOKEN=hunter2-hunter2",
                "-Dmail.password=hunter2-hunter2",
                "X-Api-Key:hunter2-hunter2",
                "postgres://ana:hunter2-hunter2@db.example.com/sales",
                "--dsn=x;hunter2-hunter2",
                "--url=https://mcp.example.com/?sig=hunter2-hunter2",
                "https://mcp.example.com/#hunter2-hunter2",
            })
    void secretsOfACommandAreNotShown(String arguments) {
        assertThat(command(arguments.split(" "))).doesNotContain(SECRET).contains("sha256:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sk-proj-1234abcd5678efgh9012", "ghp_16C7e42F292c6912E7710c838347Ae178B4a", "eyJhbGciOiJI.e30.x"
            })
    void bareTokensOfACommandAreNotShown(String token) {
        assertThat(command(token)).doesNotContain(token).contains("sha256:");
        assertThat(url("https://mcp.example.com/s/" + token + "/mcp")).doesNotContain(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ana:hunter2-hunter2@mcp.example.com/mcp",
                "https://mcp.example.com/mcp?key=hunter2-hunter2",
                "https://mcp.example.com?hunter2-hunter2",
            })
    void secretsOfAUrlAreNotShown(String url) {
        assertThat(url(url)).doesNotContain(SECRET).contains("mcp.example.com").contains("sha256:");
    }

    @Test
    void nameOfASecretStays() {
        assertThat(command("--api-key=" + SECRET)).contains("--api-key=sha256:");
        assertThat(command("-e", "GITHUB_TOKEN=" + SECRET)).contains("GITHUB_TOKEN=sha256:");
    }

    @Test
    void otherSecretIsAnotherIdentity() {
        assertThat(command("--api-key=one"))
                .isNotEqualTo(command("--api-key=two"))
                .isEqualTo(command("--api-key=one"));
    }

    @Test
    void equalSecretsOfTwoServersLookDifferent() {
        var command = List.of("run", "--api-key=" + SECRET);
        assertThat(Identity.of(Server.command("a", command))).isNotEqualTo(Identity.of(Server.command("b", command)));
    }

    @Test
    void digestWrittenLiterallyIsNotTheSecret() {
        Map<String, ?> real =
                Identity.of(Server.command("files", List.of("run", "ghp_16C7e42F292c6912E7710c838347Ae178")));
        String digest = (String) ((List<?>) real.get("command")).get(1);
        assertThat(Identity.of(Server.command("files", List.of("run", digest)))).isNotEqualTo(real);
    }

    @Test
    void pinBoundToTheNameFitsEveryPlace() {
        assertThat(Identity.matches(Map.of(), Given.FILES)).isTrue();
        assertThat(Identity.matches(Identity.of(Given.FILES), Given.FILES)).isTrue();
        assertThat(Identity.matches(Identity.of(Given.FILES), Given.OTHER)).isFalse();
        assertThat(Identity.matches(Identity.of(Given.FILES), Server.named("files")))
                .isFalse();
    }
}
