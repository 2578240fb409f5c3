package io.mcpguard.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class CanonicalJsonFuzzTest {

    /** Whatever the trees are: the canonical form reads back as the tree, and two trees share one only if they are equal. */
    @FuzzTest
    void tellsTreesApart(FuzzedDataProvider data) {
        Object first = JsonTree.freeze(tree(data, 6), Limits.DEFAULT);
        Object second = JsonTree.freeze(tree(data, 6), Limits.DEFAULT);

        byte[] canonical = CanonicalJson.write(first);

        assertThat(CanonicalJson.write(JsonText.parse(canonical, Limits.DEFAULT)))
                .isEqualTo(canonical);
        if (first == null ? second == null : first.equals(second)) {
            assertThat(CanonicalJson.write(second)).isEqualTo(canonical);
        }
        if (!plain(first).equals(plain(second))) {
            assertThat(CanonicalJson.sha256(second)).isNotEqualTo(CanonicalJson.sha256(first));
        }
    }

    private static Object tree(FuzzedDataProvider data, int depth) {
        return switch (data.consumeInt(0, depth == 0 ? 4 : 6)) {
            case 0 -> null;
            case 1 -> data.consumeBoolean();
            case 2 -> data.consumeLong();
            case 3 -> {
                double number = data.consumeRegularDouble();
                yield Double.isFinite(number) ? number : 0.5;
            }
            case 4 -> data.consumeString(8);
            case 5 -> {
                List<Object> list = new ArrayList<>();
                for (int size = data.consumeInt(0, 4); size > 0; size--) {
                    list.add(tree(data, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> object = new LinkedHashMap<>();
                for (int size = data.consumeInt(0, 4); size > 0; size--) {
                    object.put(data.consumeString(4), tree(data, depth - 1));
                }
                yield object;
            }
        };
    }

    /** In a form of the test's own: numbers by value, the keys of objects sorted, every part with its length. */
    private static String plain(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            var sorted = new java.util.TreeMap<String, String>();
            map.forEach((key, value) -> sorted.put((String) key, plain(value)));
            var out = new StringBuilder("{" + sorted.size());
            sorted.forEach((key, value) -> out.append(plain(key)).append(value));
            return out.toString();
        }
        if (tree instanceof List<?> list) {
            var out = new StringBuilder("[" + list.size());
            list.forEach(item -> out.append(plain(item)));
            return out.toString();
        }
        if (tree instanceof Number number) {
            var exact = number instanceof Double real
                    ? new java.math.BigDecimal(real)
                    : new java.math.BigDecimal(number.toString());
            return "n" + (exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toString()) + ";";
        }
        return tree instanceof String text ? "s" + text.length() + ":" + text : String.valueOf(tree) + ";";
    }
}
