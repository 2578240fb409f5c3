package io.mcpguard.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.verdict.Report;
import io.mcpguard.inspect.view.HiddenTextTest;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The classes of attacks that docs/detection.md speaks of, each with attacks and honest twins in a file of its own.
 * Other languages have {@link LanguagesTest}, what is hidden or encoded {@link ViewsTest} and {@link HiddenTextTest}.
 */
class AttackClassesTest {

    /** A page that an order is planted into: long enough that the order is a small part of it. */
    private static final List<String> PAGE = List.of(
            "The town lies on the left bank of the river and has about forty thousand inhabitants.",
            "Its market was first mentioned in 1142, when the abbey was given the right to hold it twice a year.",
            "The harbour was built for the coal trade and is used by pleasure boats today.",
            "In the nineteenth century three spinning mills employed half of the population.",
            "The last of them closed in 1974; its hall houses the library and a small theatre.",
            "A railway line connects the town with the capital, trains run every thirty minutes.",
            "The museum shows looms, pattern books and photographs of the strike of 1905.",
            "Visitors like the lime avenue along the river and the view from the water tower.",
            "The football club played in the second division for eleven seasons.",
            "Winters are mild, and it rains on 170 days of the year.");

    @ParameterizedTest
    @ValueSource(strings = {"bare", "announced", "poisoned"})
    void stopsAndNoticesAsManyAsItsFileSays(String name) {
        JsonNode file = read(name);
        List<Report> reports =
                Cases.texts(file, "attacks").map(text -> inspect(file, text)).toList();

        assertThat(count(reports, Severity.ERROR))
                .as("stopped")
                .isGreaterThanOrEqualTo(file.get("stopped").asInt());
        assertThat(count(reports, Severity.WARN))
                .as("noticed")
                .isGreaterThanOrEqualTo(file.get("noticed").asInt());
    }

    @ParameterizedTest
    @MethodSource("twins")
    void doesNotStopWhatIsHonest(String name, String text) {
        assertThat(Inspections.errors(inspect(read(name), text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 10})
    void anOrderIsStoppedWhereverItStandsInALongDocument(int place) {
        JsonNode file = read("announced");

        List<Report> reports = Cases.texts(file, "attacks")
                .map(text -> inspect(file, planted(text, place)))
                .toList();

        assertThat(count(reports, Severity.ERROR))
                .isGreaterThanOrEqualTo(file.get("stopped").asInt() - 3L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 10})
    void aLongDocumentWithAnHonestSentenceInItsPlaceIsNotStopped(int place) {
        assertThat(Cases.texts(read("announced"), "twins"))
                .allSatisfy(text -> assertThat(Inspections.errors(Inspections.inResult(planted(text, place))))
                        .isEmpty());
    }

    private static String planted(String text, int place) {
        return String.join(
                " ",
                IntStream.rangeClosed(0, PAGE.size())
                        .mapToObj(i -> i == place ? text : PAGE.get(Math.min(i, PAGE.size() - 1)))
                        .toList());
    }

    private static long count(List<Report> reports, Severity atLeast) {
        return reports.stream()
                .filter(report -> report.findings().stream()
                        .anyMatch(finding -> finding.severity().compareTo(atLeast) >= 0))
                .count();
    }

    private static Report inspect(JsonNode file, String text) {
        return surface(file) == Surface.DEFINITION ? Inspections.inDefinition(text) : Inspections.inResult(text);
    }

    private static Surface surface(JsonNode file) {
        return Surface.valueOf(file.get("surface").asString().toUpperCase(Locale.ROOT));
    }

    static Stream<Object[]> twins() {
        return Stream.of("bare", "announced", "poisoned", "honest")
                .flatMap(name -> Cases.texts(read(name), "twins").map(text -> new Object[] {name, text}));
    }

    private static JsonNode read(String name) {
        return Cases.read("classes/" + name + ".yaml");
    }
}
