package io.mcpguard.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/threats.md claims nothing that no test shows: every section names its tests, every named test is there and runs in
 * the default build or in one of the named profiles, and no threat of the lists is left out.
 */
class ThreatsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** What the page has to speak about, whatever it says: the guard's own threats, bugs of other guards, then OWASP AISVS C10. */
    private static final List<String> REQUIRED = List.of(
            "Tool poisoning",
            "Rug pull",
            "Prompt injection in data",
            "Server spoofing",
            "Cross-server shadowing",
            "Misuse of an allowed tool",
            "Data exposure",
            "Shadow servers",
            "Abuse of the client",
            "Flying blind",
            "Forgetting what was approved",
            "Two definitions with one digest",
            "Names by order of arrival",
            "Content that was not looked at",
            "Minimum protocol version",
            "Responses validated against schema",
            "Responses screened for injection",
            "Definition snapshot and re-approval",
            "Consent bound to the endpoint",
            "Bad x-mcp-header annotations refused",
            "Bounds on schemas",
            "No network $ref",
            "No cache across contexts",
            "Consent for URL elicitation");

    private static final Pattern REFERENCE = Pattern.compile("`([A-Z]\\w+(?:Test|IT))#(\\w+)`");

    /** One section of the page: what stands below its heading. */
    record Section(String title, String text) {
        @Override
        public String toString() {
            return title;
        }

        List<String[]> tests() {
            var tests = new ArrayList<String[]>();
            Matcher matcher = REFERENCE.matcher(text);
            while (matcher.find()) {
                tests.add(new String[] {matcher.group(1), matcher.group(2)});
            }
            return tests;
        }
    }

    static Stream<Section> threats() {
        return sections().entrySet().stream().map(entry -> new Section(entry.getKey(), entry.getValue()));
    }

    @Test
    void speaksOfEveryThreatAndOfEveryItemOfAisvsC10() {
        assertThat(sections().keySet()).containsAll(REQUIRED);
    }

    @ParameterizedTest
    @MethodSource("threats")
    void saysWhatTheGuardDoesAndWhatItDoesNot(Section threat) {
        assertThat(threat.text())
                .contains("**Does:**")
                .contains("**Shown by:**")
                .contains("**Does not:**");
        assertThat(threat.text()
                        .substring(threat.text().indexOf("**Does not:**"))
                        .strip())
                .as("what the guard does not do")
                .hasSizeGreaterThan("**Does not:**".length() + 10);
    }

    @ParameterizedTest
    @MethodSource("threats")
    void namesTestsThatAreThere(Section threat) {
        Map<String, String> sources = testSources();
        assertThat(threat.tests()).as("tests that show it").isNotEmpty();
        assertThat(threat.tests()).allSatisfy(test -> {
            assertThat(sources).as("test classes").containsKey(test[0]);
            assertThat(isTest(sources.get(test[0]), test[1]))
                    .as("%s has a test %s that is not disabled", test[0], test[1])
                    .isTrue();
        });
    }

    private static boolean isTest(String source, String method) {
        Matcher declared = Pattern.compile("\\n    (void " + method + "\\(|static final ArchRule " + method + " )")
                .matcher(source);
        if (!declared.find()) {
            return false;
        }
        int start = source.lastIndexOf("\n\n", declared.start());
        String annotations = source.substring(start, declared.start());
        return Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|ArchTest)\\b")
                        .matcher(annotations)
                        .find()
                && !annotations.contains("@Disabled")
                && !source.contains("@Disabled\nclass")
                && !source.contains("@Disabled(");
    }

    private static Map<String, String> sections() {
        var sections = new LinkedHashMap<String, String>();
        String title = null;
        var text = new StringBuilder();
        for (String line : lines(ROOT.resolve("docs/threats.md"))) {
            if (line.startsWith("#")) {
                if (title != null) {
                    sections.put(title, text.toString());
                }
                title = line.startsWith("### ")
                        ? line.substring(4).replace("`", "").strip()
                        : null;
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        if (title != null) {
            sections.put(title, text.toString());
        }
        return sections;
    }

    private static Map<String, String> testSources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> file.toString().endsWith("Test.java")
                            || file.toString().endsWith("IT.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            file -> String.join("\n", lines(file)),
                            (one, other) -> one + other));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
