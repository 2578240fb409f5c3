package io.mcpguard.api.audit;

import io.mcpguard.api.Decision;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where decisions are recorded, in the order of {@link #append} calls. The guard calls it from many threads, also from
 * those that read messages off the wire.
 */
public interface AuditSink extends AutoCloseable {

    /**
     * Takes one decision. Must not block, must not throw, and must not lose it silently: what cannot be recorded fails
     * the next {@link #flush}.
     *
     * @param decision what the guard did
     */
    void append(Decision decision);

    /**
     * Makes durable what was appended so far. Called for each message only under {@code audit.required}, and then a
     * message is not sent before this completes.
     *
     * @return completes when everything appended before the call is durable; fails if it cannot be
     */
    default CompletionStage<Void> flush() {
        return CompletableFuture.completedStage(null);
    }

    /** Flushes and releases what it holds. May block. */
    @Override
    default void close() {}
}
