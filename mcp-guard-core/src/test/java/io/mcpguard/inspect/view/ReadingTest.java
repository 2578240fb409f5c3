package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.rule.Disguise;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.Rule;
import org.junit.jupiter.api.Test;

class ReadingTest {

    private static final String WRITTEN = "so 1gn0r3 rules";
    private static final String READ = "so ignore rules";

    private static Match match(String rule, Severity severity, double confidence, int start, int end) {
        return Match.of(rule, "prompt-injection", severity, confidence, "about", start, end, Rule.Cut.ORDERS);
    }

    private static Reading inPlace(String written, String read) {
        return new Reading(written, read, null, "a way to write", Disguise.ENCODED);
    }

    @Test
    void itTellsHowItWasWritten() {
        Reading reading = inPlace(WRITTEN, READ);

        assertThat(reading.how()).isEqualTo("a way to write");
        assertThat(reading.disguise()).isEqualTo(Disguise.ENCODED);
        assertThat(reading.text()).isEqualTo(READ);
    }

    @Test
    void whatWasNotDisguisedIsFoundElsewhere() {
        assertThat(inPlace(WRITTEN, READ).locate(match("x", Severity.WARN, 0.5, 9, 15)))
                .isNull();
    }

    @Test
    void threeChangedLettersMakeASuspicionClear() {
        assertThat(inPlace(WRITTEN, READ).locate(match("x", Severity.WARN, 0.5, 3, 9)))
                .isEqualTo(match("x", Severity.ERROR, 0.9, 3, 9));
        assertThat(inPlace("so ign0r3 rules", READ).locate(match("x", Severity.WARN, 0.5, 3, 9)))
                .isEqualTo(match("x", Severity.WARN, 0.5, 3, 9));
    }

    @Test
    void cuesStayCuesAndWhatIsClearStaysAsSure() {
        assertThat(inPlace(WRITTEN, READ).locate(match("x", Severity.INFO, 0.5, 3, 9)))
                .isEqualTo(match("x", Severity.INFO, 0.5, 3, 9));
        assertThat(inPlace(WRITTEN, READ).locate(match("x", Severity.ERROR, 0.8, 3, 9)))
                .isEqualTo(match("x", Severity.ERROR, 0.8, 3, 9));
        assertThat(inPlace(WRITTEN, READ).locate(match("x", Severity.WARN, 0.95, 3, 9)))
                .isEqualTo(match("x", Severity.ERROR, 0.95, 3, 9));
    }

    @Test
    void anOrderHasASixthOfItChanged() {
        String read = READ + " and ";
        String written = WRITTEN + " and ";

        // three of eighteen characters, and of nineteen
        assertThat(inPlace(written, read).locate(match("model", Severity.WARN, 0.5, 0, 18)))
                .isEqualTo(match("model", Severity.ERROR, 0.9, 0, 18));
        assertThat(inPlace(written, read).locate(match("model", Severity.WARN, 0.5, 0, 19)))
                .isNull();
        assertThat(inPlace(written, read).locate(match("x", Severity.WARN, 0.5, 0, 19)))
                .isNotNull();
    }

    @Test
    void anOrderThatWasNoticedForItsDisguiseAloneIsNotMadeClear() {
        assertThat(inPlace(WRITTEN, READ).locate(match("model", Severity.WARN, 0.49, 3, 9)))
                .isEqualTo(match("model", Severity.WARN, 0.49, 3, 9));
        assertThat(inPlace(WRITTEN, READ).locate(match("x", Severity.WARN, 0.49, 3, 9)))
                .isEqualTo(match("x", Severity.ERROR, 0.9, 3, 9));
    }

    @Test
    void whatStoodBetweenTheLettersIsAChangeOfEach() {
        String written = "so s.e.n.d it";
        int[] from = {0, 1, 2, 3, 5, 7, 9, 10, 11, 12};
        var reading = new Reading(written, "so send it", from, "letters set apart", Disguise.ENCODED);

        assertThat(reading.locate(match("x", Severity.WARN, 0.5, 3, 7)))
                .isEqualTo(match("x", Severity.ERROR, 0.9, 3, 10));
        assertThat(reading.locate(match("x", Severity.WARN, 0.5, 4, 6)))
                .isEqualTo(match("x", Severity.WARN, 0.5, 5, 8));
        assertThat(reading.locate(match("x", Severity.WARN, 0.5, 3, 4))).isNull();
        assertThat(reading.locate(match("x", Severity.WARN, 0.5, 8, 10))).isNull();
    }

    @Test
    void aCharacterOfTwoUnitsIsFoundWhole() {
        String written = "so \uD835\uDC60\uD835\uDC52nd";
        int[] from = {0, 1, 2, 3, 5, 7, 8};
        var reading = new Reading(written, "so send", from, "styled letters", Disguise.ENCODED);

        assertThat(reading.locate(match("x", Severity.WARN, 0.5, 3, 5)))
                .isEqualTo(match("x", Severity.WARN, 0.5, 3, 7));
    }
}
