package io.mcpguard.json;

import static java.util.Objects.requireNonNull;

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
}
