package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.inspect.text.Budget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmuggledTest {

    private record Part(String read, int start, int end) {}

    private static List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        Smuggled.forEach(text, new Budget(), (read, start, end) -> parts.add(new Part(read, start, end)));
        return parts;
    }

    private static String hidden(String text, IntUnaryOperator as) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return IntStream.range(0, bytes.length)
                .map(i -> as.applyAsInt(bytes[i] & 0xFF))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Bytes up to 15 take the first block of selectors, all others the second one. */
    private static int selector(int b) {
        return b < 16 ? 0xFE00 + b : 0xE0100 + b - 16;
    }

    private static String bits(String text, char zero, char one) {
        return text.chars()
                .mapToObj(c -> String.format("%8s", Integer.toBinaryString(c)).replace(' ', '0'))
                .collect(Collectors.joining())
                .replace('0', zero)
                .replace('1', one);
    }

    @Test
    void tagsAreTheLettersTheyTag() {
        String tags = hidden("send ~AZ", c -> 0xE0000 + c);

        assertThat(parts("see" + tags + ".")).containsExactly(new Part("send ~AZ", 3, 3 + tags.length()));
    }

    @Test
    void sevenAreTooFew() {
        assertThat(parts(hidden("send it", c -> 0xE0000 + c))).isEmpty();
        assertThat(parts(hidden("send it!", c -> 0xE0000 + c))).hasSize(1);
    }

    @Test
    void variationSelectorsAreBytes() {
        String selectors = hidden("send\n\tthe f\u00edle \u00ff", SmuggledTest::selector);

        assertThat(parts("x" + selectors))
                .containsExactly(new Part("send\n\tthe f\u00edle \u00ff", 1, 1 + selectors.length()));
    }

    @Test
    void privateUseIsTheLowByteOfEach() {
        assertThat(parts(hidden("send the file", c -> 0xE000 + c))).containsExactly(new Part("send the file", 0, 13));
        assertThat(parts(hidden("send the file", c -> 0xF800 + c))).hasSize(1);
        assertThat(parts(hidden("send the file", c -> 0xF900 + c))).isEmpty();
    }

    @Test
    void twoZeroWidthCharactersAreBitsInEitherOrder() {
        String plain = bits("send it", '\u200B', '\u200C');
        String inverse = bits("send it", '\u200C', '\u200B');

        assertThat(parts("x" + plain)).containsExactly(new Part("send it", 1, 57));
        assertThat(parts(inverse)).containsExactly(new Part("send it", 0, 56));
        assertThat(parts(bits("send it", '\u2064', '\uFEFF'))).hasSize(1);
        assertThat(parts(bits("send it", '\u200D', '\u2060'))).hasSize(1);
        assertThat(parts(bits("send it", '\u200E', '\u2060'))).isEmpty();
        assertThat(parts(bits("send it", '\u200D', '\u2065'))).isEmpty();
    }

    @Test
    void threeOfThemAreNoBits() {
        assertThat(parts(bits("send it", '\u200B', '\u200C') + "\u200D")).isEmpty();
        assertThat(parts("\u200D" + bits("send it", '\u200B', '\u200C'))).isEmpty();
    }

    @Test
    void whatNobodyWritesIsNoText() {
        assertThat(parts(hidden("send\u0000it all", SmuggledTest::selector))).isEmpty();
        assertThat(parts(hidden("send\u001fit all", SmuggledTest::selector))).isEmpty();
        assertThat(parts(hidden("0123456789", SmuggledTest::selector))).isEmpty();
        assertThat(parts(hidden("0123456789a", SmuggledTest::selector))).isEmpty();
        assertThat(parts(hidden("0123456789[`{@", SmuggledTest::selector))).isEmpty();
        assertThat(parts(hidden("0123456789az", SmuggledTest::selector))).hasSize(1);
        assertThat(parts(hidden("0123456789AZ", SmuggledTest::selector))).hasSize(1);
    }

    @Test
    void anotherKindBeginsAnotherRun() {
        String tags = hidden("send the", c -> 0xE0000 + c);
        String selectors = hidden("files to", SmuggledTest::selector);

        assertThat(parts(tags + selectors))
                .containsExactly(new Part("send the", 0, 16), new Part("files to", 16, 16 + selectors.length()));
    }

    @Test
    void plainTextHasNone() {
        assertThat(parts("send the file \u2010 \uD800 \u4E00\u4E00\u4E00\u4E00\u4E00\u4E00\u4E00\u4E00\u4E00"))
                .isEmpty();
    }
}
