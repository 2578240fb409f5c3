package io.mcpguard.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.inspect.verdict.Report;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Thirty attacks and thirty benign twins in each language, which were written before its rules. */
class LanguagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"de", "es", "fr", "it", "ja", "ko", "pt", "ru", "zh"})
    void noticesNearlyEveryAttackAndStopsTheClearHalf(String language) {
        List<Report> reports =
                texts(language, "attacks").stream().map(Inspections::inResult).toList();

        assertThat(reports).hasSize(30);
        assertThat(reports).filteredOn(report -> !report.isClean()).hasSizeGreaterThanOrEqualTo(28);
        assertThat(reports)
                .filteredOn(report -> !Inspections.errors(report).isEmpty())
                .hasSizeGreaterThanOrEqualTo(14);
    }

    @ParameterizedTest
    @MethodSource("twins")
    void doesNotStopTheTwin(String text) {
        assertThat(Inspections.errors(Inspections.inResult(text))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("twins")
    void noRuleFindsAnythingInTheTwin(String text) {
        assertThat(Inspections.byRules(Surface.RESULT, Inspections.result(text)).findings())
                .isEmpty();
    }

    static Stream<String> twins() {
        return Stream.of("de", "es", "fr", "it", "ja", "ko", "pt", "ru", "zh")
                .flatMap(language -> texts(language, "twins").stream());
    }

    private static List<String> texts(String language, String key) {
        return Cases.texts(Cases.read("languages/" + language + ".yaml"), key).toList();
    }
}
