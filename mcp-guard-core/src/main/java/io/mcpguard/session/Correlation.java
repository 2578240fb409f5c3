package io.mcpguard.session;

import io.mcpguard.api.Conversation;
import io.mcpguard.pipeline.ExchangeState;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which answer belongs to which request, for one direction. An answer that nobody waits for is none. An entry leaves with
 * its answer, with a new connection, or when no answer can come any more, since the SDK forgets timed-out requests without
 * a word.
 */
final class Correlation {

    /** A request that waits for its answer. */
    record Pending(
            String event,
            Map<String, @Nullable Object> params,
            Conversation conversation,
            ExchangeState exchange,
            long sentAt) {}

    private final ConcurrentHashMap<Object, Pending> waiting = new ConcurrentHashMap<>();
    private final int maxPending;
    private final long timeoutNanos;
    private final AtomicLong lastSweep = new AtomicLong(System.nanoTime());

    Correlation(int maxPending, Duration timeout) {
        this.maxPending = maxPending;
        this.timeoutNanos = timeout.toNanos();
    }

    /** Remembers a request; false if its id is taken or too many wait. */
    boolean add(Object id, Pending pending) {
        sweep(pending.sentAt);
        return waiting.size() < maxPending && waiting.putIfAbsent(id, pending) == null;
    }

    /** The request that an answer belongs to, once; null if nobody waits for it. */
    @Nullable
    Pending take(Object id) {
        return waiting.remove(id);
    }

    void clear() {
        waiting.clear();
    }

    int size() {
        return waiting.size();
    }

    /** At most ten times in a timeout, so that a million calls do not sweep a million times. */
    private void sweep(long now) {
        long last = lastSweep.get();
        if (now - last > timeoutNanos / 10 && lastSweep.compareAndSet(last, now)) {
            waiting.values().removeIf(pending -> now - pending.sentAt > timeoutNanos);
        }
    }
}
