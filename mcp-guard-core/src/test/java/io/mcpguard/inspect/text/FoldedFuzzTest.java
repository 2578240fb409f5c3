package io.mcpguard.inspect.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class FoldedFuzzTest {

    private static final Folding FOLDING = new Folding();

    /** Whatever the text is: every folded character knows where it came from, in order, and there are not many more. */
    @FuzzTest
    void knowsWhereEveryCharacterCameFrom(FuzzedDataProvider data) {
        boolean separated = data.consumeBoolean();
        String text = data.consumeRemainingAsString();

        Folded folded = Folded.of(text, FOLDING, separated);

        int last = 0;
        for (int i = 0; i < folded.length(); i++) {
            assertThat(folded.start(i)).isBetween(last, text.length() - 1);
            last = folded.start(i);
        }
        assertThat(folded.start(folded.length())).isEqualTo(text.length());
        // The longest compatibility decomposition has 18 characters.
        assertThat(folded.length()).isLessThanOrEqualTo(18 * text.length());
        assertThat(folded.toString()).doesNotContain("  ");
    }
}
