package io.mcpguard.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names for ids of sessions, or of events. An id is text of the server's choice, and the SDK writes it into its log and its exceptions; so
 * the SDK gets a name for it, and the server gets its id back. Thread-safe.
 */
final class SessionIds {

    private static final int MAX_LENGTH = 4096;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final String prefix;
    private final int maxKnown;
    private long count;

    private SessionIds(String prefix, int maxKnown) {
        this.prefix = prefix;
        this.maxKnown = maxKnown;
    }

    static SessionIds ofSessions() {
        return new SessionIds("session-", 16);
    }

    /** For ids of events, which are such text too. A client goes on after the last one that it got of a stream. */
    static SessionIds ofEvents() {
        return new SessionIds("event-", 1_000);
    }

    /** The name for an id; null if no session may have such an id. */
    synchronized @Nullable String name(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH || id.chars().anyMatch(c -> c < 0x21 || c > 0x7E)) {
            return null;
        }
        String known = names.get(id);
        if (known != null) {
            return known;
        }
        if (names.size() >= maxKnown) {
            names.remove(names.keySet().iterator().next());
        }
        String name = prefix + ++count;
        names.put(id, name);
        return name;
    }

    /** The id that has the name; the name itself if it is none of ours. */
    synchronized String id(String name) {
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name);
    }
}
