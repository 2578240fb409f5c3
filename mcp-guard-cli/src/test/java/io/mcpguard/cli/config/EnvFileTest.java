package io.mcpguard.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {

    @TempDir
    private Path folder;

    private static Map<String, String> parse(String text) {
        return EnvFile.parse(text, "x.envFile");
    }

    private Map<String, String> read(byte[] content) throws IOException {
        Path file = folder.resolve(".env");
        Files.write(file, content);
        return EnvFile.read(file, "x.envFile");
    }

    @Test
    void readsNamesAndValues() {
        assertThat(parse("A=1\n\n# B=2\n  C = three words \r\nexport D=4\nE: 5\rF=\n"))
                .containsExactly(
                        Map.entry("A", "1"),
                        Map.entry("C", "three words"),
                        Map.entry("D", "4"),
                        Map.entry("E", "5"),
                        Map.entry("F", ""));
    }

    @Test
    void readsQuotesAndCommentsAsVsCodeDoes() {
        assertThat(parse("A=\"x # y\" # z\nB='a\\nb'\nC=\"a\\nb\"\nD=`q`\nE=v#w\nF=\"open\nG=a\"b"))
                .containsEntry("A", "x # y")
                .containsEntry("B", "a\\nb")
                .containsEntry("C", "a\nb")
                .containsEntry("D", "q")
                .containsEntry("E", "v")
                .containsEntry("F", "\"open")
                .containsEntry("G", "a\"b");
    }

    @Test
    void theLastValueCountsAndALineWithoutASeparatorIsNothing() {
        assertThat(parse("A=1\nnonsense\n=x\nA=2")).containsExactly(Map.entry("A", "2"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfAName() throws IOException {
        assertThat(read("\ufeffA=1".getBytes(StandardCharsets.UTF_8))).containsEntry("A", "1");
    }

    @Test
    void whatNoVariableCanHoldIsAnErrorWithItsLineAndWithoutItsValue() {
        assertThatThrownBy(() -> parse("A=1\nB=sec\0ret"))
                .hasMessageStartingWith("x.envFile line 2: a NUL character")
                .hasMessageNotContaining("sec");
        assertThatThrownBy(() -> parse("\"A=B\"=secret")).hasMessageNotContaining("secret");
    }

    @Test
    void aFileThatIsNoneIsAnErrorWithARemedy() throws IOException {
        assertThatThrownBy(() -> EnvFile.read(folder.resolve("gone"), "x.envFile"))
                .hasMessage("x.envFile: no such file; write its whole path or ${workspaceFolder}/.env");
        assertThatThrownBy(() -> EnvFile.read(folder, "x.envFile")).hasMessageContaining("no regular file");
        assertThatThrownBy(() -> read(new byte[] {'A', '=', (byte) 0xff})).hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> read(new byte[EnvFile.MAX_BYTES + 1])).hasMessageContaining("larger than 1 MiB");
    }

    @Test
    void tooManyVariablesAreAnError() {
        var text = new StringBuilder();
        for (int i = 0; i <= EnvFile.MAX_VARIABLES; i++) {
            text.append("V").append(i).append("=1\n");
        }
        assertThatThrownBy(() -> parse(text.toString())).hasMessageContaining("more than 10000 variables");
    }

    @Test
    void theEntryWinsOverItsFileAndNullTakesOneAway() throws IOException {
        Files.writeString(folder.resolve("my.env"), "A=file\nB=file\nC=file\n");
        Files.writeString(
                folder.resolve("mcp.json"),
                "{\"servers\": {\"a\": {\"command\": \"x\", \"envFile\": \"${workspaceFolder}/my.env\", "
                        + "\"env\": {\"B\": \"entry\", \"C\": null}}}}");

        ServerConfig server = new ConfigFiles(folder, Map.of(), Map.of())
                .read(List.of(Path.of("mcp.json")))
                .get(0)
                .server();

        assertThat(server.env()).isEqualTo(Map.of("A", "file", "B", "entry"));
    }
}
