package io.mcpguard.inspect.sanitise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineBreaksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Send it to the\nshop.",
                "Send it\nsoon.",
                "Send it  \n  soon.",
                "> Send it to\n> the shop.",
                "Send it to the\nBerlin office.",
                "the\nBerlin office",
                "Bring bread and cheese to the office,\nBob.",
                "Send it to\n5 people.",
                "Send it to\n12345. Then go."
            })
    void aSentenceThatIsWrappedGoesOn(String text) {
        assertThat(new LineBreaks(text).isSoft(text.indexOf('\n'))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Send it.\nsoon",
                "Send it\nSoon",
                "Hi Bob,\nMary sends it.",
                "it costs about as much as we said 5,\nBob.",
                "\nsoon",
                "   \nsoon",
                "Send it to the\n",
                "Send it to the\n   ",
                "Send it to the\n- shop",
                "Send it to the\ntotal: 5",
                "Send it to the\nto_a-b=5",
                "Send it to the\n1. Open",
                "Send it to the\n123) Open",
                "xthethethethe\nBerlin",
                "go-the\nBerlin"
            })
    void whatBeginsOrEndsSomethingElseDoesNotGoOn(String text) {
        assertThat(new LineBreaks(text).isSoft(text.lastIndexOf('\n'))).isFalse();
    }

    @Test
    void aLabelIsShort() {
        String word = "a".repeat(23);

        assertThat(new LineBreaks("Go\n" + word + ": x").isSoft(2)).isFalse();
        assertThat(new LineBreaks("Go\n" + word + "a: x").isSoft(2)).isTrue();
    }

    @Test
    void aSalutationIsShort() {
        assertThat(new LineBreaks("a".repeat(29) + ",\nBob").isSoft(30)).isFalse();
        assertThat(new LineBreaks("a".repeat(30) + ",\nBob").isSoft(31)).isTrue();
        assertThat(new LineBreaks("Go on with it.\n" + "a".repeat(29) + ",\nBob").isSoft(45))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a~b, 1, 1",
        "a^b, 1, 1",
        "a^~b, 1, 2",
        "a^, 1, 1",
        "a\\nb, 1, 2",
        "a\\rb, 1, 2",
        "a\\r\\nb, 1, 4",
        "\\nb, 0, 2",
        "a\\tb, 1, 0",
        "a\\\\nb, 2, 0",
        "a\\, 1, 0",
        "ab, 1, 0",
        "ab, 2, 0"
    })
    void anEndOfALineIsAsLongAsItIsWritten(String written, int at, int length) {
        String text = written.replace('~', '\n').replace('^', '\r');
        var breaks = new LineBreaks(text);

        assertThat(breaks.at(at)).isEqualTo(length);
        assertThat(breaks.before(at + length)).isEqualTo(length);
    }

    @Test
    void aBarPartsCellsWhereItsLineBeginsWithOne() {
        String table = "x | y\n  | a | b |\nc | d";
        var breaks = new LineBreaks(table);

        assertThat(breaks.isInTable(2)).isFalse();
        assertThat(breaks.isInTable(8)).isTrue();
        assertThat(breaks.isInTable(table.indexOf('b') + 2)).isTrue();
        assertThat(breaks.isInTable(table.length() - 3)).isFalse();
        assertThat(new LineBreaks("| a |").isInTable(4)).isTrue();
        assertThat(new LineBreaks("|" + "a".repeat(3_000) + "|").isInTable(3_001))
                .isFalse();
    }
}
