package io.mcpguard.session;

import io.mcpguard.approval.Ticket;
import io.mcpguard.pipeline.Intercepted;
import io.mcpguard.pipeline.Judgement;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message on its way through a session: what it is, and what becomes of it either way. */
abstract class Passage {

    private static final int MAX_VERIFIED_AGAIN = 3;

    final Intercepted in;
    private final long started = System.nanoTime();
    private volatile long waited;
    private volatile boolean cancelled;
    private int verifiedAgain;
    private volatile @Nullable Ticket ticket;
    private volatile @Nullable Map<String, @Nullable Object> released;

    Passage(Intercepted in) {
        this.in = in;
    }

    /** Prepares for handing on; a text in fixed words if that cannot be, and then it is refused. */
    @Nullable
    String prepare(Judgement judgement) {
        return null;
    }

    /** Whether what was prepared still holds after a wait. */
    boolean isPrepared() {
        return true;
    }

    /** Takes back what was prepared. */
    void abandon() {}

    /** Hands on what was checked. */
    abstract Outcome pass(Map<String, @Nullable Object> payload);

    /** Answers or drops. */
    abstract Outcome refuse(Judgement judgement);

    /** Whether it may be held up once more by a server that changes its lists; so often and no more. */
    boolean mayVerifyAgain() {
        return ++verifiedAgain <= MAX_VERIFIED_AGAIN;
    }

    /** Nobody wants it any more. Too late once it was handed on. */
    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** What somebody was asked about, with values in place of placeholders: this and nothing else goes on. */
    void released(Map<String, @Nullable Object> payload) {
        released = payload;
    }

    @Nullable
    Map<String, @Nullable Object> released() {
        return released;
    }

    /** Somebody is still asked, or said no, under this ticket. */
    void deferred(Optional<Ticket> to) {
        ticket = to.orElse(null);
    }

    @Nullable
    Ticket ticket() {
        return ticket;
    }

    /** Time that somebody else took is not the guard's. Only one thread has a passage in hand. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void waited(long nanos) {
        waited += nanos;
    }

    long nanos() {
        return System.nanoTime() - started - waited;
    }
}
