package io.mcpguard.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();

    @Test
    void nextStepWaitsForTheOneBefore() {
        var first = new CompletableFuture<String>();
        List<String> order = new ArrayList<>();
        var one = turns.take(() -> {
            order.add("first starts");
            return first;
        });
        var two = turns.take(() -> {
            order.add("second starts");
            return CompletableFuture.completedFuture("two");
        });
        assertThat(order).containsExactly("first starts");
        assertThat(two).isNotDone();
        first.complete("one");
        assertThat(order).containsExactly("first starts", "second starts");
        assertThat(one).isCompletedWithValue("one");
        assertThat(two).isCompletedWithValue("two");
    }

    @Test
    void failureOfAStepIsItsOwn() {
        var failed = turns.<String>take(() -> CompletableFuture.failedFuture(new IllegalStateException("no")));
        var thrown = turns.<String>take(() -> {
            throw new IllegalStateException("thrown");
        });
        var nothing = turns.<String>take(() -> null);
        assertThatThrownBy(failed::join).hasRootCauseMessage("no");
        assertThatThrownBy(thrown::join).hasRootCauseMessage("thrown");
        assertThatThrownBy(nothing::join).hasRootCauseMessage("no stage");
        assertThat(turns.take(() -> CompletableFuture.completedFuture("ok"))).isCompletedWithValue("ok");
    }

    @Test
    void cancellingAResultDoesNotLetTheNextStepStartEarly() {
        var first = new CompletableFuture<String>();
        var one = turns.take(() -> first);
        var two = turns.take(() -> CompletableFuture.completedFuture("two"));
        one.cancel(true);
        assertThat(two).isNotDone();
        first.complete("one");
        assertThat(two).isCompletedWithValue("two");
    }

    @Test
    void manyWaitingStepsDoNotOverflowTheStack() {
        var first = new CompletableFuture<String>();
        var count = new AtomicInteger();
        List<CompletableFuture<?>> all = new ArrayList<>();
        all.add(turns.take(() -> first));
        for (int i = 0; i < 100_000; i++) {
            all.add(turns.take(() -> CompletableFuture.completedFuture(count.incrementAndGet())));
        }
        first.complete("go");
        assertThat(all).allMatch(CompletableFuture::isDone);
        assertThat(count).hasValue(100_000);
    }

    @Test
    void stepsOfManyThreadsNeverOverlap() {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            var running = new AtomicInteger();
            var overlaps = new AtomicInteger();
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                all.add(CompletableFuture.runAsync(
                        () -> turns.take(() -> step(running, overlaps)).join(), pool));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
            assertThat(overlaps).hasValue(0);
        } finally {
            pool.shutdownNow();
        }
    }

    private static CompletionStage<Void> step(AtomicInteger running, AtomicInteger overlaps) {
        if (running.incrementAndGet() != 1) {
            overlaps.incrementAndGet();
        }
        return CompletableFuture.runAsync(running::decrementAndGet);
    }
}
