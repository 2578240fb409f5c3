package io.mcpguard.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.erdtman.jcs.JsonCanonicalizer;
import org.erdtman.jcs.NumberToJSON;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

    /** RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void writesNumbersOfTheRfc(String bits, String expected) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(canonical(value)).isEqualTo(expected);
    }

    /** RFC 8785, section 3.2.2. */
    @Test
    void writesTheExampleOfTheRfc() {
        Object tree = JsonText.parse("""
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """, Limits.DEFAULT);

        assertThat(canonical(tree))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785, section 3.2.3. */
    @Test
    void sortsMembersByUtf16Units() {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (String key : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
            tree.put(key, 0);
        }

        assertThat(canonical(tree))
                .isEqualTo(
                        "{\"\\r\":0,\"1\":0,\"\u0080\":0,\"\u00f6\":0,\"\u20ac\":0,\"\ud83d\ude00\":0,\"\ufb33\":0}");
    }

    @Test
    void escapesOnlyWhatMustBe() {
        StringBuilder controls = new StringBuilder();
        for (char c = 0; c <= ' '; c++) {
            controls.append(c);
        }

        assertThat(canonical(controls + "\"\\/\u007f\u2028\ufeff"))
                .isEqualTo(
                        "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f"
                                + "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c"
                                + "\\u001d\\u001e\\u001f \\\"\\\\/\u007f\u2028\ufeff\"");
    }

    @Test
    void writesDoublesAsTheReferenceImplementationDoes() throws Exception {
        RandomTrees trees = new RandomTrees(8785);
        for (int i = 0; i < 300_000; i++) {
            double value = trees.real();
            assertThat(canonical(value)).isEqualTo(NumberToJSON.serializeNumber(value));
        }
    }

    @Test
    void writesTheSmallestDoublesAsTheReferenceImplementationDoes() throws Exception {
        for (long bits = 0; bits < 2_000; bits++) {
            double value = Double.longBitsToDouble(bits);
            assertThat(canonical(value)).isEqualTo(NumberToJSON.serializeNumber(value));
            assertThat(canonical(-value)).isEqualTo(NumberToJSON.serializeNumber(-value));
        }
    }

    @Test
    void writesTreesAsTheReferenceImplementationDoes() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            RandomTrees trees = new RandomTrees(i, false);
            // Only what it gets right: doubles, and no half surrogates.
            Object tree = doubles(trees.object(4));

            assertThat(canonical(tree)).isEqualTo(new JsonCanonicalizer(JsonText.write(tree)).getEncodedString());
        }
    }

    @Test
    void isTheSameWhateverTheOrderOfMembers() {
        for (int i = 0; i < 2_000; i++) {
            RandomTrees trees = new RandomTrees(i);
            Object tree = trees.object(4);

            assertThat(canonical(trees.shuffled(tree))).isEqualTo(canonical(tree));
        }
    }

    @Test
    void isTheSameForFrozenTreesAndTheirOriginals() {
        for (int i = 0; i < 500; i++) {
            Object tree = new RandomTrees(i).object(4);

            assertThat(canonical(JsonTree.freeze(tree, Limits.DEFAULT))).isEqualTo(canonical(tree));
        }
    }

    @Test
    void readsBackAsTheSameTree() {
        for (int i = 0; i < 2_000; i++) {
            String form = canonical(new RandomTrees(i).tree(4));

            assertThat(canonical(JsonText.parse(form, Limits.DEFAULT))).isEqualTo(form);
        }
    }

    /** What the reference implementation writes alike: one digest for two texts. */
    @Test
    void keepsHalfSurrogatesApartFromQuestionMarks() {
        assertThat(canonical("\ud800")).isEqualTo("\"\\ud800\"");
        assertThat(canonical("\udfff")).isEqualTo("\"\\udfff\"");
        assertThat(canonical("a\udc00\ud800b")).isEqualTo("\"a\\udc00\\ud800b\"");
        assertThat(canonical("\\ud800")).isEqualTo("\"\\\\ud800\"");
        assertThat(List.of(
                        CanonicalJson.sha256("\ud800"),
                        CanonicalJson.sha256("\ud801"),
                        CanonicalJson.sha256("?"),
                        CanonicalJson.sha256("\ufffd"),
                        CanonicalJson.sha256("\\ud800")))
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsIntegersApartThatDoublesCannotTellApart() {
        assertThat(canonical(9007199254740992L)).isEqualTo("9007199254740992");
        assertThat(canonical(9007199254740993L)).isEqualTo("9007199254740993");
        assertThat(canonical(-9007199254740993L)).isEqualTo("-9007199254740993");
        assertThat(canonical(Long.MAX_VALUE)).isEqualTo("9223372036854775807");
        assertThat(canonical(1152921504606846976L)).isNotEqualTo(canonical(1152921504606847000L));
        assertThat(canonical(BigInteger.TWO.pow(70)))
                .isEqualTo("1180591620717411303424")
                .isNotEqualTo(canonical(new BigInteger("1180591620717411300000")));
    }

    @Test
    void keepsAllDigitsOfDecimalsThatDoublesCannotHold() {
        assertThat(canonical(new BigDecimal("0.1000000000000000055511151231257827")))
                .isEqualTo("0.1000000000000000055511151231257827");
        assertThat(canonical(new BigDecimal("9007199254740993.0"))).isEqualTo("9007199254740993");
        assertThat(canonical(new BigDecimal("1e400"))).isEqualTo("1e+400");
        assertThat(canonical(new BigDecimal("-1.50e-400"))).isEqualTo("-1.5e-400");
    }

    @Test
    void isTheSameForTheSameNumberInAnyType() {
        assertThat(List.of(
                        canonical(100),
                        canonical(100L),
                        canonical((short) 100),
                        canonical((byte) 100),
                        canonical(100.0),
                        canonical(100f),
                        canonical(BigInteger.valueOf(100)),
                        canonical(new BigDecimal("1.00E+2"))))
                .containsOnly("100");
        assertThat(canonical(1.1f)).isEqualTo(canonical(1.1)).isEqualTo(canonical(new BigDecimal("1.10")));
        assertThat(canonical(new BigDecimal("0E-10"))).isEqualTo("0");
        assertThat(canonical(BigInteger.TEN.pow(21))).isEqualTo(canonical(1e21)).isEqualTo("1e+21");
        assertThat(canonical(new BigDecimal("333333333.33333329"))).isEqualTo(canonical(333333333.3333333));
    }

    @Test
    void laysNumbersOutAsEcmaScriptDoes() {
        assertThat(canonical(new BigDecimal("123456789012345678901"))).isEqualTo("123456789012345678901");
        assertThat(canonical(new BigDecimal("1234567890123456789012"))).isEqualTo("1.234567890123456789012e+21");
        assertThat(canonical(new BigDecimal("100000000000000000000"))).isEqualTo("100000000000000000000");
        assertThat(canonical(new BigDecimal("0.0000012"))).isEqualTo("0.0000012");
        assertThat(canonical(new BigDecimal("0.00000012"))).isEqualTo("1.2e-7");
        assertThat(canonical(12.5)).isEqualTo("12.5");
    }

    /** Different trees, different forms: 20,000 random ones and no accident. */
    @Test
    void differsForDifferentTrees() {
        Map<String, Object> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Object tree = JsonTree.freeze(new RandomTrees(i).tree(2), Limits.DEFAULT);
            Object before = seen.putIfAbsent(canonical(tree), tree);
            if (before != null) {
                assertThat(comparable(tree)).isEqualTo(comparable(before));
            }
        }
    }

    @Test
    void digestsTheCanonicalForm() {
        // printf '{"a":1,"b":[]}' | sha256sum
        assertThat(CanonicalJson.sha256(new LinkedHashMap<>(Map.of("b", List.of(), "a", 1.0))))
                .isEqualTo("f87e4099e9be5e75094e0a4f46d3dc18a9c37429314a5a2490fb78d31e7e170c");
    }

    @Test
    void refusesVeryDeepTreesInsteadOfOverflowing() {
        assertThatThrownBy(() -> CanonicalJson.write(RandomTrees.nested(20_000)))
                .isInstanceOf(JsonException.class)
                .hasMessage("JSON is nested deeper than 128 levels");
    }

    @Test
    void writesLongStrings() {
        String text = "x".repeat(10_000) + "\n" + "\u20ac".repeat(10_000) + "\"";

        assertThat(canonical(text)).isEqualTo("\"" + "x".repeat(10_000) + "\\n" + "\u20ac".repeat(10_000) + "\\\"\"");
    }

    private static String canonical(Object tree) {
        return new String(CanonicalJson.write(tree), UTF_8);
    }

    private static Object doubles(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, doubles(value)));
            return copy;
        }
        if (node instanceof List<?> list) {
            return list.stream().map(CanonicalJsonTest::doubles).collect(Collectors.toList());
        }
        return node instanceof Number number ? (Object) number.doubleValue() : node;
    }

    /** Numbers as decimals without trailing zeros, so that equal numbers of different types are equal. */
    private static Object comparable(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new HashMap<>();
            map.forEach((key, value) -> copy.put(key, comparable(value)));
            return copy;
        }
        if (node instanceof List<?> list) {
            return list.stream().map(CanonicalJsonTest::comparable).collect(Collectors.toList());
        }
        return node instanceof Number number ? new BigDecimal(canonical(number)).stripTrailingZeros() : node;
    }
}
