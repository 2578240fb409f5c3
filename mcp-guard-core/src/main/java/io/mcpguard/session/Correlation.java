package io.mcpguard.session;

import io.mcpguard.api.Conversation;
import io.mcpguard.pipeline.ExchangeState;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which answer of the server belongs to which request of the application. An answer that nobody waits for is none. An entry leaves with
 * its answer, with a new connection, or when no answer can come any more, since the SDK forgets timed-out requests without
 * a word.
 *
 * <p>One lock for all of it, held for a map's operation: a request of a connection that is over is never added, whatever
 * else happens at that moment, and there are never more than the limit.
 */
final class Correlation {

    /** A request that waits for its answer. */
    record Pending(
            String event,
            Map<String, @Nullable Object> params,
            Conversation conversation,
            ExchangeState exchange,
            long sentAt) {

        long epoch() {
            return exchange.epoch();
        }

        /** The principal that it was made for; {@link Viewpoint#NOBODY} if there is none. */
        String whose() {
            return conversation.principal().orElse(Viewpoint.NOBODY);
        }
    }

    /** No connection has this number. */
    private static final long CLOSED = -1;

    private final Map<Object, Pending> waiting = new HashMap<>();
    private final int maxPending;
    private final long timeoutNanos;
    private long epoch;
    private long lastSweep = System.nanoTime();

    Correlation(int maxPending, Duration timeout) {
        this.maxPending = maxPending;
        this.timeoutNanos = timeout.toNanos();
    }

    /** A new connection: nobody waits for answers of the last one, and its requests are not added any more. */
    synchronized void begin(long newEpoch) {
        epoch = newEpoch;
        waiting.clear();
    }

    /** The connection is over: hands out all that wait, each once, and takes no more until a new one begins. */
    synchronized Map<Object, Pending> end() {
        var left = new LinkedHashMap<>(waiting);
        begin(CLOSED);
        return left;
    }

    /** Remembers a request; false if its id is taken, too many wait, or its connection is over. */
    synchronized boolean add(Object id, Pending pending) {
        sweep(pending.sentAt);
        return pending.epoch() == epoch && waiting.size() < maxPending && waiting.putIfAbsent(id, pending) == null;
    }

    /** The request that an answer of a connection belongs to, once; null if nobody waits for it, or not any more. */
    synchronized @Nullable Pending take(long of, Object id) {
        return of == epoch ? waiting.remove(id) : null;
    }

    /** Whether this very request waits. */
    @SuppressWarnings("ReferenceEquality") // equal is not enough: another request may look the same
    synchronized boolean isWaiting(Object id, Pending pending) {
        return waiting.get(id) == pending;
    }

    /** Forgets this very request, and not another that has its id since; false if it does not wait. */
    synchronized boolean forget(Object id, Pending pending) {
        boolean waits = isWaiting(id, pending);
        if (waits) {
            waiting.remove(id);
        }
        return waits;
    }

    /** In which conversation somebody waits for progress under a token; null if nobody does. */
    synchronized @Nullable Conversation conversationOf(Object progressToken) {
        for (Pending pending : waiting.values()) {
            Object token = pending.exchange.progressToken();
            if (token != null && Ids.normalise(token).equals(progressToken)) {
                return pending.conversation;
            }
        }
        return null;
    }

    synchronized int size() {
        return waiting.size();
    }

    /** At most ten times in a timeout, so that a million calls do not sweep a million times. */
    private void sweep(long now) {
        if (now - lastSweep > timeoutNanos / 10) {
            lastSweep = now;
            waiting.values().removeIf(pending -> now - pending.sentAt > timeoutNanos);
        }
    }
}
