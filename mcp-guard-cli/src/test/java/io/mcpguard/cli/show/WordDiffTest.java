package io.mcpguard.cli.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordDiffTest {

    private static final Style PLAIN = new Style(false, 100);
    private static final Style COLORED = new Style(true, 100);

    @Test
    void marksWordsThatWentAndCame() {
        assertThat(WordDiff.lines(PLAIN, "Reads a small file", "Reads one small file now"))
                .containsExactly("Reads [-a-]{+one+} small file{+ now+}");
    }

    @Test
    void strikesThroughAndUnderlinesInColour() {
        assertThat(WordDiff.lines(COLORED, "a b", "a c"))
                .containsExactly("a \u001b[31;9mb\u001b[0m\u001b[32;4mc\u001b[0m");
    }

    @Test
    void escapesWhatTheServerSays() {
        assertThat(WordDiff.lines(COLORED, "x", "x \u001b[2J\u202e"))
                .containsExactly("x\u001b[32;4m \\u{1b}[2J\\u{202e}\u001b[0m");
    }

    @Test
    void textsThatHoldMarksStandOnLinesOfTheirOwn() {
        assertThat(WordDiff.lines(PLAIN, "a", "{+b+} [-c-]")).containsExactly("- a", "+ {+b+} [-c-]");
    }

    @Test
    void longTextsAreShownAroundTheChange() {
        String words = "word ".repeat(1_000);

        assertThat(WordDiff.lines(PLAIN, words + "old " + words, words + "new " + words)
                        .get(0))
                .startsWith("…")
                .endsWith("…")
                .contains("[-old-]{+new+}")
                .hasSizeLessThan(200);
    }

    @Test
    void twoLongTextsThatDifferInEverythingTakeNoTime() {
        String a = "a b ".repeat(50_000);
        String b = "c d ".repeat(50_000);

        assertThatCode(() -> org.junit.jupiter.api.Assertions.assertTimeout(
                        Duration.ofSeconds(10), () -> WordDiff.lines(PLAIN, a, b)))
                .doesNotThrowAnyException();
        assertThat(WordDiff.lines(PLAIN, a, b).get(0)).hasSizeLessThan(10_000);
    }
}
