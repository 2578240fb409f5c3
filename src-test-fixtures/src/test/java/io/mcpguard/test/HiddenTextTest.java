package io.mcpguard.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HiddenTextTest {

    @Test
    void hidesInTheTagBlock() {
        assertThat(HiddenText.tags("Hi").codePoints()).containsExactly(0xE0048, 0xE0069);
        assertThatThrownBy(() -> HiddenText.tags("ä")).hasMessage("the tag block has printable ASCII only");
    }

    @Test
    void hidesInZeroWidthBits() {
        assertThat(HiddenText.zeroWidth("A")).isEqualTo("\u200B\u200C\u200B\u200B\u200B\u200B\u200B\u200C");
    }

    @Test
    void hidesInVariationSelectors() {
        assertThat(HiddenText.variationSelectors("\nA").codePoints()).containsExactly(0xFE0A, 0xE0131);
    }

    @Test
    void reversesBetweenOverrides() {
        assertThat(HiddenText.bidi("abc")).isEqualTo("\u202Ecba\u202C");
    }
}
