package io.mcpguard.inspect.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTest {

    private static final Folding FOLDING = new Folding();

    @ParameterizedTest
    @CsvSource({
        "Ignore, ignore",
        "IGNORE, ignore",
        "ｉｇｎｏｒｅ, ignore",
        "𝐢𝐠𝐧𝐨𝐫𝐞, ignore",
        "ⓘⓖⓝⓞⓡⓔ, ignore",
        "іgnоrе, ignore",
        "ígnórè, ignore",
        "ιgnοrε, ignore",
        "ig\u200Bno\u00ADre, ignore",
        "i\uFE0Fgnore, ignore",
        "précédentes, precedentes",
        "Straße, strasse",
        "don’t, don't",
        "日本語, 日本語",
        "שלום, שלום"
    })
    void readsLikeAPerson(String text, String folded) {
        assertThat(fold(text)).isEqualTo(folded);
    }

    @Test
    void whiteSpaceOfAnyKindAndLengthIsOneSpaceOrLineFeed() {
        assertThat(fold("a \t\u00A0 b")).isEqualTo("a b");
        assertThat(fold("a \r\n  b")).isEqualTo("a\nb");
        assertThat(fold("a\u2028b")).isEqualTo("a\nb");
    }

    @Test
    void escapesOfJsonInTextAreUndone() {
        assertThat(fold("a\\nb\\tc \\\"d\\\" \\u0069\\u0067")).isEqualTo("a\nb c \"d\" ig");
        assertThat(fold("C:\\dir \\u12 \\")).isEqualTo("c:\\dir \\u12 \\");
    }

    @Test
    void coloursBetweenLettersVanish() {
        assertThat(fold("ig\u001B[31mno\u001B[0mre")).isEqualTo("ignore");
        assertThat(fold("ig\u009B31mnore")).isEqualTo("ignore");
    }

    @Test
    void namesCanBeReadAsWords() {
        assertThat(Folded.of("ignore_all-rules", FOLDING, true).toString()).isEqualTo("ignore all rules");
        assertThat(Folded.of("ignore_all-rules", FOLDING, false).toString()).isEqualTo("ignore_all-rules");
    }

    @Test
    void pointsBackToTheOriginal() {
        String text = "\uD835\uDC00\u200B  ﬁx";
        Folded folded = Folded.of(text, FOLDING, false);

        assertThat(folded.toString()).isEqualTo("a fix");
        assertThat(folded.start(0)).isZero();
        assertThat(folded.start(1)).isEqualTo(3);
        assertThat(folded.start(2)).isEqualTo(5);
        assertThat(folded.start(4)).isEqualTo(6);
        assertThat(folded.end(5)).isEqualTo(text.length());
    }

    @Test
    void offsetsNeverGoBackAndStayInside() {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String text = random(random);
            Folded folded = Folded.of(text, FOLDING, random.nextBoolean());
            int last = 0;
            for (int at = 0; at <= folded.length(); at++) {
                assertThat(folded.start(at)).isBetween(last, text.length());
                last = folded.start(at);
            }
        }
    }

    /** Any UTF-16, half surrogates too. */
    private static String random(Random random) {
        var text = new StringBuilder();
        String odd = "aZ \n\\nu0\u001B[m\u200B\uD83D\uDE00\uD800\uDC00\uFB03\u0301\uFFFF";
        for (int n = random.nextInt(40); n > 0; n--) {
            text.append(
                    random.nextBoolean() ? odd.charAt(random.nextInt(odd.length())) : (char) random.nextInt(0x10000));
        }
        return text.toString();
    }

    private static String fold(String text) {
        return Folded.of(text, FOLDING, false).toString();
    }
}
