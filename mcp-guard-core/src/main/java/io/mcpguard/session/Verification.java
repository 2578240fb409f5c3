package io.mcpguard.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the pins of one list by the guard's own complete listing: before the first use in an epoch, after
 * {@code list_changed}, and after a time. One listing at a time; who comes meanwhile waits for it.
 */
final class Verification {

    /** A server that says {@code list_changed} during every listing is not waited for without end. */
    private static final int MAX_TRIES = 3;

    private static final Verified NOT_YET = Verified.failed(-1, "the pins are not verified yet");

    /**
     * A listing and for whom it was made.
     *
     * @param whose the principal whose request was at hand
     */
    record Made(Verified verified, String whose) {}

    private final GuardListing listing;
    private final Duration recheck;

    /** Of what most is probably the same; null if there is none. */
    private final @Nullable Verification like;

    /** What clients were told otherwise than the guard here. */
    private final Deviations deviations = new Deviations();

    private final Object lock = new Object();
    private long epoch;
    private long generation;
    private @Nullable CompletableFuture<Verified> running;
    private volatile Made made = new Made(NOT_YET, Viewpoint.NOBODY);

    /**
     * @param recheck after which time what was verified is verified again
     */
    Verification(GuardListing listing, Duration recheck) {
        this(listing, recheck, null);
    }

    /**
     * @param like one of the same list: what is the same there is kept once, and not judged again
     */
    Verification(GuardListing listing, Duration recheck, @Nullable Verification like) {
        this.listing = listing;
        this.recheck = recheck;
        this.like = like;
    }

    /** A new connection: nothing of the last one counts. */
    void begin(long newEpoch) {
        synchronized (lock) {
            epoch = newEpoch;
            generation++;
            running = null;
            made = new Made(NOT_YET, Viewpoint.NOBODY);
            deviations.clear();
        }
    }

    Deviations deviations() {
        return deviations;
    }

    /** The server says that its list changed. */
    void stale() {
        synchronized (lock) {
            generation++;
        }
    }

    /** What was verified last, even if the server has said since that its lists changed. */
    Verified last() {
        return made.verified();
    }

    /** The same, and for whom it was made. */
    Made made() {
        return made;
    }

    /**
     * What is verified now, for a request of a connection: a failure if nothing is, if that connection is over, or if the
     * server has said since that its lists changed.
     */
    Verified current(long of) {
        synchronized (lock) {
            Verified last = made.verified();
            return of == epoch && last.generation() == generation ? last : NOT_YET;
        }
    }

    /** Whether the last listing of a connection failed, and the server has not said since that its lists changed. */
    boolean hasFailed(long of) {
        Verified now = current(of);
        return now.failure() != null && now.generation() != NOT_YET.generation();
    }

    /**
     * Verifies for a request of a connection, unless what was verified is fresh; null if there is nothing to wait for.
     * Never fails. If that connection is over nothing is done, and {@link #current} tells.
     */
    @Nullable
    CompletionStage<?> ensure(Viewpoint by, Listing.Requests requests) {
        return isFresh() ? null : verify(by, requests, MAX_TRIES);
    }

    /** Whether nobody has tried to verify for this connection and this list, or that was long ago. */
    boolean isDue(long of) {
        synchronized (lock) {
            Verified last = made.verified();
            return of == epoch && (last.generation() != generation || isOld(last));
        }
    }

    private boolean isOld(Verified last) {
        return System.nanoTime() - last.at() >= recheck.toNanos();
    }

    private boolean isFresh() {
        synchronized (lock) {
            Verified last = made.verified();
            return last.failure() == null && last.generation() == generation && !isOld(last);
        }
    }

    private CompletionStage<?> verify(Viewpoint by, Listing.Requests requests, int tries) {
        CompletableFuture<Verified> mine = new CompletableFuture<>();
        CompletableFuture<Verified> other;
        long started;
        synchronized (lock) {
            if (by.epoch() != epoch || (made.verified().generation() == generation && tries < MAX_TRIES)) {
                return CompletableFuture.completedStage(null);
            }
            if (tries == 0) {
                made = new Made(
                        Verified.failed(generation, "the server changes its list while it is listed"), by.whose());
                return CompletableFuture.completedStage(null);
            }
            other = running;
            started = generation;
            if (other == null) {
                running = mine;
            }
        }
        if (other != null) {
            return other.thenCompose(ignored -> verify(by, requests, tries - 1));
        }
        started(requests, started).whenComplete((result, e) -> {
            // What the chain itself throws would be a bug of ours, and then nothing may be trusted.
            Verified outcome = e == null ? result : Verified.failed(started, Listing.reason(e));
            synchronized (lock) {
                if (running == mine) {
                    running = null;
                    made = new Made(outcome, by.whose());
                }
            }
            mine.complete(outcome);
        });
        return mine.thenCompose(ignored -> verify(by, requests, tries - 1));
    }

    private CompletionStage<Verified> started(Listing.Requests requests, long of) {
        try {
            return listing.take(requests, of, before());
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private Verified before() {
        Verified last = made.verified();
        return last.generation() == NOT_YET.generation() && like != null ? like.last() : last;
    }
}
