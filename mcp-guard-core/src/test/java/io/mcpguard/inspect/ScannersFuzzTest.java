package io.mcpguard.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.view.HiddenText;
import io.mcpguard.inspect.view.TerminalText;

class ScannersFuzzTest {

    /** Whatever the text is: what {@link TerminalText} and {@link HiddenText} find stands inside it, and is not endless. */
    @FuzzTest
    void findsWhatStandsInTheText(FuzzedDataProvider data) {
        boolean definition = data.consumeBoolean();
        String text = data.consumeRemainingAsString();
        var found = new int[1];

        TerminalText.scan(text, definition, match -> found[0] += checked(match, text));
        HiddenText.scan(text, match -> found[0] += checked(match, text));

        assertThat(found[0]).isLessThanOrEqualTo(2 * text.length());
    }

    private static int checked(Match match, String text) {
        assertThat(match.start()).isNotNegative().isLessThan(match.end());
        assertThat(match.end()).isLessThanOrEqualTo(text.length());
        assertThat(match.confidence()).isBetween(0.0, 1.0);
        assertThat(match.rule()).isNotBlank();
        return 1;
    }
}
