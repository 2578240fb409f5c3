package io.mcpguard.test.transport;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sessions of one server over HTTP. */
final class Sessions {

    /** A longer POST is refused: 16 MiB. */
    static final int MAX_BODY = 16 * 1024 * 1024;

    private volatile MessageServer server;
    private final Map<String, HttpSession> open = new ConcurrentHashMap<>();

    Sessions(MessageServer server) {
        this.server = server;
    }

    /** Who answers in sessions that start from now on. */
    void serve(MessageServer other) {
        server = other;
    }

    HttpSession start() {
        String id = UUID.randomUUID().toString();
        var session = new HttpSession(id, () -> open.remove(id));
        open.put(id, session);
        session.serve(server.connect(session));
        return session;
    }

    @Nullable
    HttpSession find(@Nullable String id) {
        return id == null ? null : open.get(id);
    }

    List<String> ids() {
        return List.copyOf(open.keySet());
    }

    void closeAll() {
        open.values().forEach(HttpSession::end);
    }

    /** The body of a POST, null if it is too long. */
    static @Nullable String body(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
        return bytes.length > MAX_BODY ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
