package io.mcpguard.json;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Freezes JSON trees: makes a deep immutable copy that nobody can change between the check of a message and its use.
 * Order and numbers stay as they are, nulls are allowed. What is frozen already is recognised at once and shared.
 *
 * <p>Whatever is not JSON is refused: keys that are no strings, NaN and infinities, and every class but the containers,
 * {@code String}, {@code Boolean} and the numbers of {@code java.lang} and {@code java.math}. So is whatever exceeds the
 * limits, cyclic trees included.
 */
public final class JsonTree {

    /** In characters, of a value beside its text; a list of a million zeros is not small. */
    private static final long NODE = 8;

    private JsonTree() {}

    /**
     * Freezes a tree.
     *
     * @param tree a tree that no other thread changes meanwhile
     * @param limits how large it may be
     * @return the frozen copy, or the tree itself if it is frozen or no container
     * @throws JsonException if it is not JSON or exceeds the limits
     */
    public static @Nullable Object freeze(@Nullable Object tree, Limits limits) {
        return new Freezer(requireNonNull(limits, "limits")).freeze(tree, 0);
    }

    /**
     * Freezes a JSON object.
     *
     * @param object a JSON object that no other thread changes meanwhile
     * @param limits how large it may be
     * @return the frozen copy, or the object itself if it is frozen
     * @throws JsonException if it is not JSON or exceeds the limits
     */
    public static Map<String, @Nullable Object> freezeObject(Map<?, ?> object, Limits limits) {
        Object frozen = new Freezer(requireNonNull(limits, "limits")).freeze(requireNonNull(object, "object"), 0);
        return (FrozenMap) requireNonNull(frozen);
    }

    /**
     * Freezes a JSON array.
     *
     * @param array a JSON array that no other thread changes meanwhile
     * @param limits how large it may be
     * @return the frozen copy, or the array itself if it is frozen
     * @throws JsonException if it is not JSON or exceeds the limits
     */
    public static List<@Nullable Object> freezeList(List<?> array, Limits limits) {
        Object frozen = new Freezer(requireNonNull(limits, "limits")).freeze(requireNonNull(array, "array"), 0);
        return (FrozenList) requireNonNull(frozen);
    }

    /**
     * Whether a tree is frozen, so that the same object is the same JSON for ever.
     *
     * @param tree a tree
     * @return true for what this class made, and for strings
     */
    public static boolean isFrozen(@Nullable Object tree) {
        return tree instanceof String || tree instanceof Frozen;
    }

    /**
     * How many values a tree has, itself included.
     *
     * @param tree a tree of bounded depth; of a frozen one the number is known without a walk
     * @return its values
     */
    public static long values(@Nullable Object tree) {
        if (tree instanceof Frozen container) {
            return container.nodes();
        }
        long values = 1;
        if (tree instanceof Map<?, ?> map) {
            for (Object member : map.values()) {
                values += values(member);
            }
        } else if (tree instanceof List<?> list) {
            for (Object element : list) {
                values += values(element);
            }
        }
        return values;
    }

    /**
     * About how many characters a tree takes, eight for each of its values besides their texts.
     *
     * @param tree a tree of bounded depth; of a frozen one the size is known without a walk
     * @return its size
     */
    public static long size(@Nullable Object tree) {
        if (tree instanceof Frozen container) {
            return container.chars() + NODE * container.nodes();
        }
        long size = NODE;
        if (tree instanceof String text) {
            size += text.length();
        } else if (tree instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> member : map.entrySet()) {
                size += String.valueOf(member.getKey()).length() + size(member.getValue());
            }
        } else if (tree instanceof List<?> list) {
            for (Object element : list) {
                size += size(element);
            }
        }
        return size;
    }
}
