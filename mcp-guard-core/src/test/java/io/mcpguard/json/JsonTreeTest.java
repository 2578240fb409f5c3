package io.mcpguard.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.mcpguard.json.JsonException.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

    private static final Limits SMALL = new Limits(3, 10, 5, 20);

    @Test
    void keepsOrderNullsAndNumbersAsTheyAre() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("z", null);
        tree.put("a", Arrays.asList(1, 2L, 2.50, new BigDecimal("2.50"), BigInteger.TWO, 1.5f, (short) 3, null, true));
        tree.put("m", Map.of());

        Map<String, Object> frozen = JsonTree.freezeObject(tree, Limits.DEFAULT);

        assertThat(frozen).isEqualTo(tree).hasToString(tree.toString());
        assertThat(frozen.keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void doesNotChangeWithTheOriginal() {
        List<Object> inner = new ArrayList<>(List.of("safe"));
        Map<String, Object> tree = new LinkedHashMap<>(Map.of("inner", inner));

        Map<String, Object> frozen = JsonTree.freezeObject(tree, Limits.DEFAULT);
        inner.set(0, "hostile");
        tree.put("more", 1);

        assertThat(frozen).isEqualTo(Map.of("inner", List.of("safe")));
    }

    @Test
    void cannotBeChanged() {
        Map<String, Object> frozen =
                JsonTree.freezeObject(Map.of("list", List.of(1), "object", Map.of("k", "v")), Limits.DEFAULT);
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) frozen.get("list");
        Map.Entry<String, Object> member = frozen.entrySet().iterator().next();

        assertThatThrownBy(() -> frozen.put("k", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> frozen.remove("list")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(frozen::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> member.setValue(1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> list.set(0, 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> list.add(2)).isInstanceOf(UnsupportedOperationException.class);
        list.toArray()[0] = "changes a copy";
        assertThat(list).isEqualTo(List.of(1));
    }

    @Test
    void sharesWhatIsFrozenAlready() {
        Object frozen = JsonTree.freeze(Map.of("a", List.of(1)), Limits.DEFAULT);

        assertThat(JsonTree.freeze(frozen, Limits.DEFAULT)).isSameAs(frozen);
        assertThat(JsonTree.freezeObject(Map.of("inner", frozen), Limits.DEFAULT)
                        .get("inner"))
                .isSameAs(frozen);
    }

    @Test
    void holdsSharedPartsToTheLimitsToo() {
        Object deep = JsonTree.freeze(List.of(List.of(1)), Limits.DEFAULT);
        Object wide = JsonTree.freeze(Collections.nCopies(9, 1), Limits.DEFAULT);
        Object longString = JsonTree.freeze(List.of("123456"), Limits.DEFAULT);
        Object muchText = JsonTree.freeze(Collections.nCopies(5, "12345"), Limits.DEFAULT);

        assertThat(JsonTree.freeze(List.of(deep), SMALL)).isEqualTo(List.of(deep));
        assertReason(Reason.TOO_DEEP, List.of(List.of(deep)), SMALL);
        assertThat(JsonTree.freeze(wide, SMALL)).isSameAs(wide);
        assertReason(Reason.TOO_MANY_NODES, List.of(wide), SMALL);
        assertReason(Reason.STRING_TOO_LONG, longString, SMALL);
        assertReason(Reason.TOO_LARGE, muchText, SMALL);
    }

    @Test
    void acceptsExactlyWhatTheLimitsAllow() {
        assertThat(JsonTree.freeze(List.of(List.of(List.of(1))), SMALL)).isEqualTo(List.of(List.of(List.of(1))));
        assertReason(Reason.TOO_DEEP, List.of(List.of(List.of(List.of()))), SMALL);
        assertThat(JsonTree.freeze(Collections.nCopies(9, 1), SMALL)).isEqualTo(Collections.nCopies(9, 1));
        assertReason(Reason.TOO_MANY_NODES, Collections.nCopies(10, 1), SMALL);
        assertThat(JsonTree.freeze("12345", SMALL)).isEqualTo("12345");
        assertReason(Reason.STRING_TOO_LONG, "123456", SMALL);
        assertReason(Reason.STRING_TOO_LONG, Map.of("123456", 1), SMALL);
        assertThat(JsonTree.freeze(Collections.nCopies(4, "12345"), SMALL)).isNotNull();
        assertReason(Reason.TOO_LARGE, List.of(Map.of("12345", "12345"), "12345", "12345", "1"), SMALL);
    }

    @Test
    void saysWhichLimitWasExceeded() {
        assertThatThrownBy(() -> JsonTree.freeze(RandomTrees.nested(4), SMALL))
                .hasMessage("JSON is nested deeper than 3 levels");
        assertThatThrownBy(() -> JsonTree.freeze(Collections.nCopies(10, 1), SMALL))
                .hasMessage("JSON holds more than 10 values");
        assertThatThrownBy(() -> JsonTree.freeze("123456", SMALL))
                .hasMessage("a JSON string is longer than 5 characters");
        assertThatThrownBy(() -> JsonTree.freeze(Collections.nCopies(5, "12345"), SMALL))
                .hasMessage("JSON holds more than 20 characters of text");
    }

    @Test
    void endsCyclicTrees() {
        Map<String, Object> cyclic = new LinkedHashMap<>();
        cyclic.put("self", cyclic);

        assertReason(Reason.TOO_DEEP, cyclic, Limits.DEFAULT);
    }

    @Test
    void survivesVeryDeepTrees() {
        assertReason(Reason.TOO_DEEP, RandomTrees.nested(20_000), Limits.DEFAULT);
    }

    @Test
    void survivesTheDeepestTreeThatLimitsCanAllow() {
        Limits deepest = new Limits(1_000, 10_000, 10, 10_000);

        Object frozen = JsonTree.freeze(RandomTrees.nested(1_000), deepest);

        assertThat(frozen).isEqualTo(JsonTree.freeze(RandomTrees.nested(1_000), deepest));
        assertThat(CanonicalJson.write(frozen)).startsWith("{\"k\":[".getBytes(UTF_8));
    }

    @Test
    void countsPartsThatStandInSeveralPlacesSeveralTimes() {
        Object bomb = "lol";
        for (int i = 0; i < 40; i++) {
            bomb = List.of(bomb, bomb, bomb, bomb);
        }

        assertReason(Reason.TOO_MANY_NODES, bomb, Limits.DEFAULT);
    }

    @Test
    void countsFrozenPartsThatStandInSeveralPlacesSeveralTimes() {
        Object bomb = JsonTree.freeze(Collections.nCopies(100_000, 1), Limits.DEFAULT);

        assertReason(Reason.TOO_MANY_NODES, List.of(bomb, bomb, bomb, bomb, bomb), Limits.DEFAULT);
    }

    @Test
    void refusesWhatJsonCannotExpress() {
        assertNotJson(Double.NaN, "not JSON: a number is NaN or infinite");
        assertNotJson(Double.NEGATIVE_INFINITY, "not JSON: a number is NaN or infinite");
        assertNotJson(Float.POSITIVE_INFINITY, "not JSON: a number is NaN or infinite");
        assertNotJson(Instant.EPOCH, "not JSON: a value is a java.time.Instant");
        assertNotJson(new String[] {"a"}, "not JSON: a value is a [Ljava.lang.String;");
        assertNotJson('c', "not JSON: a value is a java.lang.Character");
        assertNotJson(Map.of(1, "one"), "not JSON: a key of an object is not a String");
        assertNotJson(Collections.singletonMap(null, 1), "not JSON: a key of an object is not a String");
    }

    @Test
    void refusesNumbersThatWouldCostMoreThanTheyLook() {
        assertReason(Reason.NUMBER_TOO_LONG, BigInteger.TEN.pow(1_001), Limits.DEFAULT);
        assertReason(Reason.NUMBER_TOO_LONG, new BigDecimal("1e10001"), Limits.DEFAULT);
        assertReason(Reason.NUMBER_TOO_LONG, new BigDecimal("1e-999999999"), Limits.DEFAULT);
        assertThat(JsonTree.freeze(BigInteger.TEN.pow(999), Limits.DEFAULT)).isEqualTo(BigInteger.TEN.pow(999));
        assertThat(JsonTree.freeze(new BigDecimal("1e400"), Limits.DEFAULT)).isEqualTo(new BigDecimal("1e400"));
    }

    @Test
    void doesNotTrustTheSizeThatAContainerClaims() {
        List<Object> liar = new ArrayList<>(List.of(1, 2, 3)) {
            @Override
            public int size() {
                return -1;
            }
        };

        assertThat((List<?>) JsonTree.freeze(liar, Limits.DEFAULT)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 33, 1_000})
    void findsEveryMember(int size) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            tree.put("key" + (i * 7919 % size), i);
        }

        Map<String, Object> frozen = JsonTree.freezeObject(tree, Limits.DEFAULT);

        tree.forEach((key, value) -> assertThat(frozen.get(key)).isEqualTo(value));
        assertThat(frozen).doesNotContainKey("absent").doesNotContainKey("");
        assertThat(frozen.containsKey(null)).isFalse();
        Object noString = 7;
        assertThat(frozen.get(noString)).isNull();
    }

    @Test
    void tellsKeysOfTheSameHashApart() {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < 1 << 10; i++) {
            StringBuilder key = new StringBuilder();
            for (int bit = 0; bit < 10; bit++) {
                key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            tree.put(key.toString(), i);
        }

        assertThat(JsonTree.freezeObject(tree, Limits.DEFAULT)).isEqualTo(tree);
    }

    @Test
    void equalsOtherMapsAndListsWhateverTheOrderOfMembers() {
        for (int i = 0; i < 2_000; i++) {
            RandomTrees trees = new RandomTrees(i);
            Map<String, Object> tree = trees.object(4);
            Object frozen = JsonTree.freeze(tree, Limits.DEFAULT);
            Object shuffled = JsonTree.freeze(trees.shuffled(tree), Limits.DEFAULT);

            assertThat(frozen.equals(tree) && tree.equals(frozen)).isTrue();
            assertThat(frozen.equals(shuffled) && shuffled.equals(frozen)).isTrue();
            assertThat(frozen.hashCode()).isEqualTo(tree.hashCode()).isEqualTo(shuffled.hashCode());
        }
    }

    @Test
    void differsWhereOneValueDiffers() {
        Object frozen = JsonTree.freeze(Map.of("a", List.of(1, "x")), Limits.DEFAULT);

        assertThat(frozen)
                .isNotEqualTo(JsonTree.freeze(Map.of("a", List.of(1, "y")), Limits.DEFAULT))
                .isNotEqualTo(JsonTree.freeze(Map.of("b", List.of(1, "x")), Limits.DEFAULT))
                .isNotEqualTo(JsonTree.freeze(Map.of("a", List.of(1, "x", 2)), Limits.DEFAULT))
                .isNotEqualTo(JsonTree.freeze(Map.of("a", List.of("x", 1)), Limits.DEFAULT));
    }

    @Test
    void tellsAbsentFromNull() {
        Object present = JsonTree.freeze(new TreeMap<>(Collections.singletonMap("a", null)), Limits.DEFAULT);
        Object other = JsonTree.freeze(new TreeMap<>(Collections.singletonMap("b", null)), Limits.DEFAULT);

        assertThat(present).isNotEqualTo(other);
    }

    @Test
    void limitsAreHeldToTheirOwnRange() {
        assertThatThrownBy(() -> new Limits(1_001, 1, 1, 1)).hasMessage("maxDepth is from 1 to 1000, not 1001");
        assertThatThrownBy(() -> new Limits(0, 1, 1, 1)).hasMessage("maxDepth is from 1 to 1000, not 0");
        assertThatThrownBy(() -> new Limits(1, 0, 1, 1)).hasMessage("maxNodes is at least 1, not 0");
        assertThatThrownBy(() -> new Limits(1, 1, 0, 1)).hasMessage("maxStringLength is at least 1, not 0");
        assertThatThrownBy(() -> new Limits(1, 1, 1, 0)).hasMessage("maxTotalChars is at least 1, not 0");
    }

    private static void assertReason(Reason reason, Object tree, Limits limits) {
        assertThatThrownBy(() -> JsonTree.freeze(tree, limits))
                .asInstanceOf(type(JsonException.class))
                .extracting(JsonException::reason)
                .isEqualTo(reason);
    }

    private static void assertNotJson(Object value, String message) {
        assertThatThrownBy(() -> JsonTree.freeze(value, Limits.DEFAULT)).hasMessage(message);
        assertReason(Reason.NOT_JSON, Arrays.asList(1, value), Limits.DEFAULT);
    }
}
