package io.mcpguard.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fast for ASCII must notice everything else, wherever it stands: eight bytes are looked at together. */
class AsciiTest {

    private static final int LENGTH = 41;

    @Test
    void findsOneOddCharacterAtEveryPlace() {
        for (int length = 1; length <= LENGTH; length++) {
            for (int at = 0; at < length; at++) {
                for (char odd = 0; odd < 0x180; odd++) {
                    boolean plain = odd >= ' ' && odd < 0x7f && odd != '"' && odd != '\\';
                    String text = with(length, at, odd);

                    if (Ascii.isPlain(text, text.getBytes(ISO_8859_1)) != plain) {
                        assertThat(text)
                                .describedAs("%d at %d of %d", (int) odd, at, length)
                                .isNull();
                    }
                }
            }
        }
    }

    /** U+0141 and U+4141 end in the byte of an A; a half surrogate becomes a question mark, and so do many others. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0141", "\u4141", "\u013f", "\ud800", "\udfff", "\ud83d\ude00", "\uffff", "\u20ac"})
    void takesNothingForAQuestionMark(String odd) {
        for (int at = 0; at < LENGTH; at++) {
            String text = "a".repeat(at) + odd + "?".repeat(LENGTH - at);

            assertThat(Ascii.isPlain(text, text.getBytes(ISO_8859_1))).isFalse();
            assertThat(JsonText.parse(CanonicalJson.write(text), Limits.DEFAULT))
                    .isEqualTo(text);
        }
    }

    @Test
    void questionMarksArePlain() {
        String text = "Which one? This, or that?".repeat(3);

        assertThat(Ascii.isPlain(text, text.getBytes(ISO_8859_1))).isTrue();
        assertThat(new String(CanonicalJson.write(text), UTF_8)).isEqualTo('"' + text + '"');
    }

    @Test
    void oneByteThatIsNotAsciiIsFoundAtEveryPlace() {
        for (int at = 0; at < LENGTH; at++) {
            byte[] bytes = "a".repeat(LENGTH).getBytes(UTF_8);
            assertThat(Ascii.isAscii(bytes)).isTrue();
            bytes[at] = (byte) 0x80;
            assertThat(Ascii.isAscii(bytes)).isFalse();
        }
    }

    /** The same document is read from its bytes where it is ASCII, and from its text where it is not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\": [1, -2.5e3, true, null, \"a\\n\\\"b\\u0041\"], \"k2\":{\"key\":\"\"}}",
                "[\"\\ud800\", \"\\udc00\\ud800\", \"\\ud83d\\ude00\"]",
                "[1 2]",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,}",
                "[\"a\nb\"]",
                "[\"a",
                "[\"\\",
                "[\"\\u12",
                "tru",
                "",
                " ",
                "{\"a\n\":1}",
                "{\"a",
                "{\"a\":\n\n  x}",
                "[01]",
                "[1]\n]",
                "\u007f",
                "[\"\\x\"]"
            })
    void readsBytesAsItReadsText(String json) {
        for (String space : new String[] {"", " ", "\n \t\r\n"}) {
            String text = space + json;
            Object fromText = outcome(() -> JsonText.parse(text, Limits.DEFAULT));

            assertThat(outcome(() -> JsonText.parse(text.getBytes(UTF_8), Limits.DEFAULT)))
                    .isEqualTo(fromText);
        }
    }

    @Test
    void readsRandomTreesFromBytesAsFromText() {
        for (int i = 0; i < 1_000; i++) {
            String json = JsonText.write(new RandomTrees(i).tree(4));

            assertThat(JsonText.parse(json.getBytes(UTF_8), Limits.DEFAULT))
                    .isEqualTo(JsonText.parse(json, Limits.DEFAULT));
        }
    }

    @Test
    void bytesAreHeldToTheLimitsAsTextIs() {
        var limits = new Limits(3, 4, 5, 20);

        assertThat(JsonText.parse("[\"12345\",1,2]".getBytes(UTF_8), limits)).isNotNull();
        for (String tooMuch : new String[] {"[\"123456\"]", "[1,2,3,4]", "[[[[]]]]", "[1,                 2]"}) {
            Object fromText = outcome(() -> JsonText.parse(tooMuch, limits));

            assertThatThrownBy(() -> JsonText.parse(tooMuch.getBytes(UTF_8), limits))
                    .isInstanceOf(JsonException.class)
                    .hasToString(String.valueOf(fromText));
        }
    }

    private interface Reading {
        Object read();
    }

    /** The tree, or what is wrong and where. */
    private static Object outcome(Reading reading) {
        try {
            Object tree = reading.read();
            return tree == null ? "null" : tree;
        } catch (JsonException e) {
            return e.toString();
        }
    }

    private static String with(int length, int at, char odd) {
        var text = new StringBuilder("x".repeat(length));
        text.setCharAt(at, odd);
        return text.toString();
    }
}
