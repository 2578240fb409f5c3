package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Examples are lines that can be typed. */
class ExamplesTest {

    @TempDir
    private static Path folder;

    private static CommandLine commandLine() {
        return Main.commandLine(
                new Io(InputStream.nullInputStream(), System.out, System.err, Terminal.none(), Map.of(), folder));
    }

    static Stream<String> helpTexts() {
        var root = commandLine();
        var all = new ArrayList<>(root.getSubcommands().values());
        all.add(root);
        return all.stream()
                .flatMap(command -> Stream.of(
                                command.getCommandSpec().usageMessage().footer())
                        .filter(line -> line.contains("mcp-guard "))
                        .filter(line -> line.startsWith("  ")));
    }

    @ParameterizedTest
    @MethodSource("helpTexts")
    void everyExampleOfAHelpTextParses(String line) {
        commandLine().parseArgs(arguments(line));
    }

    @Test
    void everyCommandHasExamples() {
        commandLine()
                .getSubcommands()
                .forEach((name, command) -> assertThat(String.join(
                                "\n", command.getCommandSpec().usageMessage().footer()))
                        .contains("mcp-guard " + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vetting.md", "cli.md"})
    void everyCommandOfADocumentParses(String document) throws IOException {
        List<String> lines = Files.readAllLines(docs().resolve(document)).stream()
                .filter(line -> line.startsWith("$ mcp-guard ") || line.startsWith("$ ./mcp-guard "))
                .toList();

        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            String[] arguments = arguments(line);
            if (!List.of(arguments).contains("--help")) {
                commandLine().parseArgs(arguments);
            }
        });
    }

    private static Path docs() {
        return Path.of(Files.isDirectory(Path.of("docs")) ? "docs" : "../docs");
    }

    /** What a shell would make of the line, as far as examples need it: words, quotes, and where the command ends. */
    private static String[] arguments(String line) {
        String rest = line.substring(line.indexOf("mcp-guard ") + "mcp-guard ".length());
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean quoted = false;
        for (char c : (rest + " ").toCharArray()) {
            if (c == '\'') {
                quoted = !quoted;
            } else if (c != ' ' || quoted) {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                break; // two spaces: a comment
            }
        }
        int end = words.size();
        for (String mark : List.of("|", ">", "#")) {
            int at = words.indexOf(mark);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return words.subList(0, end).stream()
                .map(each -> each.endsWith(")") ? each.substring(0, each.length() - 1) : each)
                .toArray(String[]::new);
    }
}
