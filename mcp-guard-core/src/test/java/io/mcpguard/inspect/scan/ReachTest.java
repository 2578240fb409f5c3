package io.mcpguard.inspect.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.mcpguard.inspect.rule.Rule;
import io.mcpguard.inspect.rule.RulePack;
import io.mcpguard.inspect.text.Folding;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said not to match does not, and what matches is always let through. */
class ReachTest {

    private static final String LETTERS = "ab c.\n\u00e9\u5ffd_1\ud83d\ude00";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "a?b*c+",
                "a{2,3}?b",
                "(?:ab|a)c",
                "(a|b|)c",
                "a\\b.{0,3}?\\bb",
                "\\Ba|\\w\\B\\w",
                "a[^\\s.!?;]{0,2}\\s",
                "[a-c]{2,}\\.$",
                "^a.b$",
                "\\S*[^\\s.]\\s",
                "(?:\\S*[^\\s.!?;]\\s){0,3}?b",
                ".",
                ".{2}$",
                "[^a]{3}",
                "\\W\\D\\d",
                "a|^|b",
                "忽.{0,2}a",
                "[]a-]b",
                "[\\w-]+ "
            })
    void agreesWithRe2(String source) {
        var reach = new Reach(source);
        assertThat(reach.isKnown()).isTrue();
        Pattern pattern = Pattern.compile(source, Pattern.DOTALL);
        var random = new Random(source.hashCode());
        for (int i = 0; i < 3_000; i++) {
            String text = text(random);

            assertThat(reach.mayBegin(text))
                    .as("%s in \"%s\"", source, text)
                    .isEqualTo(pattern.matcher(text).lookingAt());
        }
    }

    @Test
    void lettersBeyondSixteenBitsAreLeftToRe2() {
        var reach = new Reach("[^\\pL]b");

        assertThat(reach.ask("\u00e9b")).isEqualTo(Reach.Answer.NO);
        assertThat(reach.ask("-b")).isEqualTo(Reach.Answer.YES);
        assertThat(reach.ask("\ud83d\ude00b")).isEqualTo(Reach.Answer.PERHAPS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?i)a", "\\p{Greek}", "[[:alpha:]]", "a**", "\\x{41}", "(?P<a>b)", "a{2000}"})
    void whatItDoesNotKnowMayMatchAnywhere(String source) {
        var reach = new Reach(source);

        assertThat(reach.isKnown()).isFalse();
        assertThat(reach.mayBegin("zzz")).isTrue();
    }

    @Test
    void everyRuleThatComesWithTheGuardIsKnown() {
        List<Rule> rules = RulePack.standard(new Folding()).rules();

        assertThat(rules).allMatch(rule -> new Reach(rule.pattern().pattern()).isKnown());
    }

    /** One pattern can be in 2 to the power of 14 states behind as many letters. */
    @Test
    void aPatternThatNeedsTooManyStatesIsLeftToRe2() {
        String source = "(?:a|b)*a(?:a|b){14}c";
        var reach = new Reach(source);
        var random = new Random(7);
        boolean given = false;
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder();
            for (int n = 0; n < 60; n++) {
                text.append(random.nextBoolean() ? 'a' : 'b');
            }
            String long60 = text.toString();
            given |= reach.mayBegin(long60);

            assertThat(reach.mayBegin(long60.substring(0, 30) + "a" + long60.substring(30, 44) + "c"))
                    .isTrue();
        }
        assertThat(given).isTrue();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        int length = random.nextInt(9);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(LETTERS.codePointAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
