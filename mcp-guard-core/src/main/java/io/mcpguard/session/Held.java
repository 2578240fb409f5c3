package io.mcpguard.session;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The application's requests that are not sent yet, because somebody is asked or pins are verified. */
final class Held {

    private final ConcurrentMap<Object, Passage> passages = new ConcurrentHashMap<>();

    /** Watches a request until its outcome is known. */
    Outcome watch(Object id, Passage passage, Outcome outcome) {
        if (outcome instanceof Outcome.Later later) {
            passages.put(id, passage);
            later.outcome().whenComplete((then, e) -> passages.remove(id, passage));
        }
        return outcome;
    }

    /** Cancels a request; false if it is not held. */
    boolean cancel(@Nullable Object id) {
        Passage passage = id == null ? null : passages.get(id instanceof Integer number ? number.longValue() : id);
        if (passage != null) {
            passage.cancel();
        }
        return passage != null;
    }

    /** The connection is over, and with it whatever was to go over it. */
    void cancelAll() {
        passages.values().forEach(Passage::cancel);
    }
}
