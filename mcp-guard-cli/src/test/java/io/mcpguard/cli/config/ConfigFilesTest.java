package io.mcpguard.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.cli.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFilesTest {

    @TempDir
    private Path folder;

    private List<Configured> read(String name, String content) throws IOException {
        return read(name, content, Map.of("TOKEN", "t0ken", "HOME", "/home/me"), Map.of());
    }

    private List<Configured> read(String name, String content, Map<String, String> env, Map<String, String> inputs)
            throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return new ConfigFiles(folder, env, inputs).read(List.of(Path.of(name)));
    }

    private static ServerConfig only(List<Configured> read) {
        assertThat(read).hasSize(1);
        assertThat(read.get(0).problem()).isNull();
        return read.get(0).server();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mcp.json", ".mcp.json", "claude_desktop_config.json", ".cursor/mcp.json"})
    void readsMcpServers(String name) throws IOException {
        ServerConfig server = only(read(
                name,
                "{\"mcpServers\": {\"files\": {\"command\": \"npx\", \"args\": [\"-y\", \"files\"], "
                        + "\"env\": {\"KEY\": \"${TOKEN}\"}}}}"));

        assertThat(server.command()).containsExactly("npx", "-y", "files");
        assertThat(server.env()).containsEntry("KEY", "t0ken");
        assertThat(server.literal()).isTrue();
    }

    @Test
    void readsVsCodeWithCommentsTrailingCommasAndInputs() throws IOException {
        String text = """
                {
                  // what a person is asked for
                  "inputs": [{"id": "key", "type": "promptString", "password": true},],
                  "servers": {
                    /* two of them */
                    "files": {"type": "stdio", "command": "run", "args": ["--root", "${workspaceFolder}", "//no comment"],
                              "env": {"KEY": "${input:key}"},},
                    "web": {"type": "http", "url": "https://mcp.example.com/mcp",
                            "headers": {"Authorization": "Bearer ${env:TOKEN}"}},
                  },
                }
                """;
        List<Configured> read = read(".vscode/mcp.json", text, Map.of("TOKEN", "t0ken"), Map.of("key", "${env:TOKEN}"));

        assertThat(read).extracting(Configured::problem).containsOnlyNulls();
        ServerConfig files = read.get(0).server();
        assertThat(files.command())
                .containsExactly("run", "--root", folder.toRealPath().toString(), "//no comment");
        assertThat(files.env()).containsEntry("KEY", "t0ken");
        assertThat(files.literal()).isFalse();
        ServerConfig web = read.get(1).server();
        assertThat(web.url()).hasToString("https://mcp.example.com/mcp");
        assertThat(web.headers()).containsEntry("Authorization", "Bearer t0ken");
    }

    @Test
    void readsTheSettingsOfVsCode() throws IOException {
        assertThat(only(read("settings.json", "{\"mcp.servers\": {\"a\": {\"command\": \"x\"}}}"))
                        .command())
                .containsExactly("x");
        assertThat(only(read("settings.json", "{\"mcp\": {\"servers\": {\"a\": {\"command\": \"x\"}}}}"))
                        .command())
                .containsExactly("x");
    }

    @Test
    void readsAPolicy() throws IOException {
        ServerConfig server = only(
                read("mcp-guard.yaml", "version: 1\nservers:\n  a:\n    command: [x, y]\n    env: [TOKEN, MISSING]\n"));

        assertThat(server.command()).containsExactly("x", "y");
        assertThat(server.env()).isEqualTo(Map.of("TOKEN", "t0ken"));
    }

    @Test
    void whatHasNoValueIsToldForItsServerAndTheOthersGoOn() throws IOException {
        List<Configured> read = read(
                "mcp.json",
                "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"args\": [\"${env:NOPE}\"]}, "
                        + "\"b\": {\"command\": \"x\", \"env\": {\"K\": \"${input:key}\"}}, "
                        + "\"c\": {\"command\": \"x\", \"args\": [\"${NOPE:-usual}\"]}}}");

        assertThat(read.get(0).problem())
                .isEqualTo("mcp.json mcpServers.a.args[0]: ${env:NOPE} has no value; set NOPE in the environment");
        assertThat(read.get(1).problem())
                .contains("b.env.K: ${input:key} has no value; give it with --input key=VALUE");
        assertThat(read.get(2).server().command()).containsExactly("x", "usual");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"args\": []}",
                "{\"command\": 5}",
                "{\"command\": \"x\", \"url\": \"https://a.example\"}",
                "{\"url\": \"ftp://a.example\"}",
                "{\"url\": \"no url\"}",
                "{\"command\": \"x\", \"args\": \"y\"}",
                "{\"command\": \"x\", \"args\": [1]}",
                "{\"command\": \"x\", \"env\": []}",
                "[]",
                "{\"command\": \"x\", \"cwd\": \"/elsewhere\"}",
                "{\"command\": \"x\", \"cwd\": \"a\\u0000b\"}",
                "{\"command\": \"\"}",
                "{\"command\": \" \"}",
                "{\"command\": \"a\\u0000b\"}",
                "{\"command\": \"x\", \"args\": [\"a\\u0000b\"]}",
                "{\"command\": \"x\", \"args\": [\"${command:pick}\"]}",
                "{\"command\": \"x\", \"disabled\": \"true\"}",
                "{\"command\": \"x\", \"env\": {\"A=B\": \"y\"}}",
                "{\"command\": \"x\", \"env\": {\"\": \"y\"}}",
                "{\"command\": \"x\", \"env\": {\"A\": \"y\\u0000\"}}",
                "{\"url\": \"https://a.example\", \"headers\": {\"A\\nB\": \"y\"}}",
                "{\"url\": \"https://a.example\", \"headers\": {\"A\": \"y\\r\\nB: z\"}}",
                "{\"url\": \"https://a.example\", \"headers\": {\"Host\": \"y\"}}",
                "{\"command\": \"x\", \"envFile\": \"gone.env\"}"
            })
    void aBrokenEntryNamesItsPlaceAndARemedy(String entry) throws IOException {
        List<Configured> read = read("mcp.json", "{\"mcpServers\": {\"a\": " + entry + "}}");

        assertThat(read.get(0).server()).isNull();
        assertThat(read.get(0).problem())
                .startsWith("mcp.json mcpServers.a")
                .contains("; ")
                .satisfiesAnyOf(
                        text -> assertThat(text).contains(": "),
                        text -> assertThat(text).contains("no object"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"mcpServers\": {", "{} {}", "", "nonsense", "{\"other\": 1}", "{\"mcpServers\": []}"})
    void aFileThatIsNoneIsAnErrorWithItsName(String content) {
        assertThatThrownBy(() -> read("mcp.json", content))
                .isInstanceOf(CliException.class)
                .hasMessageStartingWith("mcp.json: ");
    }

    @Test
    void aSyntaxErrorNamesItsLine() {
        assertThatThrownBy(() -> read("mcp.json", "{\n  // fine\n  \"mcpServers\": oops\n}"))
                .hasMessageContaining("line 3");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new ConfigFiles(folder, Map.of(), Map.of()).read(List.of(Path.of("gone.json"))))
                .hasMessage("gone.json: no such file");
    }

    @Test
    void oneNameForTwoServersIsRefusedAndTwiceTheSameIsOne() throws IOException {
        Files.writeString(
                folder.resolve("a.json"),
                "{\"mcpServers\": {\"x\": {\"command\": \"1\"}, \"y\": {\"command\": \"2\"}}}");
        Files.writeString(
                folder.resolve("b.json"), "{\"servers\": {\"x\": {\"command\": \"1\"}, \"y\": {\"command\": \"3\"}}}");

        List<Configured> read =
                new ConfigFiles(folder, Map.of(), Map.of()).read(List.of(Path.of("a.json"), Path.of("b.json")));

        assertThat(read).extracting(Configured::name).containsExactly("x", "y");
        assertThat(read.get(0).problem()).isNull();
        assertThat(read.get(1).problem()).contains("another server in b.json");
    }

    @Test
    void theUsualFilesAreFound() throws IOException {
        Files.createDirectories(folder.resolve(".vscode"));
        Files.writeString(folder.resolve(".vscode/mcp.json"), "{}");
        Files.writeString(folder.resolve("mcp-guard.yaml"), "version: 1\n");

        assertThat(new ConfigFiles(folder, Map.of(), Map.of()).usual()).containsExactly(Path.of(".vscode/mcp.json"));
    }

    @Test
    void strictJsonStaysAsItIs() {
        String json = "{\"a\": \"// no, /* no */ ,]\", \"b\": [1, 2], \"c\\\"\": \",}\"}";

        assertThat(Jsonc.strict(json)).isEqualTo(json);
        assertThat(Jsonc.strict("[1, /* x */ ]")).isEqualTo("[1          ]");
        assertThat(Jsonc.strict("/*")).hasSize(2);
    }

    @Test
    void aServerThatIsNotDisabledAndHasUsualHeadersIsRead() throws IOException {
        List<Configured> read = read(
                "mcp.json",
                "{\"mcpServers\": {\"a\": {\"url\": \"https://a.example\", \"disabled\": false, "
                        + "\"headers\": {\"X-Api_Key\": \"a b\\tc\", \"Authorization\": \"Bearer é\"}}}}");

        assertThat(read.get(0).problem()).isNull();
        assertThat(read.get(0).server().headers()).hasSize(2);
    }
}
