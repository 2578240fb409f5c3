package io.mcpguard.trust;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs asynchronous steps one after another: the next starts when the stage of the last one has completed. It has no
 * thread of its own, blocks nobody, and goes round a loop instead of recursing when many steps wait.
 */
final class Turns {

    private final Queue<Supplier<CompletableFuture<?>>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Runs a step in its turn, on this thread or the one that completed the step before.
     *
     * @return completes as the step does, on this thread or one of the common pool
     */
    <T> CompletableFuture<T> take(Supplier<? extends CompletionStage<T>> step) {
        var result = new CompletableFuture<T>();
        Thread taker = Thread.currentThread();
        waiting.add(() -> start(step, result, taker));
        if (count.getAndIncrement() == 0) {
            run();
        }
        return result;
    }

    private void run() {
        do {
            CompletableFuture<?> turn = waiting.remove().get();
            if (!turn.isDone()) {
                var unused = turn.whenComplete((value, problem) -> {
                    if (count.decrementAndGet() > 0) {
                        run();
                    }
                });
                return;
            }
        } while (count.decrementAndGet() > 0);
    }

    private static <T> CompletableFuture<?> start(
            Supplier<? extends CompletionStage<T>> step, CompletableFuture<T> result, Thread taker) {
        var turn = new CompletableFuture<Void>();
        Stages.start(step).whenComplete((value, problem) -> {
            // The turn ends first: whoever waits for the result may take its time, or the next turn.
            turn.complete(null);
            if (Thread.currentThread() == taker) {
                complete(result, value, problem);
            } else {
                // What goes on there may be an application that waits for another turn, and this thread has to take it.
                result.defaultExecutor().execute(() -> complete(result, value, problem));
            }
        });
        return turn;
    }

    private static <T> void complete(CompletableFuture<T> result, T value, @Nullable Throwable problem) {
        if (problem == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(problem);
        }
    }
}
