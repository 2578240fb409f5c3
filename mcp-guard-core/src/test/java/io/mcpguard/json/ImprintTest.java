package io.mcpguard.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImprintTest {

    private static final String LONG = "a description that is longer than any word is";

    @Test
    void matchesWhatItWasTakenOfAndWhatThatWasFrozenFrom() {
        Map<String, Object> tree = tree();
        Imprint imprint = imprint(tree);

        assertThat(imprint.matches(tree)).isTrue();
        assertThat(imprint.matches(tree())).isTrue();
        assertThat(imprint.matches(JsonTree.freeze(tree(), Limits.DEFAULT))).isTrue();
    }

    @Test
    void tellsEveryTreeFromEveryOther() {
        List<Object> trees = Arrays.asList(
                null,
                true,
                false,
                "",
                "a",
                "b",
                LONG,
                LONG + "r",
                1,
                1L,
                1.0,
                2,
                -1,
                300,
                BigInteger.ONE,
                BigDecimal.ONE,
                new BigDecimal("1.0"),
                List.of(),
                List.of(1),
                List.of(1, 1),
                List.of("a", "b"),
                List.of("ab"),
                List.of("a", List.of("b")),
                Map.of(),
                Map.of("a", 1),
                Map.of("a", "1"),
                Map.of("b", 1),
                ordered("a", 1, "b", 2),
                ordered("b", 2, "a", 1),
                ordered("ab", "c"),
                ordered("a", "bc"),
                Collections.singletonMap("a", null),
                List.of(LONG, LONG + LONG),
                List.of(LONG + LONG, LONG));

        for (int i = 0; i < trees.size(); i++) {
            Imprint imprint = imprint(trees.get(i));
            for (int j = 0; j < trees.size(); j++) {
                assertThat(imprint.matches(trees.get(j)))
                        .as("%s and %s", trees.get(i), trees.get(j))
                        .isEqualTo(i == j);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0141",
                "\u0141 in a text that is longer than any word is",
                "\ud800",
                "\ud800 longer than any word of them"
            })
    void doesNotTakeACharacterForAnotherWithTheSameLowByte(String text) {
        String likeIt = text.replace('\u0141', 'A').replace('\ud800', '\0').replace('\0', '?');

        assertThat(imprint(text).matches(text)).isTrue();
        assertThat(imprint(text).matches(likeIt)).isFalse();
        assertThat(imprint(likeIt).matches(text)).isFalse();
    }

    @Test
    void matchesExactlyWhatIsACopy() {
        var trees = new RandomTrees(7);
        for (int i = 0; i < 2_000; i++) {
            Object one = JsonTree.freeze(trees.tree(3), Limits.DEFAULT);
            Object other = JsonTree.freeze(trees.tree(3), Limits.DEFAULT);

            assertThat(imprint(one).matches(thawed(one))).isTrue();
            assertThat(SameJson.isCopy(one, thawed(one))).isTrue();
            assertThat(imprint(one).matches(other)).isEqualTo(SameJson.isCopy(one, other));
            if (SameJson.isCopy(one, other)) {
                assertThat(CanonicalJson.sha256(one)).isEqualTo(CanonicalJson.sha256(other));
            }
        }
    }

    @Test
    void findsOneChangedCharacterWhereverItIs() {
        Map<String, Object> tree = tree();
        String json = JsonText.write(tree);
        Imprint imprint = imprint(JsonText.parse(json, Limits.DEFAULT));

        for (int i = 0; i < json.length(); i++) {
            if (Character.isLetter(json.charAt(i))) {
                String changed = json.substring(0, i) + 'Q' + json.substring(i + 1);
                Object other;
                try {
                    other = JsonText.parse(changed, Limits.DEFAULT);
                } catch (JsonException e) {
                    continue; // a literal
                }
                assertThat(imprint.matches(other)).as(changed).isFalse();
            }
        }
    }

    @Test
    void doesNotBelieveWhatAMapSaysOfItsSize() {
        Map<String, Object> more = ordered("a", 1, "b", 2, "c", 3);
        var lies = new AbstractMap<String, Object>() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public Set<Entry<String, Object>> entrySet() {
                return more.entrySet();
            }
        };

        assertThat(imprint(ordered("a", 1, "b", 2)).matches(lies)).isFalse();
        assertThat(SameJson.isCopy(JsonTree.freeze(ordered("a", 1, "b", 2), Limits.DEFAULT), lies))
                .isFalse();
    }

    private static Imprint imprint(Object tree) {
        return Imprint.of(JsonTree.freeze(tree, Limits.DEFAULT));
    }

    private static Map<String, Object> tree() {
        return ordered(
                "name",
                "read_file",
                "description",
                LONG,
                "empty",
                "",
                "list",
                List.of(1, 2L, 3.5, true, false),
                "inner",
                ordered("type", "object", "limit", 100_000, "text", LONG + " indeed", "none", null));
    }

    private static Map<String, Object> ordered(Object... members) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < members.length; i += 2) {
            map.put((String) members[i], members[i + 1]);
        }
        return map;
    }

    private static Object thawed(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<Object, Object>();
            map.forEach((key, value) -> copy.put(key, thawed(value)));
            return copy;
        }
        if (tree instanceof List<?> list) {
            var copy = new ArrayList<>();
            list.forEach(element -> copy.add(thawed(element)));
            return copy;
        }
        return tree instanceof String text ? new String(text.toCharArray()) : tree;
    }
}
