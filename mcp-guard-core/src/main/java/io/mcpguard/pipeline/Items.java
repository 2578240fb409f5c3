package io.mcpguard.pipeline;

import io.mcpguard.api.Interception;
import io.mcpguard.api.Json;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a payload that can be left out while the rest goes on: the items of lists, and the instructions of a
 * result of initialize or server/discover. One poisoned tool must not cost the others.
 */
final class Items {

    private static final Map<String, String> LIST_KEYS = Map.of(
            "tools/list", "tools",
            "prompts/list", "prompts",
            "resources/list", "resources",
            "resources/templates/list", "resourceTemplates");

    private static final Set<String> HANDSHAKES = Set.of("initialize", "server/discover");

    private Items() {}

    /** The key under which a result holds its items, null if it has none. */
    static @Nullable String key(Interception in) {
        return in.kind() == Interception.Kind.RESULT ? LIST_KEYS.get(in.event()) : null;
    }

    /** The items of a list result; empty if it has none. */
    static List<?> of(Interception in) {
        String key = key(in);
        return key != null && in.payload().get(key) instanceof List<?> list ? list : List.of();
    }

    /** The payload of a list result without any of its items. */
    static Map<String, @Nullable Object> around(Interception in) {
        String key = key(in);
        return key == null ? in.payload() : Json.with(in.payload(), key, List.of());
    }

    /** The part that a pointer lies in: {@code /tools/3} or {@code /instructions}; null if it can only go with the rest. */
    static @Nullable String part(Interception in, String pointer) {
        if (in.kind() == Interception.Kind.RESULT && HANDSHAKES.contains(in.event())) {
            return pointer.equals("/instructions") || pointer.startsWith("/instructions/") ? "/instructions" : null;
        }
        String key = key(in);
        if (key == null || !pointer.startsWith("/" + key + "/")) {
            return null;
        }
        int end = pointer.indexOf('/', key.length() + 2);
        return end < 0 ? pointer : pointer.substring(0, end);
    }

    /** The payload without some of its parts. */
    static Map<String, @Nullable Object> without(Interception in, Iterable<String> parts) {
        Map<String, @Nullable Object> payload = in.payload();
        String key = key(in);
        if (key == null) {
            var copy = new LinkedHashMap<>(payload);
            parts.forEach(part -> copy.remove(part.substring(1)));
            return Collections.unmodifiableMap(copy);
        }
        var gone = new BitSet();
        for (String part : parts) {
            gone.set(Integer.parseInt(part.substring(key.length() + 2)));
        }
        List<?> items = of(in);
        var kept = new ArrayList<@Nullable Object>(items.size());
        for (int i = 0; i < items.size(); i++) {
            if (!gone.get(i)) {
                kept.add(items.get(i));
            }
        }
        return Json.with(payload, key, Collections.unmodifiableList(kept));
    }
}
