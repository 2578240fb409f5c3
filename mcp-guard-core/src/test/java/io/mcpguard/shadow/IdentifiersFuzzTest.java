package io.mcpguard.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

class IdentifiersFuzzTest {

    /** Whatever the text is: an identifier stands in it, and no character is in more than two of them. */
    @FuzzTest
    void findsWhatStandsInTheText(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        var times = new int[text.length()];

        Identifiers.of(text, (start, end) -> {
            assertThat(text.substring(start, end)).isNotEmpty();
            for (int i = start; i < end; i++) {
                times[i]++;
            }
        });

        assertThat(Arrays.stream(times).max().orElse(0)).isLessThanOrEqualTo(2);
    }
}
