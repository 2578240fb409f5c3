package io.mcpguard.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void leavesReadableTextAlone() {
        assertThat(SafeText.excerpt("na\u00efve \u20ac \u4e2d\u6587 \ud83d\ude00 C:\\x", 100))
                .isEqualTo("na\u00efve \u20ac \u4e2d\u6587 \ud83d\ude00 C:\\x");
    }

    @Test
    void showsWhatCannotBeSeen() {
        assertThat(SafeText.excerpt("a\r\nb\u001b[2J\u009b", 100)).isEqualTo("a\\u{d}\\u{a}b\\u{1b}[2J\\u{9b}");
        assertThat(SafeText.excerpt("\u202e\u2066\u200b\u00ad\ufeff", 100))
                .isEqualTo("\\u{202e}\\u{2066}\\u{200b}\\u{ad}\\u{feff}");
        assertThat(SafeText.excerpt("\udb40\udc41\udb40\udd00\ufe0f", 100)).isEqualTo("\\u{e0041}\\u{e0100}\\u{fe0f}");
        assertThat(SafeText.excerpt("\u2028\u2029\u00a0\u3164\u2800\u115f\u034f\u180e", 100))
                .isEqualTo("\\u{2028}\\u{2029}\\u{a0}\\u{3164}\\u{2800}\\u{115f}\\u{34f}\\u{180e}");
        assertThat(SafeText.excerpt("\ud800x\udc00\ue000\u0378\u007f", 100))
                .isEqualTo("\\u{d800}x\\u{dc00}\\u{e000}\\u{378}\\u{7f}");
    }

    @Test
    void isEmptyForNull() {
        assertThat(SafeText.excerpt(null, 5)).isEmpty();
    }

    @Test
    void cutsAndMarksWhatIsTooLong() {
        assertThat(SafeText.excerpt("12345", 5)).isEqualTo("12345");
        assertThat(SafeText.excerpt("123456", 5)).isEqualTo("1234…");
        assertThat(SafeText.excerpt("123456", 1)).isEqualTo("…");
    }

    @Test
    void cutsNeitherEscapesNorPairs() {
        assertThat(SafeText.excerpt("abc\u202e", 8)).isEqualTo("abc…");
        assertThat(SafeText.excerpt("abc\u202e", 11)).isEqualTo("abc\\u{202e}");
        assertThat(SafeText.excerpt("abc\u202ed", 11)).isEqualTo("abc…");
        assertThat(SafeText.excerpt("abc\ud83d\ude00", 4)).isEqualTo("abc…");
        assertThat(SafeText.excerpt("abc\ud83d\ude00", 5)).isEqualTo("abc\ud83d\ude00");
    }

    @Test
    void neverExceedsItsLengthAndHidesNothing() {
        RandomTrees trees = new RandomTrees(1);
        for (int i = 0; i < 5_000; i++) {
            int max = 1 + i % 40;
            String excerpt = SafeText.excerpt(trees.string() + trees.string(), max);

            assertThat(excerpt.length()).isLessThanOrEqualTo(max);
            assertThat(excerpt.codePoints().noneMatch(SafeText::isUnseen)).isTrue();
            assertThat(SafeText.excerpt(excerpt, max)).isEqualTo(excerpt);
        }
    }

    @Test
    void refusesToGiveNothing() {
        assertThatThrownBy(() -> SafeText.excerpt("x", 0)).hasMessage("maxChars is at least 1, not 0");
    }

    @Test
    void aFailureIsPlacedWithoutItsWords() {
        var failure = new IllegalStateException("what a server said", new IllegalStateException("and more"));

        assertThat(SafeText.place(failure))
                .startsWith("java.lang.IllegalStateException at io.mcpguard.json.SafeTextTest")
                .doesNotContain("server said", "and more");
    }
}
