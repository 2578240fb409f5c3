package io.mcpguard.trust;

import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.PinStore.Snapshot;
import io.mcpguard.api.trust.Pins;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store of somebody else, who may throw, return null, or never answer. After a while the last counts as a failure, so
 * that nobody waits for it without end.
 */
final class PatientStore {

    /** Enough to read 64 MiB on a slow machine. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So long a store that did not answer is not asked again, or all servers would wait for it one after another. */
    static final Duration REST = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(PatientStore.class);

    private final PinStore store;
    private final Duration patience;
    private final LongSupplier nanoTime;
    /** When it last left somebody without an answer; null if it answers. */
    private volatile @Nullable Long silentSince;

    PatientStore(PinStore store, Duration patience, LongSupplier nanoTime) {
        this.store = store;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    boolean isSigned() {
        return store.isSigned();
    }

    /** Whether what others write counts in a running guard. */
    boolean countsAtOnce() {
        return store.isSigned() || store.countsAtOnce();
    }

    /** Never fails: a store that cannot be watched is read with the next listing. */
    PinStore.Watch watch(Runnable changed) {
        try {
            PinStore.Watch watch = store.watch(changed);
            return () -> close(watch);
        } catch (RuntimeException e) {
            log.warn(
                    "the store of the pins cannot be watched ({}); changes count with the next listing",
                    e.getClass().getSimpleName());
            return () -> {};
        }
    }

    private static void close(PinStore.@Nullable Watch watch) {
        try {
            if (watch != null) {
                watch.close();
            }
        } catch (RuntimeException e) {
            // or what is closed after it would stay open
            log.warn(
                    "the watch of the store of the pins could not be closed: {}",
                    e.getClass().getSimpleName());
        }
    }

    CompletionStage<Snapshot> load() {
        return asked(store::load, tooLate -> {});
    }

    /**
     * Replaces everything.
     *
     * @param late is told, on the thread of the store, if it was replaced after all when nobody waited any more
     */
    CompletionStage<Boolean> replace(String expectedRevision, Pins pins, Runnable late) {
        return asked(() -> store.replace(expectedRevision, pins), replaced -> {
            if (Boolean.TRUE.equals(replaced)) {
                late.run();
            }
        });
    }

    private <T> CompletionStage<T> asked(Supplier<CompletionStage<T>> work, Consumer<@Nullable T> tooLate) {
        Long since = silentSince;
        if (since != null && nanoTime.getAsLong() - since < REST.toNanos()) {
            return CompletableFuture.failedFuture(silent());
        }
        CompletionStage<T> stage = Stages.start(work);
        var result = new CompletableFuture<T>();
        var answered = new AtomicBoolean();
        stage.whenComplete((value, problem) -> {
            answered.set(true);
            boolean inTime = problem == null ? result.complete(value) : result.completeExceptionally(problem);
            if (!inTime) {
                silentSince = null;
                tooLate.accept(value);
            }
        });
        if (result.isDone()) {
            return result;
        }
        // Not on the one thread that all timeouts of the process have.
        return result.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionallyComposeAsync(problem -> CompletableFuture.failedFuture(
                        problem instanceof TimeoutException ? silent(answered) : problem));
    }

    private LockException silent(AtomicBoolean answered) {
        if (!answered.get()) {
            silentSince = nanoTime.getAsLong();
            if (answered.get()) {
                silentSince = null;
            }
        }
        return silent();
    }

    private LockException silent() {
        return new LockException("the store of the pins did not answer within " + patience.toMillis() + " ms");
    }
}
