package io.mcpguard.audit;

import io.mcpguard.api.Decision;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written, between many threads that append and one that writes. Appending takes no lock and wakes the
 * writer only if it sleeps deeply, which it does after a while without events. What does not fit is counted.
 */
final class AuditQueue {

    /** Who appends and then flushes must learn of his own loss, even if another's flush reported it in between. */
    private static final long TAINT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * If more wait, a message is digested before its decision joins them: its decision then lets go of it, and what waits
     * for a stalled disk stays small.
     */
    private static final int MAX_WHOLE = 16;

    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int NAPS = 50;

    private final Queue<Object> items = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int capacity;
    private final LongSupplier nanoTime;

    private final AtomicLong lost = new AtomicLong();
    private volatile long lostAt;
    private volatile boolean everLost;
    private volatile boolean noFlushFailedSince;

    private volatile @Nullable Thread writer;
    private volatile boolean asleep;
    private volatile boolean closing;
    private volatile boolean ended;

    /**
     * An empty queue.
     *
     * @param capacity how many decisions may wait
     * @param nanoTime the clock that {@link System#nanoTime} is
     */
    AuditQueue(int capacity, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.nanoTime = nanoTime;
    }

    /**
     * Somebody waits until all that was appended before is durable.
     *
     * @param done to be completed
     * @param tainted whether an event was lost shortly before
     */
    record Flush(CompletableFuture<Void> done, boolean tainted) {}

    // ---- many threads

    void append(Decision decision) {
        if (closing) {
            lose(1);
            return;
        }
        int now = waiting.incrementAndGet();
        if (now > capacity) {
            waiting.decrementAndGet();
            lose(1);
            return;
        }
        if (now > MAX_WHOLE) {
            decision.payloadDigest();
        }
        items.add(decision);
        if (asleep) {
            wake();
        }
        if (ended) {
            dropAll();
        }
    }

    CompletableFuture<Void> flush() {
        var flush = new Flush(new CompletableFuture<>(), isTainted());
        items.add(flush);
        wake();
        if (ended) {
            dropAll();
        }
        return flush.done();
    }

    /** Lets the writer write what waits, and end. What is appended from now on is lost. */
    void close() {
        closing = true;
        wake();
    }

    private void wake() {
        LockSupport.unpark(writer);
    }

    // ---- losses

    /**
     * Counts events that cannot be written.
     *
     * @param events how many
     */
    void lose(long events) {
        if (events > 0) {
            lostAt = nanoTime.getAsLong();
            everLost = true;
            noFlushFailedSince = true;
            lost.addAndGet(events);
        }
    }

    /** {@return how many events were lost that no line of the file counts yet} */
    long lost() {
        return lost.get();
    }

    /**
     * Says that a line counts lost events.
     *
     * @param events how many
     */
    void reported(long events) {
        lost.addAndGet(-events);
    }

    private boolean isTainted() {
        boolean recent = everLost && nanoTime.getAsLong() - lostAt < TAINT_NANOS;
        return lost.get() > 0 || noFlushFailedSince || recent;
    }

    /**
     * Whether a flush must fail because of a loss.
     *
     * @param flush the flush
     * @return true if it must, and then it counts as having told of it
     */
    boolean failsByLoss(Flush flush) {
        boolean fails = flush.tainted() || isTainted();
        if (fails) {
            noFlushFailedSince = false;
        }
        return fails;
    }

    // ---- the writer

    void writtenBy(Thread thread) {
        writer = thread;
    }

    /** {@return the next decision or flush, null if none waits} */
    @Nullable
    Object poll() {
        Object item = items.poll();
        if (item instanceof Decision) {
            waiting.decrementAndGet();
        }
        return item;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** {@return true as soon as there is something to write, false as soon as the queue is closing} */
    boolean await() {
        for (int i = 0; i < NAPS && isIdle(); i++) {
            LockSupport.parkNanos(this, NAP_NANOS);
        }
        while (isIdle()) {
            asleep = true;
            if (isIdle()) {
                LockSupport.park(this);
            }
            asleep = false;
        }
        return !closing;
    }

    private boolean isIdle() {
        return items.isEmpty() && lost.get() == 0 && !closing;
    }

    /**
     * Waits for the disk to recover, unless the queue is closing.
     *
     * @param nanos how long
     */
    void pause(long nanos) {
        if (!closing) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /** Says that nobody writes any more. */
    void end() {
        closing = true;
        ended = true;
        dropAll();
    }

    private void dropAll() {
        for (Object item = items.poll(); item != null; item = items.poll()) {
            if (item instanceof Flush flush) {
                flush.done().completeExceptionally(new AuditException("the audit file is closed"));
            } else {
                lose(1);
            }
        }
    }
}
