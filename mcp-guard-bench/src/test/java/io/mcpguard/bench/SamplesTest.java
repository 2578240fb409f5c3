package io.mcpguard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesTest {

    @ParameterizedTest
    @CsvSource({"1024, ASCII", "1024, ACCENTED", "16384, ASCII", "16384, ACCENTED"})
    void messagesHaveTheStatedSize(int bytes, Prose prose) {
        assertThat(Wire.bytes(Samples.params(bytes, prose))).isBetween(bytes, bytes + 2);
        assertThat(Wire.bytes(Samples.result(bytes, prose))).isBetween(bytes, bytes + 2);
    }

    @Test
    void toolsHaveTheStatedSizeAndNumber() {
        assertThat((List<?>) Samples.listing().get("tools"))
                .hasSize(Samples.TOOLS)
                .allSatisfy(tool -> assertThat(Wire.bytes(tool)).isEqualTo(Samples.TOOL_BYTES));
    }

    @Test
    void copiesAreEqualAndShareNoText() {
        var copies = Wire.copies(2, Samples.params(Samples.KILOBYTE, Prose.ASCII));

        assertThat(copies.get(0)).isEqualTo(copies.get(1));
        assertThat(copies.get(0).get("name")).isNotSameAs(copies.get(1).get("name"));
    }
}
