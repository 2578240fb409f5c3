package io.mcpguard.session;

import io.mcpguard.policy.LimitsPolicy;
import io.mcpguard.session.Correlation.Pending;
import io.mcpguard.session.Session.Link;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connection that is there now, if there is one, and what waits on it for an answer. It comes and goes under one
 * lock, so that nothing belongs to two connections. Thread-safe.
 */
final class CurrentConnection {

    private final Intake intake;
    private final Verifications verifications;
    private final PinGate pins;
    private final Correlation sent;
    private final Questions received;
    private final OwnRequests own;
    private final Object opening = new Object();
    private volatile @Nullable Link link;
    private volatile boolean closed;
    private volatile @Nullable String lost;

    CurrentConnection(
            Intake intake, Verifications verifications, PinGate pins, LimitsPolicy limits, Supplier<String> ids) {
        this.intake = intake;
        this.verifications = verifications;
        this.pins = pins;
        this.sent = new Correlation(limits.maxPending(), limits.requestTimeout());
        this.received = new Questions(limits.maxPending(), limits.requestTimeout(), ids, System::nanoTime);
        this.own = new OwnRequests(ids);
    }

    /** A new one, and its number. The guard's own requests on the last one fail only with {@link #abandonOwn}. */
    long open(Link toServer) {
        synchronized (opening) {
            long epoch = intake.epoch() + 1;
            verifications.begin(epoch);
            own.begin(epoch);
            sent.begin(epoch);
            received.begin(epoch);
            pins.reset();
            link = toServer;
            closed = false;
            lost = null;
            // Last, so that a message of the new connection finds nothing of the old one.
            intake.begin(epoch);
            return epoch;
        }
    }

    /** It ended by itself: the application's requests that wait; null if that is known or wanted, or of another one. */
    @Nullable
    Map<Object, Pending> lose(long epoch, String reason) {
        synchronized (opening) {
            if (closed || lost != null || epoch != intake.epoch()) {
                return null;
            }
            lost = reason;
            own.end();
            received.end();
            return sent.end();
        }
    }

    /** The application has no more use for it. */
    void close() {
        synchronized (opening) {
            closed = true;
            sent.end();
            received.end();
            own.end();
        }
    }

    /** Fails the guard's own requests on connections that are over. Runs callbacks, so call it without a lock. */
    void abandonOwn() {
        own.abandon();
    }

    /** How the guard sends messages of its own; null before the first connection. */
    @Nullable
    Link link() {
        return link;
    }

    boolean isClosed() {
        return closed;
    }

    /** Why it ended by itself; null if it did not. */
    @Nullable
    String lost() {
        return lost;
    }

    /** Requests of the application. */
    Correlation sent() {
        return sent;
    }

    /** Requests of the server. */
    Questions received() {
        return received;
    }

    /** Requests of the guard. */
    OwnRequests own() {
        return own;
    }
}
