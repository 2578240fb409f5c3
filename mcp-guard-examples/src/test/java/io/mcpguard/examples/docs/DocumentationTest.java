package io.mcpguard.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.policy.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documentation shows is what the build compiles: each Java block of it stands, but for white space, in a source file
 * of this repository; each policy is read; each link leads somewhere.
 */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> MODULES = List.of("mcp-guard-examples", "src-test-fixtures");

    record Block(Path page, int line, String language, List<String> lines) {
        @Override
        public String toString() {
            return ROOT.relativize(page) + ":" + line;
        }
    }

    static Stream<Block> javaBlocks() {
        return blocks("java");
    }

    static Stream<Block> policies() {
        return blocks("yaml").filter(block -> block.lines().stream().anyMatch(line -> line.startsWith("version: 1")));
    }

    private static Block ruleFile() {
        return blocks("yaml")
                .filter(block -> block.lines().stream().anyMatch(line -> line.contains("id: my-")))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Path> pages() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> root = Files.list(ROOT)) {
            return Stream.concat(docs, root).filter(page -> page.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("javaBlocks")
    void showsOnlyJavaThatIsCompiled(Block block) {
        String shown = normal(block.lines());
        assertThat(sources().map(DocumentationTest::lines).map(DocumentationTest::normal))
                .as("a source that has the code of %s", block)
                .anyMatch(source -> source.contains(shown));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void showsOnlyPoliciesThatAreRead(Block block, @TempDir Path folder) throws IOException {
        // A policy may name the rule file that the page on inspection shows.
        Files.write(folder.resolve("my-rules.yaml"), ruleFile().lines());
        Path policy = Files.write(folder.resolve("mcp-guard.yaml"), block.lines());

        assertThat(Policy.load(policy)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksOnlyToPagesThatExist(Path page) throws IOException {
        String text = Files.readString(page);
        for (int at = text.indexOf("]("); at >= 0; at = text.indexOf("](", at + 1)) {
            String link = text.substring(at + 2, text.indexOf(')', at)).split("#", -1)[0];
            if (!link.isEmpty() && !link.contains("://")) {
                assertThat(page.resolveSibling(link)).exists();
            }
        }
    }

    @Test
    void findsTheBlocksAtAll() {
        assertThat(javaBlocks()).hasSizeGreaterThan(5);
        assertThat(policies()).isNotEmpty();
    }

    private static Stream<Block> blocks(String language) {
        var blocks = new ArrayList<Block>();
        pages().forEach(page -> {
            List<String> lines = lines(page);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().equals("```" + language)) {
                    int end = i + 1;
                    while (!lines.get(end).strip().equals("```")) {
                        end++;
                    }
                    blocks.add(new Block(page, i + 1, language, lines.subList(i + 1, end)));
                    i = end;
                }
            }
        });
        return blocks.stream();
    }

    private static Stream<Path> sources() {
        var sources = new ArrayList<Path>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sources.stream();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without white space, so that a page may break lines where it reads best. */
    private static String normal(List<String> lines) {
        var text = new StringBuilder();
        lines.forEach(
                line -> line.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> text.append((char) c)));
        return text.toString();
    }
}
