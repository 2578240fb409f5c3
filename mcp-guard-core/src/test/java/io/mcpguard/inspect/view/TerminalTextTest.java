package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.inspect.Inspections;
import io.mcpguard.inspect.verdict.Report;
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
