package io.mcpguard.trust;

import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Random trees with everything that is awkward in JSON, from a seed. */
public final class RandomJson {

    private static final String[] STRINGS = {
        "",
        "a",
        "\"",
        "\\",
        "/",
        "~",
        "\n",
        "\u0000",
        "\u001b[2K",
        "\u202e",
        "\u200b",
        "é",
        "日本",
        "\ud83d\ude00",
        "\ud800",
        "\udc00x",
        "\udb40\udc41",
        "$ref",
        "→",
        "key with spaces",
        "\u2028",
        "\ufeff"
    };

    private final RandomGenerator random;

    public RandomJson(RandomGenerator random) {
        this.random = random;
    }

    public Object tree() {
        return JsonTree.freeze(value(4), Limits.DEFAULT);
    }

    String string() {
        var text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(STRINGS[random.nextInt(STRINGS.length)]);
        }
        return text.toString();
    }

    /** A string without half surrogate pairs, which JSON parsers refuse in keys. */
    String key() {
        return string().replace("\ud800", "").replace("\udc00", "");
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> string();
            case 1 -> number();
            case 2 -> random.nextBoolean();
            case 3 -> null;
            case 4 -> {
                var list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
            default -> {
                var map = new LinkedHashMap<String, Object>();
                for (int i = random.nextInt(12); i > 0; i--) {
                    map.put(key(), value(depth - 1));
                }
                yield map;
            }
        };
    }

    private Number number() {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(4);
            case 1 -> (long) random.nextInt(4);
            case 2 -> (double) random.nextInt(4);
            case 3 -> random.nextLong();
            case 4 -> Double.longBitsToDouble(random.nextLong() & 0x7fe_fffff_ffff_ffffL);
            case 5 -> new BigInteger("9007199254740993").multiply(BigInteger.valueOf(random.nextLong()));
            case 6 -> new BigDecimal("1.5").scaleByPowerOfTen(random.nextInt(40));
            default -> -0.0;
        };
    }

    /** The same JSON in other objects: members shuffled, numbers of other types where they mean the same. */
    public Object respelled(Object tree) {
        return JsonTree.freeze(respell(tree), Limits.DEFAULT);
    }

    private Object respell(Object node) {
        if (node instanceof Map<?, ?> map) {
            List<Object> keys = new ArrayList<>(map.keySet());
            Collections.shuffle(keys, new java.util.Random(random.nextLong()));
            var copy = new LinkedHashMap<Object, Object>();
            keys.forEach(key -> copy.put(key, respell(map.get(key))));
            return copy;
        }
        if (node instanceof List<?> list) {
            var copy = new ArrayList<>();
            list.forEach(element -> copy.add(respell(element)));
            return copy;
        }
        if (node instanceof Integer || node instanceof Long) {
            long value = ((Number) node).longValue();
            return Math.abs(value) < 1L << 53 && random.nextBoolean() ? (Number) (double) value : (Number) value;
        }
        if (node instanceof String text) {
            return new String(text.toCharArray());
        }
        return node;
    }
}
