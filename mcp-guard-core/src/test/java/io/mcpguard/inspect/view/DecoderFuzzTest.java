package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.inspect.text.Budget;

class DecoderFuzzTest {

    /** Whatever the text is: what is decoded stands inside it and is no longer than it. */
    @FuzzTest
    void decodesWhatStandsInTheText(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        var decodedChars = new long[1];

        Decoder.forEach(text, new Budget(), (decoded, start, end) -> {
            assertThat(start).isNotNegative().isLessThan(end);
            assertThat(end).isLessThanOrEqualTo(text.length());
            assertThat(decoded.length()).isLessThanOrEqualTo(end - start);
            decodedChars[0] += decoded.length();
        });

        // Base64 (which hexadecimal is too), percents and character references: each looks at a character once.
        assertThat(decodedChars[0]).isLessThanOrEqualTo(3L * text.length());
    }
}
