package io.mcpguard.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mcpguard.json.JsonException.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @Test
    void readsEveryKindOfValue() {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("b", Arrays.asList(1L, -2.5, "x\n\u20ac", true, false, null, List.of(), Map.of()));
        expected.put("a", Map.of("k", "v"));

        Map<String, Object> tree = JsonText.parseObject(
                " {\"b\": [1, -2.5, \"x\\n\\u20AC\", true, false, null, [], {}],\r\n\t\"a\": {\"k\": \"v\"}} ",
                Limits.DEFAULT);

        assertThat(tree).isEqualTo(expected);
        assertThat(tree.keySet()).containsExactly("b", "a");
    }

    @Test
    void readsScalarsAtTheTop() {
        assertThat(parse("null")).isNull();
        assertThat(parse("\"x\"")).isEqualTo("x");
        assertThat(parse("7")).isEqualTo(7L);
    }

    @Test
    void keepsNumbersThatDoublesWouldRound() {
        assertThat(parse("9007199254740993")).isEqualTo(9007199254740993L);
        assertThat(parse("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(parse("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(parse("9223372036854775808")).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(parse("0.1000000000000000055511151231257827"))
                .isEqualTo(new BigDecimal("0.1000000000000000055511151231257827"));
        assertThat(parse("1e400")).isEqualTo(new BigDecimal("1e400"));
        assertThat(parse("1e-400")).isEqualTo(new BigDecimal("1e-400"));
        assertThat(parse("1.234e-323")).isEqualTo(new BigDecimal("1.234e-323"));
    }

    @Test
    void takesOtherNumbersForDoubles() {
        assertThat(parse("0.1")).isEqualTo(0.1);
        assertThat(parse("1.50000000000000000000000000000")).isEqualTo(1.5);
        assertThat(parse("333333333.33333329")).isEqualTo(333333333.3333333);
        assertThat(parse("1E3")).isEqualTo(1000.0);
        assertThat(parse("5e-324")).isEqualTo(Double.MIN_VALUE);
        assertThat(parse("0e99")).isEqualTo(0.0);
    }

    @Test
    void refusesNumbersThatWouldCostMoreThanTheyLook() {
        assertThat(parse("1".repeat(1_000))).isEqualTo(new BigInteger("1".repeat(1_000)));
        for (String number : List.of(
                "1".repeat(1_001),
                "0." + "1".repeat(1_001),
                "1e10001",
                "1e-999999999",
                "1e99999999999999",
                "-1E+20000")) {
            JsonException refused = refused("[" + number + "]");
            assertThat(refused.reason()).isEqualTo(Reason.NUMBER_TOO_LONG);
            assertThat(refused)
                    .hasMessage("a JSON number has more than 1000 digits or an exponent beyond 10000,"
                            + " at line 1, column 2");
        }
    }

    /** Found by the fuzzer: a number was read, written, and then read otherwise or refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.111111111111111110",
                "3.3333333333333329e26",
                "333333333333333290000000000",
                "990e10000",
                "990e9998",
                "9.9e10000",
                "99e-10001",
                "0.99e-9999",
                "0e99999",
                "-0.0e-77777"
            })
    void acceptsTheCanonicalFormOfWhatItAccepts(String number) {
        Object tree;
        try {
            tree = parse(number);
        } catch (JsonException e) {
            assertThat(e.reason()).isEqualTo(Reason.NUMBER_TOO_LONG);
            return;
        }
        assertThat(CanonicalJson.write(JsonText.parse(CanonicalJson.write(tree), Limits.DEFAULT)))
                .isEqualTo(CanonicalJson.write(tree));
    }

    @Test
    void readsBackTheLongestInteger() {
        Object longest = parse("9".repeat(1_000));

        assertThat(CanonicalJson.write(JsonText.parse(CanonicalJson.write(longest), Limits.DEFAULT)))
                .isEqualTo(CanonicalJson.write(longest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[",
                "[1,",
                "{\"a\"",
                "{\"a\":",
                "[1]]",
                "[1] [2]",
                "1 2",
                "{} x",
                "[01]",
                "[+1]",
                "[.5]",
                "[1.]",
                "[0x10]",
                "[NaN]",
                "[Infinity]",
                "[-Infinity]",
                "[1,]",
                "[,1]",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{1:2}",
                "['x']",
                "[tru]",
                "[True]",
                "[undefined]",
                "// c\n1",
                "/* c */1",
                "# c\n1",
                "[\"\t\"]",
                "[\"\n\"]",
                "[\"\u0000\"]",
                "[\"\\x\"]",
                "[\"\\u12\"]",
                "[\"open]",
                "\u00a0[1]",
                "\ufeff[1]",
                "[1]\ufeff"
            })
    void refusesWhatIsNotJson(String text) {
        assertThat(refused(text).reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void saysWhereTheTextGoesWrong() {
        assertThat(refused("{\n  \"a\": 1,\n  \"b\": oops\n}")).hasMessage("malformed JSON, at line 3, column 8");
        assertThat(refused("[1,\n2")).hasMessage("JSON ends too early, at line 2, column 2");
        assertThat(refused("[1]\n 2")).hasMessage("something follows the JSON value, at line 2, column 2");
        assertThat(refused("\ufeff{}")).hasMessage("JSON starts with a byte order mark, at line 1, column 1");
    }

    @Test
    void neverQuotesTheText() {
        assertThat(refused("[IGNORE_ALL_PREVIOUS]"))
                .hasMessageNotContaining("IGNORE")
                .hasNoCause();
        assertThat(refused("{\"secret\":1,\"secret\":2}"))
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void refusesDuplicateKeys() {
        JsonException refused = refused("{\"a\":1,\n\"b\":{\"a\":1},\n \"\\u0061\":2}");

        assertThat(refused.reason()).isEqualTo(Reason.DUPLICATE_KEY);
        assertThat(refused).hasMessage("a JSON object names a member twice, at line 3, column 2");
        assertThat(parse("[{\"a\":1},{\"a\":1}]")).isEqualTo(List.of(Map.of("a", 1L), Map.of("a", 1L)));
    }

    @Test
    void refusesTextThatIsNoObjectWhereOneIsExpected() {
        assertThatThrownBy(() -> JsonText.parseObject("[1]", Limits.DEFAULT))
                .isInstanceOf(JsonException.class)
                .hasMessage("a JSON object is expected, at line 1, column 1");
    }

    @Test
    void readsUtf8() {
        assertThat(JsonText.parse("[\"\u20ac\ud83d\ude00\"]".getBytes(UTF_8), Limits.DEFAULT))
                .isEqualTo(List.of("\u20ac\ud83d\ude00"));
        assertThat(JsonText.parseObject("{\"\u20ac\":1}".getBytes(UTF_8), Limits.DEFAULT))
                .isEqualTo(Map.of("\u20ac", 1L));
    }

    @Test
    void refusesInvalidUtf8() {
        assertThatThrownBy(() ->
                        JsonText.parse(new byte[] {'[', '\n', '"', (byte) 0xc0, (byte) 0x80, '"', ']'}, Limits.DEFAULT))
                .isInstanceOf(JsonException.class)
                .hasMessage("not UTF-8, at line 2, column 2");
        byte[] halfSurrogate = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};
        assertThatThrownBy(() -> JsonText.parse(halfSurrogate, Limits.DEFAULT)).hasMessageStartingWith("not UTF-8");
        assertThatThrownBy(() -> JsonText.parse("[1]".getBytes(UTF_16), Limits.DEFAULT))
                .hasMessageStartingWith("not UTF-8");
        byte[] withMark = "\ufeff[1]".getBytes(UTF_8);
        assertThatThrownBy(() -> JsonText.parse(withMark, Limits.DEFAULT))
                .hasMessage("JSON starts with a byte order mark, at line 1, column 1");
    }

    @Test
    void holdsTextToTheLimits() {
        Limits small = new Limits(2, 5, 4, 40);

        assertThat(JsonText.parse("[[1,2,3]]", small)).isEqualTo(List.of(List.of(1L, 2L, 3L)));
        assertThat(refused("[[[1]]]", small).reason()).isEqualTo(Reason.TOO_DEEP);
        assertThat(refused("[1,2,3,4,5]", small).reason()).isEqualTo(Reason.TOO_MANY_NODES);
        assertThat(refused("[\"12345\"]", small).reason()).isEqualTo(Reason.STRING_TOO_LONG);
        assertThat(refused("{\"12345\":1}", small).reason()).isEqualTo(Reason.STRING_TOO_LONG);
        assertThat(refused(" ".repeat(40) + "1", small).reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refused(" ".repeat(41), small))
                .hasMessage("JSON text is longer than 40 characters, at line 1, column 1");
        assertThatThrownBy(() -> JsonText.parse(" ".repeat(200).getBytes(UTF_8), small))
                .hasMessage("JSON text is longer than 40 characters, at line 1, column 1");
    }

    @Test
    void survivesVeryDeepText() {
        assertThat(refused("[".repeat(20_000)).reason()).isEqualTo(Reason.TOO_DEEP);
        assertThat(refused("{\"a\":".repeat(20_000)).reason()).isEqualTo(Reason.TOO_DEEP);
        Limits deepest = new Limits(1_000, 10_000, 10, 10_000);
        assertThat(JsonText.parse("[".repeat(1_000) + "]".repeat(1_000), deepest))
                .isInstanceOf(List.class);
        assertThat(refused("[".repeat(1_001), deepest).reason()).isEqualTo(Reason.TOO_DEEP);
    }

    @Test
    void keepsHalfSurrogatesThatAreEscapedInKeysToo() {
        assertThat(parse("{\"\\ud800x\":\"a\\udc00\"}")).isEqualTo(Map.of("\ud800x", "a\udc00"));
    }

    @Test
    void givesTreesThatAreFrozen() {
        Object tree = parse("{\"a\":[1]}");

        assertThat(JsonTree.freeze(tree, Limits.DEFAULT)).isSameAs(tree);
    }

    @Test
    void writesOneLineInTheOrderOfTheMembers() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("b", Arrays.asList(1, 2.50, null, true, new ArrayList<>()));
        tree.put("a", new LinkedHashMap<>(Map.of("k\n", "\u20ac\"")));

        assertThat(JsonText.write(tree)).isEqualTo("{\"b\":[1,2.5,null,true,[]],\"a\":{\"k\\n\":\"\u20ac\\\"\"}}");
    }

    @Test
    void writesManyLinesForPeople() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("b", List.of(1, Map.of("k", "v")));
        tree.put("empty", List.of());
        tree.put("none", Map.of());

        assertThat(JsonText.writePretty(tree)).isEqualTo("""
                        {
                          "b": [
                            1,
                            {
                              "k": "v"
                            }
                          ],
                          "empty": [],
                          "none": {}
                        }""");
    }

    @Test
    void showsWhatWouldHide() {
        assertThat(JsonText.write("a\u202eb\u200b\u2028\u007f\u009b\udb40\udc41\u00a0c"))
                .isEqualTo("\"a\\u202eb\\u200b\\u2028\\u007f\\u009b\\udb40\\udc41\\u00a0c\"");
        assertThat(JsonText.writePretty(Map.of("\ufeff", 1))).isEqualTo("{\n  \"\\ufeff\": 1\n}");
        assertThat(JsonText.write("na\u00efve \u20ac \ud83d\ude00")).isEqualTo("\"na\u00efve \u20ac \ud83d\ude00\"");
    }

    @Test
    void readsBackWhatItWrites() {
        for (int i = 0; i < 2_000; i++) {
            Object tree = new RandomTrees(i).tree(4);
            String digest = CanonicalJson.sha256(tree);

            assertThat(CanonicalJson.sha256(parse(JsonText.write(tree)))).isEqualTo(digest);
            assertThat(CanonicalJson.sha256(parse(JsonText.writePretty(tree)))).isEqualTo(digest);
            assertThat(JsonText.write(tree).lines()).hasSize(1);
        }
    }

    private static Object parse(String text) {
        return JsonText.parse(text, Limits.DEFAULT);
    }

    private static JsonException refused(String text) {
        return refused(text, Limits.DEFAULT);
    }

    private static JsonException refused(String text, Limits limits) {
        return catchThrowableOfType(JsonException.class, () -> JsonText.parse(text, limits));
    }
}
