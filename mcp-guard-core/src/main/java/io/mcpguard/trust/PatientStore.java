package io.mcpguard.trust;

import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.PinStore.Snapshot;
import io.mcpguard.api.trust.Pins;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store of somebody else, who may throw, return null, or never answer. After a while the last counts as a failure, so
 * that nobody waits for it without end.
 */
final class PatientStore {

    /** Enough to read 64 MiB on a slow machine. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PinStore store;
    private final Duration patience;

    PatientStore(PinStore store, Duration patience) {
        this.store = store;
        this.patience = patience;
    }

    boolean isSigned() {
        return store.isSigned();
    }

    /** Whether what others write counts in a running guard. */
    boolean countsAtOnce() {
        return store.isSigned() || store.countsAtOnce();
    }

    PinStore.Watch watch(Runnable changed) {
        return store.watch(changed);
    }

    CompletionStage<Snapshot> load() {
        return within(patience, Stages.start(store::load));
    }

    /**
     * Replaces everything.
     *
     * @param late is told, on the thread of the store, if it was replaced after all when nobody waited any more
     */
    CompletionStage<Boolean> replace(String expectedRevision, Pins pins, Runnable late) {
        CompletionStage<Boolean> replacing = Stages.start(() -> store.replace(expectedRevision, pins));
        return within(patience, replacing, replaced -> {
            if (Boolean.TRUE.equals(replaced)) {
                late.run();
            }
        });
    }

    private static <T> CompletionStage<T> within(Duration patience, CompletionStage<T> stage) {
        return within(patience, stage, tooLate -> {});
    }

    private static <T> CompletionStage<T> within(
            Duration patience, CompletionStage<T> stage, Consumer<@Nullable T> tooLate) {
        var result = new CompletableFuture<T>();
        stage.whenComplete((value, problem) -> {
            boolean inTime = problem == null ? result.complete(value) : result.completeExceptionally(problem);
            if (!inTime) {
                tooLate.accept(value);
            }
        });
        if (result.isDone()) {
            return result;
        }
        // Not on the one thread that all timeouts of the process have.
        return result.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionallyComposeAsync(problem -> CompletableFuture.failedFuture(
                        problem instanceof TimeoutException ? silent(patience) : problem));
    }

    private static LockException silent(Duration patience) {
        return new LockException("the store of the pins did not answer within " + patience.toMillis() + " ms");
    }
}
