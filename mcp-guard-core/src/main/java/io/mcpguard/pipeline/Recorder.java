package io.mcpguard.pipeline;

import io.mcpguard.api.Decision;
import io.mcpguard.api.DecisionListener;
import io.mcpguard.api.audit.AuditSink;
import io.mcpguard.json.SafeText;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands decisions to the audit sink, at once, and to listeners, in order and on a thread of their own. */
public final class Recorder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Recorder.class);

    /** Listeners that fall further behind miss decisions; the audit sink never does. */
    private static final int MAX_WAITING = 10_000;

    /**
     * If more wait, a message is digested before its decision joins them, so that ten thousand decisions do not hold ten
     * thousand messages.
     */
    private static final int MAX_WHOLE = 16;

    private static final long IDLE_SECONDS = 10;

    private final AuditSink sink;
    private final List<DecisionListener> listeners;
    private final ThreadPoolExecutor teller;
    private final AtomicLong missed = new AtomicLong();
    private final AtomicBoolean lost = new AtomicBoolean();
    private final Clock clock;
    private final boolean payloads;
    private final Secrets secrets;

    /**
     * A recorder of decisions about messages that hold nothing to conceal.
     *
     * @param sink takes every decision
     * @param listeners are told of every decision
     * @param clock says when
     * @param payloads whether decisions carry payloads
     */
    public Recorder(AuditSink sink, List<DecisionListener> listeners, Clock clock, boolean payloads) {
        this(sink, listeners, clock, payloads, Secrets.NONE);
    }

    /**
     * A recorder.
     *
     * @param sink takes every decision
     * @param listeners are told of every decision
     * @param clock says when
     * @param payloads whether decisions carry payloads
     * @param secrets takes secrets out of what is recorded
     */
    public Recorder(AuditSink sink, List<DecisionListener> listeners, Clock clock, boolean payloads, Secrets secrets) {
        this.sink = sink;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
        this.payloads = payloads;
        this.secrets = secrets;
        this.teller = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                task -> {
                    var thread = new Thread(task, "mcp-guard-listeners");
                    thread.setDaemon(true);
                    return thread;
                },
                (task, pool) -> missed.incrementAndGet());
        teller.allowCoreThreadTimeOut(true);
    }

    /**
     * Records a decision.
     *
     * @param judgement what was decided
     * @param asItCame the payload before anything changed it
     * @param nanos how long the guard took, without waiting for people
     */
    public void record(Judgement judgement, Map<String, @Nullable Object> asItCame, long nanos) {
        var decision =
                new DecisionRecord(clock.instant(), judgement, asItCame, payloads, Duration.ofNanos(nanos), secrets);
        try {
            sink.append(decision);
        } catch (RuntimeException e) {
            lost.set(true);
            log.error(
                    "the audit sink failed with {}; a decision is not recorded",
                    e.getClass().getName());
        }
        if (!listeners.isEmpty()) {
            if (teller.getQueue().size() >= MAX_WHOLE) {
                decision.payloadDigest();
            }
            teller.execute(() -> tell(decision));
        }
    }

    /** {@return completes when everything recorded so far is durable; fails if it cannot be} */
    public CompletionStage<Void> durable() {
        if (lost.getAndSet(false)) {
            return CompletableFuture.failedStage(new IllegalStateException("the audit sink lost a decision"));
        }
        try {
            return sink.flush();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** Tells listeners what still waits, then closes the sink. */
    @Override
    public void close() {
        teller.shutdown();
        try {
            if (!teller.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("decision listeners were still busy after {} s", IDLE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sink.close();
    }

    private void tell(Decision decision) {
        long count = missed.getAndSet(0);
        if (count > 0) {
            log.warn("decision listeners fell behind and missed {} decisions", count);
        }
        for (DecisionListener listener : listeners) {
            try {
                listener.decided(decision);
            } catch (RuntimeException e) {
                log.warn("a decision listener failed with {}", SafeText.place(e));
            }
        }
    }
}
