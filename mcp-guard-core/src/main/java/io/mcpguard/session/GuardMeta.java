package io.mcpguard.session;

import io.mcpguard.api.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes away what only the guard may say: a server that writes {@code io.mcpguard/...} speaks in the guard's name. */
final class GuardMeta {

    private static final String PREFIX = "io.mcpguard/";

    private GuardMeta() {}

    static Map<String, @Nullable Object> strip(Map<String, @Nullable Object> payload) {
        return strip(strip(payload, "_meta"), "data");
    }

    private static Map<String, @Nullable Object> strip(Map<String, @Nullable Object> payload, String member) {
        if (!(payload.get(member) instanceof Map<?, ?> meta) || !speaksForGuard(meta)) {
            return payload;
        }
        var kept = new LinkedHashMap<Object, @Nullable Object>(meta);
        kept.keySet().removeIf(key -> key.toString().startsWith(PREFIX));
        return Json.with(payload, member, kept);
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
