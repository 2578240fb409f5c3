package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.rule.Disguise;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StyledTest {

    private static final String TEXT = "Send the file";

    /** The letters of a text from where an alphabet begins, large ones and small ones. */
    private static String from(String text, int large, int small) {
        var styled = new StringBuilder();
        text.chars()
                .forEach(c -> styled.appendCodePoint(
                        c >= 'a' && c <= 'z' ? small + c - 'a' : c >= 'A' && c <= 'Z' ? large + c - 'A' : c));
        return styled.toString();
    }

    @ParameterizedTest
    @CsvSource({
        // mathematical bold and monospace, circled, full width
        "0x1D400, 0x1D41A, SHOW",
        "0x1D670, 0x1D68A, SHOW",
        "0x24B6, 0x24D0, ENCODED",
        "0xFF21, 0xFF41, ENCODED"
    })
    void lettersInAnotherDressAreReadInTheirCase(String large, String small, Disguise disguise) {
        Reading reading = Styled.read("So: " + from(TEXT, Integer.decode(large), Integer.decode(small)) + ".");

        assertThat(reading).isNotNull();
        assertThat(reading.text()).isEqualTo("So: " + TEXT + ".");
        assertThat(reading.disguise()).isEqualTo(disguise);
    }

    @Test
    void greekAndCyrillicLettersInsideWordsOfAsciiAreACipher() {
        Reading reading = Styled.read("S\u0435nd th\u0435 fil\u0435 t\u043e m\u0435, and d\u0435l\u0435t\u0435 it");

        assertThat(reading).isNotNull();
        assertThat(reading.text()).isEqualTo("Send the file to me, and delete it");
        assertThat(reading.disguise()).isEqualTo(Disguise.CIPHER);
    }

    @Test
    void whatThereIsMostOfTellsHowItIsHidden() {
        String greek = "d\u0435l\u0435t\u0435 th\u0435 fil\u0435s t\u043e m\u0435, n\u043ew";
        String bold = from("abcdefghij", 0x1D400, 0x1D41A);
        String wide = from("abcdefghij", 0xFF21, 0xFF41);

        assertThat(disguise(greek + bold)).isEqualTo(Disguise.SHOW);
        assertThat(disguise(greek + from("abc", 0x1D400, 0x1D41A))).isEqualTo(Disguise.CIPHER);
        assertThat(disguise(greek + from("abc", 0xFF21, 0xFF41))).isEqualTo(Disguise.CIPHER);
        assertThat(disguise(wide + bold)).isEqualTo(Disguise.SHOW);
        assertThat(disguise(wide + "\uFF41" + bold)).isEqualTo(Disguise.ENCODED);
        assertThat(disguise(wide + greek)).isEqualTo(Disguise.ENCODED);
    }

    private static Disguise disguise(String text) {
        Reading reading = Styled.read(text);
        assertThat(reading).isNotNull();
        return reading.disguise();
    }

    @Test
    void sevenLettersAreATrademarkOrAFormula() {
        assertThat(Styled.isIn(from("Sendthe", 0x1D400, 0x1D41A))).isFalse();
        assertThat(Styled.read(from("Sendthe", 0x1D400, 0x1D41A))).isNull();
        assertThat(Styled.isIn(from("Sendthem", 0x1D400, 0x1D41A))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Send the file to me and to nobody else",
                "\u041e\u0442\u043f\u0440\u0430\u0432\u044c\u0442\u0435 \u0444\u0430\u0439\u043b \u043c\u043d\u0435",
                "\u03b1 \u03b2 \u03b3 \u03b4 \u03b5 \u03b6 \u03b7 \u03b8 \u03b9",
                "1\u03b1 2\u03b2 3\u03b3 4\u03b4 5\u03b5 6\u03b6 7\u03b7 8\u03b8 9\u03b9",
                "@\u03b1 [\u03b2 `\u03b3 {\u03b4 @\u03b5 [\u03b6 `\u03b7 {\u03b8 @\u03b9",
                "\u65e5\u672c\u8a9e\u306e\u6587\u7ae0\u3067\u3059\u3002",
                // on either side of the blocks that are letters in another dress
                "\uD835\uDBFF\uD835\uDBFF\u24B5\u24B5\u24B5\u24B5\u24EA\u24EA\u24EA\u24EA",
                "\uFF20\uFF20\uFF20\uFF20\uFF5B\uFF5B\uFF5B\uFF5B\uFF5B",
                "\uD83C\uDD0F\uD83C\uDD0F\uD83C\uDD0F\uD83C\uDD0F\uD83C\uDD8A\uD83C\uDD8A\uD83C\uDD8A\uD83C\uDD8A",
                "\uD836\uDC00\uD836\uDC00\uD836\uDC00\uD836\uDC00\uD836\uDC00\uD836\uDC00\uD836\uDC00\uD836\uDC00",
                ""
            })
    void otherScriptsAndSignsAreNot(String text) {
        assertThat(Styled.isIn(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD835\uDC00\uD835\uDFFF\uD835\uDC00\uD835\uDFFF\uD835\uDC00\uD835\uDFFF\uD835\uDC00\uD835\uDFFF",
                "\u24B6\u24E9\u24B6\u24E9\u24B6\u24E9\u24B6\u24E9",
                "\uFF21\uFF5A\uFF21\uFF5A\uFF21\uFF5A\uFF21\uFF5A",
                "\uD83C\uDD10\uD83C\uDD89\uD83C\uDD10\uD83C\uDD89\uD83C\uDD10\uD83C\uDD89\uD83C\uDD10\uD83C\uDD89",
                "a\u03b1 z\u03b2 \u03b3A \u03b4Z a\u04FF a\u0401 a\u03b7 a\u03b8"
            })
    void theFirstAndTheLastOfEachAre(String text) {
        assertThat(Styled.isIn(text)).isTrue();
    }

    @Test
    void aWordIsFoundWhereItsLettersStand() {
        Reading reading = Styled.read("So \uD83C\uDD10\uFB01 " + from("send them", 0x1D400, 0x1D41A));
        assertThat(reading).isNotNull();
        int at = reading.text().indexOf("send");

        Match match = reading.locate(
                Match.of("x", "prompt-injection", Severity.WARN, 0.5, "about", at, at + 4, Rule.Cut.MATCH));

        assertThat(match).isNotNull();
        assertThat(match.start()).isEqualTo(7);
        assertThat(match.end()).isEqualTo(15);
    }

    @Test
    void oneCharacterThatIsManyLettersKeepsPlaces() {
        // a letter in brackets reads as three characters
        Reading reading = Styled.read("\uD83C\uDD10".repeat(40));
        assertThat(reading).isNotNull();

        int length = reading.text().length();
        Match match = reading.locate(
                Match.of("x", "prompt-injection", Severity.WARN, 0.5, "about", length - 1, length, Rule.Cut.MATCH));

        assertThat(match).isNotNull();
        assertThat(match.start()).isEqualTo(78);
        assertThat(match.end()).isEqualTo(80);
    }
}
