package io.mcpguard.audit;

import io.mcpguard.api.Decision;
import io.mcpguard.api.audit.AuditSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Combines audit sinks. */
public final class AuditSinks {

    private AuditSinks() {}

    /**
     * One sink that hands every decision to several, in their order. A sink that throws keeps none of the others from
     * its decision. A flush is complete when it is complete in all of them, and fails if one fails.
     *
     * @param sinks the sinks
     * @return the sink in front of them
     */
    public static AuditSink all(List<? extends AuditSink> sinks) {
        return new All(List.copyOf(sinks));
    }

    private static final class All implements AuditSink {

        private final List<AuditSink> sinks;

        All(List<AuditSink> sinks) {
            this.sinks = sinks;
        }

        @Override
        public void append(Decision decision) {
            forEach(sink -> sink.append(decision));
        }

        @Override
        public CompletionStage<Void> flush() {
            List<CompletableFuture<Void>> flushes = new ArrayList<>();
            forEach(sink -> flushes.add(sink.flush().toCompletableFuture()));
            return CompletableFuture.allOf(flushes.toArray(new CompletableFuture<?>[0]));
        }

        @Override
        public void close() {
            forEach(AuditSink::close);
        }

        private void forEach(Consumer<AuditSink> action) {
            RuntimeException failure = null;
            for (AuditSink sink : sinks) {
                failure = attempt(sink, action, failure);
            }
            if (failure != null) {
                throw failure;
            }
        }

        private static @Nullable RuntimeException attempt(
                AuditSink sink, Consumer<AuditSink> action, @Nullable RuntimeException failure) {
            try {
                action.accept(sink);
                return failure;
            } catch (RuntimeException e) {
                if (failure == null) {
                    return e;
                }
                failure.addSuppressed(e);
                return failure;
            }
        }
    }
}
