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
    void threeLettersOfAnotherScriptAreADisguise() {
        assertThat(isDisguised("ig\u043e", 0, 3)).isFalse();
        assertThat(isDisguised("\u0430b\u043er\u0435", 0, 5)).isTrue();
        assertThat(isDisguised("\u0430b\u043er\u0435", 0, 4)).isFalse();
        assertThat(isDisguised("\u0430b\u043er\u0435", 1, 5)).isFalse();
        // accents are Latin, and what reads as no letter of ASCII is none
        assertThat(isDisguised("\u00e0\u00e9\u00ef\u00f5\u024f", 0, 5)).isFalse();
        assertThat(isDisguised("\u65e5\u672c\u8a9e\u306e", 0, 4)).isFalse();
        assertThat(isDisguised("\uFF10\uFF11\uFF12\uFF13", 0, 4)).isFalse();
        assertThat(isDisguised("\uFF21\uFF3A\uFF41", 0, 3)).isTrue();
    }

    private static boolean isDisguised(String text, int start, int end) {
        return Folded.of(text, FOLDING, false).isDisguised(start, end);
    }

    @Test
    void aPartGoesOnForSoManyCharactersBehindAPlace() {
        String text = "one two three four five";

        assertThat(Folded.part(text, FOLDING, 4, 8, 5).toString()).isEqualTo("two three");
        assertThat(Folded.part(text, FOLDING, 4, 8, 6).toString()).isEqualTo("two three");
        assertThat(Folded.part(text, FOLDING, 4, 8, 7).toString()).isEqualTo("two three f");
        assertThat(Folded.part(text, FOLDING, 4, 4, 3).toString()).isEqualTo("two");
        assertThat(Folded.part(text, FOLDING, 4, 8, 100).toString()).isEqualTo("two three four five");
        assertThat(Folded.part("one  ", FOLDING, 0, 0, 100).toString()).isEqualTo("one ");
        assertThat(Folded.part("a\uFB03 and more", FOLDING, 0, 0, 4).toString()).isEqualTo("affi");
    }

    @Test
    void aPartPointsBackToTheWhole() {
        Folded part = Folded.part("one two three four five", FOLDING, 4, 8, 5);

        assertThat(part.start(0)).isEqualTo(4);
        assertThat(part.start(4)).isEqualTo(8);
        assertThat(part.indexOf(8)).isEqualTo(4);
        assertThat(part.indexOf(5)).isEqualTo(1);
        assertThat(part.indexOf(0)).isZero();
        assertThat(part.indexOf(99)).isEqualTo(part.length());
    }

    @Test
    void aWindowIsAViewOfIt() {
        CharSequence window = Folded.of("one two", FOLDING, false).window(4, 9);

        assertThat(window).hasToString("two");
        assertThat(window.length()).isEqualTo(3);
        assertThat(window.charAt(1)).isEqualTo('w');
        assertThat(window.subSequence(1, 3)).hasToString("wo");
        assertThat(Folded.of("one two", FOLDING, false).subSequence(2, 5)).hasToString("e t");
    }

    @Test
    void aControlSequenceIsNoLongerThanThirtyTwoCharacters() {
        assertThat(fold("a\u001B[" + "1;".repeat(15) + "1mb")).isEqualTo("ab");
        assertThat(fold("a\u001B[" + "1;".repeat(16) + "1mb")).isEqualTo("a" + "1;".repeat(16) + "1mb");
        assertThat(fold("a\u001B[1@b")).isEqualTo("ab");
        assertThat(fold("a\u001B[1~b")).isEqualTo("ab");
        assertThat(fold("a\u001B[1?~b")).isEqualTo("ab");
        assertThat(fold("a\u001B[ mb")).isEqualTo("ab");
        assertThat(fold("a\u001B[1\u007Fmb")).isEqualTo("a1mb");
        assertThat(fold("a\u001B[1\u001Fmb")).isEqualTo("a1mb");
        assertThat(fold("a\u001Bb")).isEqualTo("ab");
        assertThat(fold("a\u001B")).isEqualTo("a");
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
