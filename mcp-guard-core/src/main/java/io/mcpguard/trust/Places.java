package io.mcpguard.trust;

import io.mcpguard.api.Server;
import io.mcpguard.json.CanonicalJson;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Where servers were seen that the pins have elsewhere, so that somebody may approve the place. Thread-safe. */
final class Places {

    /** Of more servers the oldest are forgotten: they are seen again when they are used. */
    private static final int MAX_SERVERS = 1_000;

    private static final SecretKeySpec KEY = key();

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
    Optional<Map<String, @Nullable Object>> find(String server, String code) {
        synchronized (seen) {
            return Optional.ofNullable(seen.get(server))
                    .filter(identity -> code(identity).equals(code));
        }
    }

    void forget(String server) {
        synchronized (seen) {
            seen.remove(server);
        }
    }

    /**
     * What stands for an identity in this process when somebody approves it. It stands in reasons and so in logs, and an
     * identity may hold digests of weak passwords: so it tells nothing outside of the process.
     */
    static String code(Map<String, @Nullable Object> identity) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(KEY);
            byte[] code = mac.doFinal(CanonicalJson.write(identity));
            return "place-" + HexFormat.of().formatHex(code, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static SecretKeySpec key() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
