package io.mcpguard.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mcpguard.schema.UnsupportedSchemaException.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns mean what ECMA-262 says, or are refused. */
@Timeout(20)
class EcmaPatternTest {

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '`', textBlock = """
            ^[a-z]+$ § abc § abc1
            ^0x[a-fA-F0-9]{40}$ § 0x0123456789012345678901234567890123456789 § 0x01
            ^\\d{4}-\\d{2}$ § 2026-11 § 2026-1
            ^([01]\\d|2[0-3]):([0-5]\\d)$ § 23:59 § 24:00
            \\bfoo\\b § a foo b § afoo
            \\Boo § foo § oo
            a{2,3}b § aaab § ab
            ^a{2}$ § aa § aaa
            ^x{,3}$ § x{,3} § xx
            ^a{b}$ § a{b} § a
            ^}]$ § `}]` § a
            a+?b*?c?? § a § b
            (?<year>\\d+)-(?:x|y) § 7-x § 7-z
            ^\\u0041\\x42$ § AB § ab
            ^\\u{1F600}$ § 😀 § 😁
            ^\\uD83D\\uDE00$ § 😀 § 😁
            ^.$ § 😀 § ab
            ^😀{2}$ § 😀😀 § 😀
            ^[\\u0041-\\u0043]$ § B § D
            ^\\$\\.\\/\\-\\_$ § $./-_ § $
            ^[\\w.-]+@[\\w-]+\\.\\w+$ § a-b.c@d-e.org § a@b
            ^[^\\s]+$ § ab § `a b`
            ^[\\S]$ § a § ` `
            ^\\p{L}+$ § äß § a1
            ^\\p{Script=Greek}$ § α § a
            ^\\P{Lu}$ § a § A
            ^[[a]$ § [ § b
            ^[a&&b]$ § & § c
            ^[^]$ § x § xy
            ^[a^]$ § ^ § b
            ^[\\d-x]$ § - § y
            ^[\\-\\]]$ § ] § a
            ^é$ § é § e
            """)
    void matches(String pattern, String text, String other) {
        SchemaValidator validator = SchemaValidator.compile(Map.of("pattern", pattern));

        assertThat(validator.isValid(text)).isTrue();
        assertThat(validator.isValid(other)).isFalse();
    }

    @Test
    void countsAsWhitespaceAndLineEndsWhatEcmaScriptDoes() {
        SchemaValidator space = SchemaValidator.compile(Map.of("pattern", "^\\s$"));
        SchemaValidator noSpace = SchemaValidator.compile(Map.of("pattern", "^[\\S]$"));
        SchemaValidator dot = SchemaValidator.compile(Map.of("pattern", "^.$"));
        String lineEnds = "\n\r\u2028\u2029";
        String spaces = lineEnds + "\t\u000b\f \u00a0\u1680\u2000\u200a\u202f\u205f\u3000\ufeff";

        for (int c = 0; c < 0xd800; c++) {
            String text = String.valueOf((char) c);
            boolean isSpace = spaces.contains(text) || (c >= 0x2000 && c <= 0x200a);
            assertThat(space.isValid(text)).as("%x", c).isEqualTo(isSpace);
            assertThat(noSpace.isValid(text)).as("%x", c).isEqualTo(!isSpace);
            assertThat(dot.isValid(text)).as("%x", c).isEqualTo(!lineEnds.contains(text));
        }
    }

    @Test
    void endsAtTheEndOfTheTextNotBeforeALineBreak() {
        SchemaValidator validator = SchemaValidator.compile(Map.of("pattern", "^a$"));

        assertThat(validator.isValid("a\n")).isFalse();
        assertThat(validator.isValid("b\na")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?=a)",
                "(?!a)",
                "(?<=a)",
                "(?<!a)",
                "(a)\\1",
                "(?<n>a)\\k<n>",
                "(?i)a",
                "(?i:a)",
                "(?P<n>a)",
                "\\Qa\\E",
                "\\A",
                "\\z",
                "\\C",
                "\\a",
                "\\cJ",
                "\\01",
                "\\x4",
                "\\u004",
                "\\u{110000}",
                "\\u{}",
                "\\uD83D\\u0041",
                "\\p",
                "\\pL",
                "\\p{L",
                "\\p{Nothing}",
                "[\\B]",
                "[]",
                "[a",
                "[b-a]",
                "(a",
                "a)",
                "\\",
                "[\\",
                "*",
                "a**",
                "a++",
                "a{2}{3}",
                "a{2,1}",
                "a{1001}",
                "a{99999999999}",
                "(?",
                "(?<n"
            })
    void refuses(String pattern) {
        assertRefused(pattern);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((((((((a{10}){10}){10}){10}){10}){10}){10}){10}){10}){10})",
                "(a{1000}){1000}",
                "((a{1000}){1,}){1000,}",
                "((((a|b{500}){9})?){9}c){9}",
                "x{1000}x{1000}x{1000}"
            })
    void refusesPatternsThatUnrollToLargePrograms(String pattern) {
        assertRefused(pattern);
    }

    @Test
    void refusesLongAndDeepPatterns() {
        assertRefused("a".repeat(1001));
        assertRefused("(".repeat(400) + "a" + ")".repeat(400));
        assertThat(SchemaValidator.compile(Map.of("pattern", "a".repeat(1000))).isValid("a".repeat(1000)))
                .isTrue();
    }

    private static void assertRefused(String pattern) {
        assertThatExceptionOfType(UnsupportedSchemaException.class)
                .isThrownBy(() -> SchemaValidator.compile(Map.of("pattern", pattern)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_LINEAR));
    }
}
