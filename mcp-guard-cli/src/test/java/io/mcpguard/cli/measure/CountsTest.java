package io.mcpguard.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountsTest {

    private static final byte[] ROW = bytes("{\"surface\":\"tool_result\",\"label\":\"benign\",\"text\":\"Fine.\"}");

    private final Counts counts = new Counts(List.of());

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aResultThatIsDeeperThanARowMayBeCostsThatRowOnly() {
        String deep = "[".repeat(1_001) + "]".repeat(1_001);

        counts.count("mine", ROW, bytes("{\"decision\":\"allow\",\"drift\":" + deep + "}"));
        counts.count("mine", ROW, bytes("{\"decision\":\"allow\"}"));

        assertThat(counts.unjudged()).isEqualTo(1);
        assertThat(counts.lines())
                .singleElement()
                .satisfies(line -> assertThat(counts.rows(line)).isEqualTo(1));
    }
}
