package io.mcpguard.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class SafeTextFuzzTest {

    /** Whatever the text is: the excerpt fits, a reader sees all of it, and once is enough. */
    @FuzzTest
    void showsOnlyWhatCanBeSeen(FuzzedDataProvider data) {
        int maxChars = data.consumeInt(1, 300);
        String text = data.consumeRemainingAsString();

        String excerpt = SafeText.excerpt(text, maxChars);

        assertThat(excerpt.length()).isLessThanOrEqualTo(maxChars);
        assertThat(excerpt.codePoints().noneMatch(SafeText::isUnseen)).isTrue();
        assertThat(SafeText.excerpt(excerpt, maxChars)).isEqualTo(excerpt);
    }
}
