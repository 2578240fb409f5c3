package io.mcpguard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonException.Reason;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import java.util.List;
import java.util.Map;
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
    void aPageOfTenThousandToolsIsWithinTheDefaultLimits() {
        var tools = ManyTools.read(ManyTools.COUNT);
        var page = Map.of("tools", tools);

        assertThat(JsonTree.freezeObject(page, Limits.DEFAULT)).isEqualTo(page);
    }

    @Test
    void aPageOfThirteenThousandIsNot() {
        var page = Map.of("tools", ManyTools.read(13_000));

        assertThatThrownBy(() -> JsonTree.freezeObject(page, Limits.DEFAULT))
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_NODES));
    }

    @Test
    void copiesAreEqualAndShareNoText() {
        var copies = Wire.copies(2, Samples.params(Samples.KILOBYTE, Prose.ASCII));

        assertThat(copies.get(0)).isEqualTo(copies.get(1));
        assertThat(copies.get(0).get("name")).isNotSameAs(copies.get(1).get("name"));
    }
}
