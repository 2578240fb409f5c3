package io.mcpguard.inspect.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceTest {

    private static int of(String before) {
        return Place.of(before + "here", before.length());
    }

    @Test
    void aTextBegins() {
        assertThat(of("")).isEqualTo(Place.BEGINS);
    }

    @Test
    void aStringOfARecord() {
        assertThat(of("{\"id\": 7, \"note\": \"")).isEqualTo(Place.STRING);
        assertThat(of("he said \"")).isEqualTo(Place.GOES_ON);
    }

    @Test
    void aListATableAHeadingAndAComment() {
        assertThat(of("Steps:\n- ")).isEqualTo(Place.LIST);
        assertThat(of("Steps:\n2. ")).isEqualTo(Place.LIST);
        assertThat(of("x\n| ")).isEqualTo(Place.TABLE);
        assertThat(of("x\n## ")).isEqualTo(Place.HEADING);
        assertThat(of("x\n// ")).isEqualTo(Place.COMMENT);
    }

    @Test
    void aParagraphALineAndTheMiddleOfOne() {
        assertThat(of("One.\n\n")).isEqualTo(Place.PARAGRAPH);
        assertThat(of("One.\n")).isEqualTo(Place.LINE);
        assertThat(of("One. ")).isEqualTo(Place.GOES_ON);
    }

    @Test
    void whatATextIsShowsInItsFirstCharacter() {
        assertThat(Place.kind("  {\"a\": 1}")).isEqualTo(1);
        assertThat(Place.kind("| a | b |")).isEqualTo(2);
        assertThat(Place.kind("# Title")).isEqualTo(3);
        assertThat(Place.kind("<p>")).isEqualTo(4);
        assertThat(Place.kind("Hello")).isZero();
    }
}
