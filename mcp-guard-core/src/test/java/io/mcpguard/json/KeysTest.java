package io.mcpguard.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    @Test
    void objectsOfOneKindShareThem() {
        FrozenMap parsed = parsed("{\"one\":1,\"two\":2}");

        assertThat(parsed("{\"one\":\"x\",\"two\":{}}").keys()).isSameAs(parsed.keys());
        assertThat(frozen(Map.of("of", 1)).keys())
                .isSameAs(frozen(Map.of("of", 2)).keys());
    }

    @Test
    void anotherOrderIsAnotherKind() {
        FrozenMap there = parsed("{\"there\":1,\"back\":2}");
        FrozenMap back = parsed("{\"back\":2,\"there\":1}");

        assertThat(back.keys()).isNotSameAs(there.keys());
        assertThat(List.copyOf(back.keySet())).containsExactly("back", "there");
        assertThat(back).isEqualTo(there);
    }

    @Test
    void fewerAndMoreKeysAreOtherKinds() {
        FrozenMap two = parsed("{\"a1\":1,\"a2\":2}");

        assertThat(parsed("{\"a1\":1}")).isNotEqualTo(two).hasSize(1);
        assertThat(parsed("{\"a1\":1,\"a2\":2,\"a3\":3}")).isNotEqualTo(two).containsOnlyKeys("a1", "a2", "a3");
    }

    /** More kinds than are remembered that have their first key and their number in common. */
    @Test
    void nothingIsTakenForAnotherOfTheSameBeginning() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 50; i++) {
                var map = new LinkedHashMap<String, Object>();
                map.put("type", "string");
                map.put("same", i);
                map.put("other" + i, i);
                map.put("last" + i % 3, i);

                assertThat(frozen(map)).isEqualTo(map);
                assertThat(List.copyOf(frozen(map).keySet())).isEqualTo(List.copyOf(map.keySet()));
                assertThat(parsed(JsonText.write(map)).keys().get(2)).isEqualTo("other" + i);
            }
        }
    }

    /** "Aa" and "BB" have one hash, and so have all that are made of them. */
    @Test
    void tellsKeysOfOneHashApart() {
        for (String first : List.of("AaAa", "AaBB", "BBAa", "BBBB")) {
            for (String second : List.of("AaAaAa", "BBAaAa", "AaAaBB")) {
                var map = new LinkedHashMap<String, Object>(Map.of(first, 1));
                map.put(second, 2);

                assertThat(List.copyOf(frozen(map).keySet())).containsExactly(first, second);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "\u007f",
                "\u0000",
                "quote\"d",
                "back\\slash",
                "caf\u00e9",
                "\u0141",
                "?",
                "\ud800",
                "\udc00x",
                "\ud83d\ude00",
                "\u200b",
                "\u20acuro"
            })
    void writesAKeyAlikeHoweverOftenItComes(String key) {
        String canonical = "{\"" + quoted(CanonicalJson.write(key)) + "\":0}";
        for (int i = 0; i < 4; i++) {
            FrozenMap map = frozen(Map.of(key, 0));

            assertThat(new String(CanonicalJson.write(map), UTF_8)).isEqualTo(canonical);
            assertThat(JsonText.write(map)).isEqualTo("{" + JsonText.write(key) + ":0}");
            assertThat(parsed(JsonText.write(map))).isEqualTo(Map.of(key, 0L));
        }
    }

    @Test
    void sortsAlikeHoweverOftenTheyCome() {
        String json = "{\"b\":1,\"\u20ac\":2,\"a\":3,\"\ud83d\ude00\":4,\"ab\":5,\"\":6}";
        for (int i = 0; i < 3; i++) {
            assertThat(new String(CanonicalJson.write(parsed(json)), UTF_8))
                    .isEqualTo("{\"\":6,\"a\":3,\"ab\":5,\"b\":1,\"\u20ac\":2,\"\ud83d\ude00\":4}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 24, 25, 32, 33, 200})
    void findsAllOfThemAndNoOthers(int count) {
        for (int round = 0; round < 2; round++) {
            var map = new LinkedHashMap<String, Object>();
            for (int i = 0; i < count; i++) {
                map.put("key" + i * 7 % count, i);
            }
            FrozenMap frozen = frozen(map);

            assertThat(map.keySet())
                    .allSatisfy(key -> assertThat(frozen.get(key)).isEqualTo(map.get(key)));
            assertThat(frozen.containsKey("key")).isFalse();
            assertThat(frozen.containsKey("key" + count)).isFalse();
        }
    }

    @Test
    void longKeysAreNotRemembered() {
        String longKey = "k".repeat(257);
        String shortKey = "k".repeat(256);

        assertThat(frozen(Map.of(longKey, 1)).keys())
                .isNotSameAs(frozen(Map.of(longKey, 1)).keys());
        assertThat(frozen(Map.of(shortKey, 1)).keys())
                .isSameAs(frozen(Map.of(shortKey, 1)).keys());
    }

    @Test
    void countsTheirTextForEachObject() {
        FrozenMap map = parsed("{\"four\":\"sixsix\",\"12345678\":0}");

        assertThat(parsed("{\"four\":\"sixsix\",\"12345678\":0}").chars())
                .isEqualTo(18)
                .isEqualTo(map.chars());
        assertThat(map.longest()).isEqualTo(8);
    }

    @Test
    void isRightWhereManyThreadsMeetNewKinds() {
        var kinds = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 4_000; i++) {
            var map = new LinkedHashMap<String, Object>();
            map.put("many", i);
            map.put("m" + i % 17, i);
            map.put("n" + i % 5, i);
            kinds.add(map);
        }

        assertThat(kinds.parallelStream()
                        .allMatch(kind -> frozen(kind).equals(kind)
                                && new ArrayList<>(frozen(kind).keySet()).equals(new ArrayList<>(kind.keySet()))))
                .isTrue();
    }

    private static String quoted(byte[] string) {
        return new String(string, 1, string.length - 2, UTF_8);
    }

    private static FrozenMap parsed(String json) {
        return (FrozenMap) JsonText.parseObject(json, Limits.DEFAULT);
    }

    private static FrozenMap frozen(Map<String, ?> map) {
        return (FrozenMap) JsonTree.freezeObject(map, Limits.DEFAULT);
    }
}
