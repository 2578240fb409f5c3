package io.mcpguard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameLikenessTest {

    @TempDir
    Path folder;

    private String measured(String... options) throws IOException {
        Path spoofs = Lines.write(
                folder.resolve("spoofs.jsonl.gz"),
                List.of(
                        spoof("githup", "github", "typo"),
                        spoof("g1thub", "github", "digit"),
                        spoof("zzz", "github", "unlike"),
                        spoof("slack", "github", "unlike")));
        Path tools = Lines.write(
                folder.resolve("tools.jsonl.gz"),
                List.of(
                        Lines.tool("gitlab", "read_file", ""),
                        Lines.tool("githubb", "read_fiIe", ""),
                        Lines.tool("githubb", "write_file", "")));
        var out = new ByteArrayOutputStream();
        String[] arguments = new String[options.length + 2];
        System.arraycopy(options, 0, arguments, 0, options.length);
        arguments[options.length] = spoofs.toString();
        arguments[options.length + 1] = tools.toString();
        new NameLikeness(new PrintStream(out, true, StandardCharsets.UTF_8)).measure(arguments);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> spoof(String text, String target, String type) {
        return Map.of("text", text, "target", target, "attack_type", type);
    }

    @Test
    void countsWhatIsFoundOfEachKindAndHowStrongly() throws IOException {
        assertThat(measured())
                .contains("| typo | 1 | 1 (100.0 %) | 1 |")
                .contains("| digit | 1 | 1 (100.0 %) | 1 |")
                .contains("| unlike | 2 | 0 (0.0 %) | 0 |")
                .contains("| all | 4 | 2 (50.0 %) | 2 |");
    }

    @Test
    void countsHonestNamesThatAreReported() throws IOException {
        assertThat(measured())
                .containsSubsequence("real names against the targets", "| real names | 2 | 1 (50.0 %) |")
                .containsSubsequence("tools that look like another name", "| real tools | 3 | 2 (66.7 %) |");
    }

    @Test
    void listsWhatItMissedWhereThatIsAsked() throws IOException {
        assertThat(measured("--list")).contains("missed Spoof[text=zzz").contains("reported githubb");
        assertThat(measured()).doesNotContain("missed");
    }
}
