package io.mcpguard.data.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "abc; abcd; 3",
                "abc; abd; -1",
                "[a-c]{2}; abc; 2",
                "[a-c]{2,5}x; abcabx; 6",
                "[a-c]{4,}x; abcabx; 6",
                "[a-c]{6,}x; abcabx; -1",
                "a\\.b; a.b; 3",
                "a\\.b; axb; -1",
                "(ab|cd)e; cde; 3",
                "(-[0-9]{2}){3}; -11-22-33-44; 9",
                "ab?c; ac; 2",
                "[]x]+; x]x]; 4",
                "[a-]+; a-a; 3"
            })
    void endsWhereThePatternEnds(String pattern, String text, int end) {
        assertThat(shape(pattern).end(text, 0, new Shape.Reach())).isEqualTo(end);
    }

    @Test
    void givesNothingBack() {
        assertThat(shape("[a-z]{1,9}z").isAll("abcz")).isFalse();
    }

    @Test
    void remembersHowFarAnOpenPartGoes() {
        Shape shape = shape("[a-z]{3,};");
        var reach = new Shape.Reach();

        assertThat(shape.end("abcdef;abc;", 0, reach)).isEqualTo(7);
        assertThat(shape.end("abcdef;abc;", 2, reach)).isEqualTo(7);
        assertThat(shape.end("abcdef;abc;", 4, reach)).isEqualTo(-1);
        assertThat(shape.end("abcdef;abc;", 7, reach)).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource({"'[0-9]{3,4}', x123:, 4, 1", "'[0-9]{3,4}', x12345:, 6, -1", "'[0-9]{3,4}', x12:, 3, -1"})
    void goesBackOverOneClass(String pattern, String text, int end, int start) {
        assertThat(shape(pattern).startBefore(text, end)).isEqualTo(start);
    }

    @Test
    void refusesABracketTooMany() {
        assertThatThrownBy(() -> shape("ab)"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"ab)\" has a bracket too many");
    }

    private static Shape shape(String pattern) {
        return Shape.of(pattern, new Shape.Slots());
    }
}
