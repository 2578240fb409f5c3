package io.mcpguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "10m, PT10M", "2h, PT2H", "1d, PT24H", "0s, PT0S", "0090s, PT90S"})
    void readsANumberAndAUnit(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "m",
                "-1s",
                "+1s",
                "1.5s",
                "1 s",
                "1S",
                "1m30s",
                "1w",
                "PT1S",
                "1us",
                "9999999999s",
                "١s"
            })
    void readsNothingElse(String text) {
        assertThat(Durations.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"PT0.5S, 500ms", "PT90S, 90s", "PT10M, 10m", "PT2H, 2h", "PT48H, 2d", "PT1.5S, 1500ms", "PT0S, 0s"})
    void writesTheLargestUnitThatFits(Duration duration, String expected) {
        assertThat(Durations.write(duration)).isEqualTo(expected);
    }

    @Test
    void writesWhatIsNoneOfTheseInTheIsoForm() {
        assertThat(Durations.write(Duration.ofNanos(1))).isEqualTo("PT0.000000001S");
        assertThat(Durations.write(Duration.ofSeconds(-1))).isEqualTo("PT-1S");
        assertThat(Durations.write(Duration.ofSeconds(Long.MAX_VALUE))).startsWith("PT");
    }
}
