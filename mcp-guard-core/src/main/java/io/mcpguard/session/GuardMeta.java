package io.mcpguard.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes away what only the guard may say: a server that writes {@code io.mcpguard/...} speaks in the guard's name. In
 * every {@code _meta}, and in an error's {@code data}.
 */
final class GuardMeta {

    private static final String PREFIX = "io.mcpguard/";

    private GuardMeta() {}

    /** Without it; the payload itself if nothing of it is there. As deep as the payload is. */
    static Map<String, @Nullable Object> strip(Map<String, @Nullable Object> payload) {
        Map<String, @Nullable Object> kept = inside(payload);
        Object data = kept.get("data");
        if (!(data instanceof Map<?, ?> map) || !speaksForGuard(map)) {
            return kept;
        }
        var without = new LinkedHashMap<>(kept);
        without.put("data", silenced(map));
        return without;
    }

    @SuppressWarnings("unchecked") // keys of a JSON tree are strings
    private static <M extends Map<?, ?>> M inside(M map) {
        Map<Object, @Nullable Object> changed = null;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object value = entry.getValue();
            Object kept = stripped(value);
            if (kept instanceof Map<?, ?> meta && entry.getKey().equals("_meta") && speaksForGuard(meta)) {
                kept = silenced(meta);
            }
            if (kept != value) {
                changed = changed == null ? new LinkedHashMap<>(map) : changed;
                changed.put(entry.getKey(), kept);
            }
        }
        return changed == null ? map : (M) changed;
    }

    private static @Nullable Object stripped(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return inside(map);
        }
        return value instanceof List<?> list ? inside(list) : value;
    }

    private static List<?> inside(List<?> list) {
        List<@Nullable Object> changed = null;
        for (int i = 0; i < list.size(); i++) {
            Object kept = stripped(list.get(i));
            if (kept != list.get(i)) {
                changed = changed == null ? new ArrayList<>(list) : changed;
                changed.set(i, kept);
            }
        }
        return changed == null ? list : changed;
    }

    private static Map<?, ?> silenced(Map<?, ?> meta) {
        var kept = new LinkedHashMap<Object, @Nullable Object>(meta);
        kept.keySet().removeIf(key -> key.toString().startsWith(PREFIX));
        return kept;
    }

    private static boolean speaksForGuard(Map<?, ?> meta) {
        for (Object key : meta.keySet()) {
            if (key.toString().startsWith(PREFIX)) {
                return true;
            }
        }
        return false;
    }
}
