package io.mcpguard.trust;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What {@link CompletionStage} lacks. */
final class Stages {

    private static final long MAX_PAUSE_MILLIS = 20;

    private Stages() {}

    /** Starts work of somebody else, who may throw or return null instead of failing the stage. */
    static <T> CompletionStage<T> start(Supplier<? extends @Nullable CompletionStage<T>> work) {
        try {
            CompletionStage<T> stage = work.get();
            return stage == null ? CompletableFuture.failedFuture(new NullPointerException("no stage")) : stage;
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Goes on whether a stage succeeded or failed: one of the two arguments is null. */
    static <T, R> CompletionStage<R> then(
            CompletionStage<T> stage, BiFunction<@Nullable T, @Nullable Throwable, CompletionStage<R>> next) {
        return stage.<CompletionStage<R>>handle((value, problem) -> start(() -> next.apply(value, problem)))
                .thenCompose(same -> same);
    }

    /** Goes on in a few milliseconds, never the same number, so that two writers do not meet again and again. */
    static <T> CompletionStage<T> afterAPause(Supplier<? extends CompletionStage<T>> work) {
        long pause = ThreadLocalRandom.current().nextLong(1, MAX_PAUSE_MILLIS);
        return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS))
                .thenCompose(done -> work.get());
    }
}
