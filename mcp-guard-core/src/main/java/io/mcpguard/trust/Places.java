package io.mcpguard.trust;

import io.mcpguard.api.Server;
import io.mcpguard.json.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where servers were seen that the pins have elsewhere, so that somebody may approve the place. Thread-safe. */
final class Places {

    /** Of more servers the oldest are forgotten: they are seen again when they are used. */
    private static final int MAX_SERVERS = 1_000;

    private final Map<String, Map<String, @Nullable Object>> seen = new LinkedHashMap<>();

    /** A server runs where it is not pinned. */
    void seen(Server server) {
        Map<String, @Nullable Object> identity = Identity.of(server);
        synchronized (seen) {
            seen.remove(server.name());
            seen.put(server.name(), identity);
            if (seen.size() > MAX_SERVERS) {
                seen.remove(seen.keySet().iterator().next());
            }
        }
    }

    /** The identity of a server that was refused, if it was this one. */
    Optional<Map<String, @Nullable Object>> find(String server, String digest) {
        synchronized (seen) {
            return Optional.ofNullable(seen.get(server))
                    .filter(identity -> digest(identity).equals(digest));
        }
    }

    void forget(String server) {
        synchronized (seen) {
            seen.remove(server);
        }
    }

    /** What stands for an identity when somebody approves it. */
    static String digest(Map<String, @Nullable Object> identity) {
        return "sha256:" + CanonicalJson.sha256(identity);
    }
}
