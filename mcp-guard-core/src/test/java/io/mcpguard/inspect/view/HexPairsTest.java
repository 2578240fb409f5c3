package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HexPairsTest {

    private static final String TEXT = "send the file, jk~Z{";

    private record Part(String read, int start, int end) {}

    private static List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        HexPairs.forEach(
                text,
                (bytes, start, end) -> parts.add(new Part(new String(bytes, StandardCharsets.US_ASCII), start, end)));
        return parts;
    }

    private static String pairs(String text, String between) {
        return HexFormat.ofDelimiter(between).formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ":", ",", "-", "\n", "\\x", "0x", " 0x", ",0x"})
    void pairsWithSomethingBetweenThemAreRead(String between) {
        String run = pairs(TEXT, between);

        assertThat(parts(run)).containsExactly(new Part(TEXT, 0, run.length()));
        assertThat(parts("at " + run + " and on")).containsExactly(new Part(TEXT, 3, 3 + run.length()));
        assertThat(parts("at " + run.toUpperCase(Locale.ROOT).replace('X', 'x') + "."))
                .containsExactly(new Part(TEXT, 3, 3 + run.length()));
    }

    @Test
    void fewerThanTwentyAreAnAddress() {
        assertThat(parts(pairs(TEXT.substring(1), ":"))).isEmpty();
        assertThat(parts(pairs(TEXT, ":"))).hasSize(1);
        assertThat(parts("00:1A:2b:3c:4d:5e")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"  ", "/", ". ", "", "_"})
    void otherThingsBetweenThemEndARun(String between) {
        assertThat(parts(pairs(TEXT, between))).isEmpty();
    }

    @Test
    void twoRunsAreTwo() {
        String run = pairs(TEXT, " ");

        assertThat(parts(run + "  " + run))
                .containsExactly(
                        new Part(TEXT, 0, run.length()), new Part(TEXT, run.length() + 2, 2 * run.length() + 2));
    }

    @Test
    void halfAPairEndsARun() {
        String run = pairs(TEXT, " ");

        assertThat(parts(run + " 6")).containsExactly(new Part(TEXT, 0, run.length()));
        assertThat(parts(run + " ")).containsExactly(new Part(TEXT, 0, run.length()));
        assertThat(parts(run + " 6g")).containsExactly(new Part(TEXT, 0, run.length()));
        assertThat(parts(run + "\\x")).containsExactly(new Part(TEXT, 0, run.length()));
        assertThat(parts("6")).isEmpty();
        assertThat(parts("")).isEmpty();
    }

    @Test
    void digitsOfOtherScriptsAreRead() {
        String run = pairs("0123456789 0123456789", " ");
        String wide = run.replace('3', '\uFF13');

        assertThat(parts(wide)).extracting(Part::read).containsExactly("0123456789 0123456789");
    }
}
