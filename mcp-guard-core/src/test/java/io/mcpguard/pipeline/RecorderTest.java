package io.mcpguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Decision;
import io.mcpguard.api.audit.AuditSink;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecorderTest {

    private static final Judgement JUDGEMENT =
            Judgement.refuse(Given.call(Map.of("name", "send")), "session", "closed");

    private final List<Decision> told = new CopyOnWriteArrayList<>();

    /** A sink that fails as it is told to. */
    private static final class Sink implements AuditSink {
        private final CompletableFuture<Void> flush = new CompletableFuture<>();
        private boolean appends = true;
        private boolean flushes = true;
        private volatile boolean closed;

        @Override
        public void append(Decision decision) {
            if (!appends) {
                throw new IllegalStateException("no disk");
            }
        }

        @Override
        public CompletionStage<Void> flush() {
            if (!flushes) {
                throw new IllegalStateException("no disk");
            }
            return flush;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Sink sink = new Sink();

    private Recorder recorder() {
        return new Recorder(sink, List.of(told::add), Clock.systemUTC(), false);
    }

    @Test
    void isDurableWhenTheSinkSaysSo() {
        CompletableFuture<Void> durable = recorder().durable().toCompletableFuture();
        assertThat(durable).isNotDone();

        sink.flush.complete(null);

        assertThat(durable).isCompleted();
    }

    @Test
    void isNotDurableOnceAfterALoss() {
        sink.flush.complete(null);
        sink.appends = false;
        Recorder recorder = recorder();
        recorder.record(JUDGEMENT, Map.of(), 1);

        assertThat(recorder.durable().toCompletableFuture()).isCompletedExceptionally();
        assertThat(recorder.durable().toCompletableFuture()).isCompleted();
    }

    @Test
    void isNotDurableWhenTheSinkThrows() {
        sink.flushes = false;

        assertThat(recorder().durable().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void tellsListenersWhatStillWaitsBeforeItCloses() {
        Recorder recorder = recorder();
        for (int i = 0; i < 100; i++) {
            recorder.record(JUDGEMENT, Map.of(), 1);
        }

        recorder.close();

        assertThat(told).hasSize(100);
        assertThat(sink.closed).isTrue();
    }

    @Test
    void whatWaitsForASlowListenerDoesNotHoldItsMessages() throws InterruptedException {
        var release = new CountDownLatch(1);
        var recorder = new Recorder(
                sink,
                List.of(decision -> {
                    try {
                        release.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }),
                Clock.systemUTC(),
                false);
        List<WeakReference<?>> messages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Map<String, Object> message = new HashMap<>(Map.of("name", "send"));
            recorder.record(JUDGEMENT, message, 1);
            messages.add(new WeakReference<>(message));
        }

        // One is with the listener, sixteen wait whole.
        assertThat(held(messages, 17)).isLessThanOrEqualTo(17);

        release.countDown();
        recorder.close();
    }

    private static long held(List<WeakReference<?>> messages, int wanted) throws InterruptedException {
        long held = messages.size();
        for (int i = 0; i < 100 && held > wanted; i++) {
            System.gc();
            Thread.sleep(20);
            held = messages.stream().filter(message -> message.get() != null).count();
        }
        return held;
    }

    @Test
    void tellsOnADaemonThreadThatEndsWithTheRecorder() throws InterruptedException {
        var thread = new CompletableFuture<Thread>();
        var recorder = new Recorder(
                sink, List.of(decision -> thread.complete(Thread.currentThread())), Clock.systemUTC(), false);
        recorder.record(JUDGEMENT, Map.of(), 1);

        assertThat(thread.join().isDaemon()).isTrue();
        recorder.close();
        thread.join().join(5_000);
        assertThat(thread.join().isAlive()).isFalse();
    }

    @Test
    void keepsTheInterruptOfWhoClosesItAndClosesTheSink() {
        var release = new CountDownLatch(1);
        var recorder = new Recorder(
                sink,
                List.of(decision -> {
                    try {
                        release.await(5, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }),
                Clock.systemUTC(),
                false);
        recorder.record(JUDGEMENT, Map.of(), 1);
        Thread.currentThread().interrupt();

        recorder.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(sink.closed).isTrue();
        release.countDown();
    }
}
