package io.mcpguard.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

class IdentifiersFuzzTest {

    /** Whatever the text is: an identifier stands where it says, and no character is in more than two of them. */
    @FuzzTest
    void findsWhatStandsInTheText(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        var times = new int[text.length()];

        Identifiers.of(text, found -> {
            assertThat(text.substring(found.start(), found.end()))
                    .isEqualTo(found.text())
                    .isNotEmpty();
            for (int i = found.start(); i < found.end(); i++) {
                times[i]++;
            }
        });

        assertThat(Arrays.stream(times).max().orElse(0)).isLessThanOrEqualTo(2);
    }
}
