package io.mcpguard.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded random JSON trees that are rich in what canonical forms get wrong. */
final class RandomTrees {

    private static final String[] ODD = {
        "",
        "\u0000",
        "\u001f",
        "\b\t\n\f\r",
        "\"\\/",
        "\u007f\u0080\u009b",
        "\u00e9",
        "e\u0301",
        "\u20ac",
        "\ufb33",
        "\ud83d\ude00",
        "\udbff\udfff",
        "\u202e\u200b\ufeff",
        "\u2028\u2029",
        "\uffff"
    };

    private final Random random;
    private final boolean halfSurrogates;

    RandomTrees(long seed) {
        this(seed, true);
    }

    RandomTrees(long seed, boolean halfSurrogates) {
        this.random = new Random(seed);
        this.halfSurrogates = halfSurrogates;
    }

    Object tree(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> number();
            case 3 -> number();
            case 4, 5 -> string();
            case 6 -> list(depth);
            default -> object(depth);
        };
    }

    Map<String, Object> object(int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 60 : 6); i > 0; i--) {
            object.put(string(), tree(depth - 1));
        }
        return object;
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(tree(depth - 1));
        }
        return list;
    }

    String string() {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> out.append(ODD[random.nextInt(ODD.length)]);
                case 1 -> out.append((char) ('a' + random.nextInt(26)));
                case 2 -> out.appendCodePoint(scalar());
                default -> {
                    if (halfSurrogates) {
                        out.append((char) (0xd800 + random.nextInt(0x800)));
                    }
                }
            }
        }
        return out.toString();
    }

    private int scalar() {
        int codePoint = random.nextInt(0x110000);
        return codePoint >= 0xd800 && codePoint < 0xe000 ? 'x' : codePoint;
    }

    double real() {
        double real;
        do {
            real = switch (random.nextInt(4)) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(100_000) / 100.0;
                case 2 -> Math.scalb(1.0 + random.nextInt(8), random.nextInt(2098) - 1074);
                default -> random.nextLong();
            };
        } while (!Double.isFinite(real));
        return real;
    }

    private Number number() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextLong();
            case 2 ->
                new BigInteger(1 + random.nextInt(200), random)
                        .multiply(BigInteger.TEN.pow(random.nextInt(12)))
                        .negate();
            case 3 -> new BigDecimal(new BigInteger(1 + random.nextInt(80), random), random.nextInt(60) - 30);
            default -> real();
        };
    }

    /** The same tree with the members of every object in another order. */
    Object shuffled(Object node) {
        if (node instanceof Map<?, ?> map) {
            List<Map.Entry<?, ?>> members = new ArrayList<>(map.entrySet());
            Collections.shuffle(members, random);
            Map<Object, Object> copy = new LinkedHashMap<>();
            members.forEach(member -> copy.put(member.getKey(), shuffled(member.getValue())));
            return copy;
        }
        if (node instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(shuffled(item)));
            return copy;
        }
        return node;
    }

    static Object nested(int depth) {
        Object node = 1;
        for (int i = 0; i < depth; i++) {
            Object inner = node;
            node = i % 2 == 0 ? new ArrayList<>(List.of(inner)) : new LinkedHashMap<>(Map.of("k", inner));
        }
        return node;
    }
}
