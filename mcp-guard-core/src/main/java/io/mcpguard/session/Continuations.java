package io.mcpguard.session;

import io.mcpguard.json.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which exchange a request goes on with. From MCP 2026-07-28 on a server that needs something asks inside a result, with
 * {@code inputRequests} and a {@code requestState} that the client hands back unchanged.
 */
final class Continuations {

    private static final int MAX_KEPT = 1_000;

    private final Map<String, String> exchanges = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_KEPT;
        }
    };

    synchronized void remember(Map<String, @Nullable Object> result, String exchange) {
        if (result.get("requestState") instanceof String state && result.containsKey("inputRequests")) {
            exchanges.put(CanonicalJson.sha256(state), exchange);
        }
    }

    synchronized @Nullable String of(Map<String, @Nullable Object> params) {
        return params.get("requestState") instanceof String state ? exchanges.get(CanonicalJson.sha256(state)) : null;
    }
}
