package io.mcpguard.bench;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Prints what values cost in memory that are nothing but structure: what a hostile server could fill a heap with. */
public final class ValueMemory {

    private static final int VALUES = Limits.DEFAULT.maxNodes();

    /** As deep as objects may stand inside each other, with the list around them. */
    private static final int DEPTH = Limits.DEFAULT.maxDepth() - 3;

    private ValueMemory() {}

    public static void main(String[] args) {
        System.out.printf("| %,d values | bytes a value, frozen | in the tree of the SDK's mapper |%n", VALUES);
        System.out.println("|---|---:|---:|");
        print("objects inside each other, each key another", list(DEPTH + 1, ValueMemory::nested));
        print("one object with as many different keys", "[{" + members() + "}]");
        print("empty objects in a list", list(1, i -> "{}"));
        print("empty lists in a list", list(1, i -> "[]"));
        print("words in a list", list(1, i -> '"' + word(i) + '"'));
    }

    private static void print(String what, String json) {
        String text = "{\"x\":" + json + "}";
        long before = used();
        Object frozen = JsonText.parse(text, new Limits(Limits.DEFAULT.maxDepth(), VALUES + 2, 1 << 20, 1 << 24));
        long between = used();
        Map<String, @Nullable Object> mapped = Wire.read(text);
        long after = used();
        if (frozen == null || mapped.isEmpty()) { // they have to live until here
            throw new IllegalStateException("nothing was read");
        }
        System.out.printf(
                "| %s | %.0f | %.0f |%n",
                what, (between - before) / (double) VALUES, (after - between) / (double) VALUES);
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** A list of {@link #VALUES} values, where each element has so many. */
    private static String list(int values, IntFunction<String> element) {
        var text = new StringBuilder("[");
        for (int i = 0; i < (VALUES - 1) / values; i++) {
            text.append(i == 0 ? "" : ",").append(element.apply(i));
        }
        return text.append(']').toString();
    }

    private static String nested(int number) {
        var text = new StringBuilder();
        for (int i = 0; i < DEPTH; i++) {
            text.append("{\"").append(word(number * DEPTH + i)).append("\":");
        }
        return text.append("{}").append("}".repeat(DEPTH)).toString();
    }

    private static String members() {
        var text = new StringBuilder();
        for (int i = 0; i < VALUES - 2; i++) {
            text.append(i == 0 ? "\"" : ",\"").append(word(i)).append("\":{}");
        }
        return text.toString();
    }

    private static String word(int i) {
        return Integer.toString(10_000 + i, Character.MAX_RADIX);
    }
}
