package io.mcpguard.drift;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into frozen JSON trees. */
final class Tree {

    private Tree() {}

    static @Nullable Object member(@Nullable Object tree, String key) {
        return tree instanceof Map<?, ?> object ? object.get(key) : null;
    }

    /** All strings and keys in it, one a line, so that no phrase reaches from one into the next. */
    static void text(@Nullable Object tree, StringBuilder into) {
        if (tree instanceof Map<?, ?> object) {
            object.forEach((key, value) -> {
                into.append(key).append('\n');
                text(value, into);
            });
        } else if (tree instanceof List<?> array) {
            array.forEach(element -> text(element, into));
        } else if (tree instanceof String string) {
            into.append(string).append('\n');
        }
    }

    static String text(@Nullable Object tree) {
        var text = new StringBuilder();
        text(tree, text);
        return text.toString();
    }

    /** All strings in it without its keys, one a line. */
    static String values(@Nullable Object tree) {
        var text = new StringBuilder();
        values(tree, text);
        return text.toString();
    }

    private static void values(@Nullable Object tree, StringBuilder into) {
        if (tree instanceof Map<?, ?> object) {
            object.values().forEach(value -> values(value, into));
        } else if (tree instanceof List<?> array) {
            array.forEach(element -> values(element, into));
        } else if (tree instanceof String string) {
            into.append(string).append('\n');
        }
    }
}
