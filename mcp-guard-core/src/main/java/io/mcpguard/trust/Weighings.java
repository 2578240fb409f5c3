package io.mcpguard.trust;

import io.mcpguard.api.trust.DriftSeverity;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.drift.Drift;
import io.mcpguard.json.JsonTree;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How items of one server were last found to have changed: the same ones are asked about on every list and call, and weighing a
 * change reads all of it. Bounded by how much is kept, since a server may tell something else each time. Thread-safe.
 */
final class Weighings {

    /** Then all is forgotten, and weighed again when it is asked about. In UTF-16 units. */
    private static final long MAX_KEPT = 8 << 20;

    private record Key(ItemKind kind, String name, boolean added) {}

    private record Weighed(@Nullable Object definition, Object result) {}

    private final Map<Key, Weighed> last = new ConcurrentHashMap<>();
    private final AtomicLong kept = new AtomicLong();

    /** How a trusted item has changed. */
    Drift drift(ItemKind kind, String name, @Nullable Object definition, Supplier<Drift> weigh) {
        return (Drift) remembered(new Key(kind, name, false), definition, weigh);
    }

    /** How grave it is that an item was added. */
    DriftSeverity added(ItemKind kind, String name, @Nullable Object definition, Supplier<DriftSeverity> weigh) {
        return (DriftSeverity) remembered(new Key(kind, name, true), definition, weigh);
    }

    private Object remembered(Key key, @Nullable Object definition, Supplier<?> weigh) {
        Weighed known = last.get(key);
        if (known != null && Objects.equals(known.definition, definition)) {
            return known.result;
        }
        Object result = weigh.get();
        // What a change shows of both definitions is part of them.
        if (kept.addAndGet(JsonTree.size(definition) + key.name.length()) > MAX_KEPT) {
            last.clear();
            kept.set(0);
        }
        last.put(key, new Weighed(definition, result));
        return result;
    }
}
