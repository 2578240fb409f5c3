package io.mcpguard.trust;

import io.mcpguard.api.trust.ItemKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values by kind and name. One hash table a kind with bare strings as keys, because servers choose the names: tables of
 * strings stay fast when all names have one hash, tables of pairs do not.
 */
final class ByName<V> {

    private final Map<ItemKind, Map<String, V>> values = new EnumMap<>(ItemKind.class);

    @Nullable
    V get(ItemKind kind, String name) {
        Map<String, V> ofKind = values.get(kind);
        return ofKind == null ? null : ofKind.get(name);
    }

    V getOrMake(ItemKind kind, String name, Supplier<V> missing) {
        return values.computeIfAbsent(kind, k -> new HashMap<>()).computeIfAbsent(name, n -> missing.get());
    }
}
