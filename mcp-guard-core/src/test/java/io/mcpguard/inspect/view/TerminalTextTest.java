package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.Inspections;
import io.mcpguard.inspect.verdict.Report;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001B[8mhidden\u001B[0m",
                "\u001B[1;8mhidden\u001B[28m",
                "\u001B[38;5;231;48;5;231mhidden\u001B[0m",
                "\u001B[38;2;0;0;0;48;2;0;0;0mhidden\u001B[0m",
                "\u001B[37;47mhidden\u001B[0m",
                "\u009B8mhidden\u009B0m"
            })
    void textThatATerminalDoesNotShowIsClear(String concealed) {
        Report report = Inspections.inResult("done " + concealed + " ok");

        assertThat(Inspections.errors(report)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("terminal-concealed");
            assertThat(finding.start()).isEqualTo(5);
            assertThat(finding.end()).isEqualTo(5 + concealed.lastIndexOf("hidden") + 6);
        });
    }

    /** What is found, as rule, gravity and where it stands, in a result. */
    @ParameterizedTest
    @CsvSource({
        // concealed, in one sequence or by what several add up to
        "'a\u001B[8mb\u001B[0mc', terminal-concealed ERROR 1-6",
        "'a\u001B[8mb\u001B[28mc', terminal-concealed ERROR 1-6",
        "'a\u001B[8mb\u009Bmc', terminal-concealed ERROR 1-6",
        "'a\u001B[8mb\u001B[1mc', 'terminal-concealed ERROR 1-6, terminal-concealed ERROR 6-11'",
        "'a\u001B[37m\u001B[47mb', terminal-concealed ERROR 6-12",
        "'a\u001B[47m\u001B[39m\u001B[37mb', terminal-concealed ERROR 11-17",
        "'a\u001B[97;107mb', terminal-concealed ERROR 1-11",
        "'a\u001B[37;107mb', ''",
        "'a\u001B[97;47mb', ''",
        "'a\u001B[39;49mb', ''",
        "'a\u001B[mb\u001B[0m', ''",
        "'a\u001B[37m\u001B[0m\u001B[47mb', ''",
        "'a\u001B[37m\u001B[00m\u001B[47mb', ''",
        "'a\u001B[08mb\u001B[028mc', terminal-concealed ERROR 1-7",
        "'a\u001B[37m\u001B[39m\u001B[47mb', ''",
        "'a\u001B[47m\u001B[49m\u001B[37mb', ''",
        "'a\u001B[38:5:16:48:5:16mb', terminal-concealed ERROR 1-20",
        "'a\u001B[38;5;16;48;5;17mb', ''",
        "'a\u001B[38;2;1;2;3;48;2;1;2;4mb', ''",
        "'a\u001B[38;2;1;2;3;48;2;1;2;3mb', terminal-concealed ERROR 1-26",
        "'a\u001B[38;5;8;1mb', ''",
        "'a\u001B[38mb\u001B[38;5mc\u001B[48;2;1md', ''",
        "'a\u001B[18;800;80mb', ''",
        // what writes over other text
        "'a\u001B[2Ab', terminal-overwrite ERROR 1-5",
        "'a\u001B[Ab', terminal-overwrite ERROR 1-4",
        "'a\u001B[1;1Hb', terminal-overwrite ERROR 1-7",
        "'a\u009B2Jb', terminal-overwrite ERROR 1-4",
        "'a\u001B[2Kb', terminal-overwrite INFO 1-5",
        "'a\u001B[2Db', terminal-overwrite INFO 1-5",
        "'a\u001B[2Cb', ''",
        "'a\u001B[2', ''",
        "'a\u001B[', ''",
        "'a\u001B[2\u007F', ''",
        "'a\u001B[2\u001FA', ''",
        "'a\u001B[ ?A', terminal-overwrite ERROR 1-6",
        // commands
        "'a\u001B]52;c;eA\u0007b', terminal-clipboard ERROR 1-11",
        "'a\u001B]52;c;eA\u001B\\b', terminal-clipboard ERROR 1-12",
        "'a\u001B]52;c;eA\u001Bb', terminal-clipboard ERROR 1-11",
        "'a\u001B]52;c;eA', terminal-clipboard ERROR 1-10",
        "'a\u001B]52;c;eA\u001B', terminal-clipboard ERROR 1-11",
        "'a\u001BP52;c;eA\u0007b', terminal-string WARN 1-11",
        "'a\u001B_x\u0007b', terminal-string WARN 1-5",
        "'a\u001B^x\u0007b', terminal-string WARN 1-5",
        "'a\u001BXx\u0007b', terminal-string WARN 1-5",
        "'a\u001BYx\u0007b', ''",
        "'a\u001B]0;x\u0007b', terminal-string INFO 1-7",
        "'a\u001B]2;x\u0007b', terminal-string INFO 1-7",
        "'a\u001B]3;x\u0007b', terminal-string WARN 1-7",
        "'a\u001B]0\u0007b', terminal-string WARN 1-5",
        "'a\u001BP0;x\u0007b', terminal-string WARN 1-7",
        // links
        "'\u001B]8;;\u0007b', ''",
        "'\u001B]8;;f\u0007b', terminal-string WARN 0-7",
        "'\u001B]8;;http://a/x\u0007http://A?b\u001B]8;;\u0007', terminal-string WARN 0-16",
        "'\u001B]8;;http://a/x\u0007http://b#c\u001B]8;;\u0007', terminal-string ERROR 0-16",
        "'\u001B]8;;http://a/x\u0007http://b', terminal-string ERROR 0-16",
        "'\u001BP8;;http://a/x\u0007http://b', terminal-string WARN 0-16"
    })
    void whatATerminalIsToldBeginsAndEndsHere(String text, String found) {
        assertThat(found(text, false)).isEqualTo(found);
    }

    @Test
    void noSequenceBelongsInADefinition() {
        assertThat(found("a\u001B[32mb", true)).isEqualTo("terminal-colour WARN 1-6");
        assertThat(found("a\u001B[2Cb", true)).isEqualTo("terminal-overwrite ERROR 1-5");
        assertThat(found("a\u001B[2Kb", true)).isEqualTo("terminal-overwrite ERROR 1-5");
        assertThat(found("a\u001B]0;x\u0007b", true)).isEqualTo("terminal-string ERROR 1-7");
    }

    @Test
    void longParametersAndStringsAreNotReadToTheirEnd() {
        assertThat(found("\u001B[" + "1;".repeat(31) + "8m", false)).startsWith("terminal-concealed");
        assertThat(found("\u001B[" + "1;".repeat(33) + "8m", false)).isEmpty();
        assertThat(found("\u001B]52;" + "x".repeat(5_000) + "\u0007", false))
                .isEqualTo("terminal-clipboard ERROR 0-4096");
    }

    @ParameterizedTest
    @CsvSource({
        "'\u001B[8mb', 4, true",
        "'\u009B8mb', 3, true",
        "'a\u001B[1;8mb', 7, true",
        "'\u001B[1mb', 4, false",
        "'\u001B[8Kb', 4, false",
        "'[8mb', 3, false",
        "'8mb', 2, false",
        "'x[8mb', 4, false",
        "'mb', 1, false",
        "'', 0, false"
    })
    void aPlaceTellsWhetherItIsHiddenFromThere(String text, int at, boolean hides) {
        assertThat(TerminalText.hidesFrom(text, at)).isEqualTo(hides);
    }

    private static String found(String text, boolean definition) {
        var matches = new ArrayList<String>();
        TerminalText.scan(text, definition, match -> {
            matches.add(match.rule() + " " + match.severity() + " " + match.start() + "-" + match.end());
            assertThat(match.confidence()).isEqualTo(match.severity() == Severity.ERROR ? 0.95 : 0.4);
        });
        return String.join(", ", matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Build \u001B[32mOK\u001B[0m in 3 s, \u001B[1;33m2 warnings\u001B[0m",
                "\u001B[38;5;196;48;5;16mred on black\u001B[0m \u001B[38;2;8;8;8mgrey\u001B[m",
                "downloading 50 %\r\u001B[Kdownloading 100 %",
                "\u001B]0;title\u0007$ ls",
                "stray \u009C and \u001B at the end \u001B["
            })
    void whatBuildLogsAreFullOfStaysQuietInResults(String text) {
        assertThat(Inspections.inResult(text).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a\u001B]8;;https://evil.example/\u001B\\docs\u001B]8;;\u001B\\, terminal-string",
        "a\u001BPq123\u001B\\b, terminal-string"
    })
    void commandsToTheTerminalAreNoticedInResultsAndClearInDefinitions(String text, String rule) {
        assertThat(Inspections.rules(Inspections.inResult(text))).containsOnly(rule);
        assertThat(Inspections.errors(Inspections.inResult(text))).isEmpty();
        assertThat(Inspections.errors(Inspections.inDefinition(text))).isNotEmpty();
    }

    @Test
    void writingTheClipboardIsClearAnywhere() {
        assertThat(Inspections.rules(Inspections.inResult("a\u001B]52;c;cm0gLXJm\u0007b")))
                .containsExactly("terminal-clipboard");
    }

    @Test
    void overwritingIsClearInADefinition() {
        assertThat(Inspections.errors(Inspections.inDefinition("Adds.\nBad line\u001B[1A\u001B[2K")))
                .extracting("rule")
                .containsOnly("terminal-overwrite");
    }

    @Test
    void writingOverWhatStandsAboveIsClearInAResultAndAProgressBarIsNot() {
        assertThat(Inspections.errors(Inspections.inResult("14 degrees.\u001B[2A\u001B[2Kapproved")))
                .extracting("rule")
                .containsExactly("terminal-overwrite");
        assertThat(Inspections.errors(Inspections.inResult("50 %\u001B[2K\u001B[1G100 %")))
                .isEmpty();
    }

    @Test
    void aLinkThatShowsAnotherAddressIsClearAndOneThatShowsItsOwnIsNot() {
        String link = "\u001B]8;;https://evil.example/x\u001B\\\\%s\u001B]8;;\u001B\\\\".replace("\\\\", "\\");

        assertThat(Inspections.errors(Inspections.inResult(link.formatted("https://good.example/x"))))
                .extracting("rule")
                .containsExactly("terminal-string");
        assertThat(Inspections.errors(Inspections.inResult(link.formatted("https://evil.example/"))))
                .isEmpty();
    }
}
