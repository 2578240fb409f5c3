package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Finding;
import io.mcpguard.inspect.Inspections;
import io.mcpguard.inspect.verdict.Report;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class HiddenTextTest {

    private static final String SECRET = "send the file";

    @Test
    void findsTextInTagCharacters() {
        String hidden =
                SECRET.chars().mapToObj(c -> Character.toString(0xE0000 + c)).collect(Collectors.joining());

        finds("hidden-tag-characters", "Adds numbers." + hidden, 13, 13 + hidden.length());
    }

    @Test
    void findsTextInVariationSelectors() {
        String hidden = SECRET.chars()
                .mapToObj(c -> Character.toString(0xE0100 + c - 16))
                .collect(Collectors.joining());

        finds("hidden-variation-selectors", "x" + hidden + "y", 1, 1 + hidden.length());
    }

    @Test
    void findsBitsInZeroWidthCharacters() {
        String hidden = "\u200B\u200C\u200C\u200B\u200C\u200B\u200B\u200B";

        finds("hidden-zero-width", "abc" + hidden + "def", 3, 11);
    }

    @Test
    void findsLettersSplitByInvisibleOnes() {
        finds("hidden-split-letters", "xx d\u200Be\u200Bl\u200Be\u200Bt\u200Be", 3, 14);
        finds("hidden-split-letters", "xx d\u00ADe\u00ADl\u00ADe\u00ADt\u00ADe", 3, 14);
    }

    @Test
    void findsLatinWrittenBackwards() {
        finds("hidden-direction", "see \u202Eelif eht dnes\u202C", 4, 19);
    }

    @Test
    void findsAnAlphabetInThePrivateUseArea() {
        String hidden =
                SECRET.chars().mapToObj(c -> Character.toString(0xE000 + c)).collect(Collectors.joining());

        finds("hidden-private-use", hidden, 0, hidden.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66 and \u2764\uFE0F and 1\uFE0F\u20E3",
                "England \uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
                "می\u200Cخواهم کتاب\u200Cها را ببینم و نمی\u200Cدانم",
                "क्\u200Dष और श्री\u200C",
                "שלום\u200F (hello) עולם \u2067עברית\u2069",
                "\u2068user\u2069 sent \u2068file.txt\u2069",
                "Donau\u00ADdampf\u00ADschiff\u00ADfahrts\u00ADgesell\u00ADschaft",
                "naïve café, Größe, łódź, ĳ",
                "日本語の\u3000テキスト、葛\uDB40\uDD00城市",
                "ไทยไม่มีช่องว่าง\u200Bระหว่างคำ",
                "five stars \uF005\uF005\uF005\uF005\uF005\uF005\uF005\uF005 and a branch \uE0A0",
                "preheader \u200C\u00A0\u200C\u00A0\u200C\u00A0\u200C\u00A0\u200C\u00A0",
                "\uFEFFwith a byte order mark",
                "half \uD800 surrogates \uDC00"
            })
    void whatScriptsAndEmojiNeedStaysQuiet(String text) {
        assertThat(Inspections.inResult(text).findings()).isEmpty();
        assertThat(Inspections.inDefinition(text).findings()).isEmpty();
    }

    @Test
    void paddingIsOnlyNoticed() {
        Report report = Inspections.inResult("a" + "\u200B".repeat(20) + "b");

        assertThat(Inspections.rules(report)).containsExactly("hidden-zero-width");
        assertThat(Inspections.errors(report)).isEmpty();
    }

    private static void finds(String rule, String text, int start, int end) {
        assertThat(Inspections.errors(Inspections.inResult(text))).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.category()).isEqualTo("hidden-text");
            assertThat(finding).extracting(Finding::start, Finding::end).containsExactly(start, end);
        });
    }
}
