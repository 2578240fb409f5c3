package io.mcpguard.session;

import io.mcpguard.session.Correlation.Pending;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the server asks of the application and waits for. The application knows each question by the server's id, unless an
 * earlier question of that id may still be answered, on an earlier connection or too late: then it gets an id of the
 * guard's, so that a late reply never answers another question, and a server that counts from zero again is not refused.
 * Thread-safe; bounded, and of those that nobody waits for any more the oldest go first.
 */
final class Questions {

    /** Each is kept as it came, and may be large. */
    private static final int MAX_WAITING = 256;

    /** Questions that are over and whose replies may still come. */
    static final int MAX_OVER = 1_000;

    /** No connection has this number. */
    private static final long CLOSED = -1;

    /**
     * A question.
     *
     * @param id the id that the server knows it by
     * @param request the request
     */
    record Question(Object id, Pending request) {}

    /** By the ids that the application knows; null where a reply is still to come that nobody may get. */
    private final Map<Object, @Nullable Question> asked = new LinkedHashMap<>();

    private final int maxWaiting;
    private final long timeoutNanos;
    private final Supplier<String> ids;
    private final LongSupplier nanos;
    private long epoch;

    /**
     * @param maxPending how many requests may wait at most, by the policy
     * @param timeout after that nobody waits for a reply
     * @param ids makes ids that are unique
     * @param nanos like {@link System#nanoTime}
     */
    Questions(int maxPending, Duration timeout, Supplier<String> ids, LongSupplier nanos) {
        this.maxWaiting = Math.min(MAX_WAITING, maxPending);
        this.timeoutNanos = timeout.toNanos();
        this.ids = ids;
        this.nanos = nanos;
    }

    /** A new connection: questions of the last one are over. */
    synchronized void begin(long newEpoch) {
        epoch = newEpoch;
    }

    /** The connection is over, and takes no more until a new one begins. */
    synchronized void end() {
        begin(CLOSED);
    }

    /** Remembers one: its id for the application; null if its id waits already, too many wait, or its connection is over. */
    synchronized @Nullable Object add(Object id, Pending request) {
        if (request.epoch() != epoch) {
            return null;
        }
        int waiting = 0;
        for (Map.Entry<Object, @Nullable Question> entry : asked.entrySet()) {
            Question other = entry.getValue();
            boolean same = other != null && other.id.equals(id);
            if (isWaiting(other)) {
                waiting++;
                if (same) {
                    return null;
                }
            } else if (same) {
                entry.setValue(null); // or its late reply would answer this one at the server's end
            }
        }
        if (waiting >= maxWaiting) {
            return null;
        }
        makeRoom();
        Object known = asked.containsKey(id) ? "mcp-guard-" + ids.get() : id;
        asked.put(known, new Question(id, request));
        return known;
    }

    /** The question that the application answers, once; null if there is none, or nobody who may have the answer. */
    synchronized @Nullable Question take(Object known) {
        Question question = asked.remove(known);
        return question == null || question.request.epoch() != epoch ? null : question;
    }

    /** The id by which the application knows a question that waits; the server's own if none does. */
    synchronized Object knownAs(Object id) {
        for (Map.Entry<Object, @Nullable Question> entry : asked.entrySet()) {
            Question question = entry.getValue();
            if (question != null && question.id.equals(id) && isWaiting(question)) {
                return entry.getKey();
            }
        }
        return id;
    }

    private boolean isWaiting(@Nullable Question question) {
        return question != null
                && question.request.epoch() == epoch
                && nanos.getAsLong() - question.request.sentAt() < timeoutNanos;
    }

    private void makeRoom() {
        Iterator<@Nullable Question> oldest = asked.values().iterator();
        while (asked.size() >= maxWaiting + MAX_OVER && oldest.hasNext()) {
            if (!isWaiting(oldest.next())) {
                oldest.remove();
            }
        }
    }
}
