package io.mcpguard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.Decision;
import io.mcpguard.api.audit.AuditSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class AuditSinksTest {

    private final List<String> calls = new ArrayList<>();

    @Test
    void handsEveryDecisionToAllInOrder() {
        AuditSink both = AuditSinks.all(List.of(new Noting("a"), new Noting("b")));
        both.append(new TestDecision("one"));
        both.append(new TestDecision("two"));
        both.close();

        assertThat(calls).containsExactly("a one", "b one", "a two", "b two", "a closed", "b closed");
    }

    @Test
    void sparesNoSinkBecauseAnotherFails() {
        AuditSink bad = decision -> {
            throw new IllegalStateException("bad sink");
        };
        AuditSink both = AuditSinks.all(List.of(bad, new Noting("good")));

        assertThatThrownBy(() -> both.append(new TestDecision("one"))).hasMessage("bad sink");
        assertThat(calls).containsExactly("good one");
    }

    @Test
    void isFlushedWhenAllAre() {
        var first = new Noting("a");
        var second = new Noting("b");
        CompletableFuture<Void> flush =
                AuditSinks.all(List.of(first, second)).flush().toCompletableFuture();

        first.flushed.complete(null);
        assertThat(flush).isNotDone();
        second.flushed.complete(null);
        assertThat(flush).isCompleted();
    }

    @Test
    void failsAFlushThatFailsInOne() {
        var first = new Noting("a");
        var second = new Noting("b");
        CompletableFuture<Void> flush =
                AuditSinks.all(List.of(first, second)).flush().toCompletableFuture();

        first.flushed.complete(null);
        second.flushed.completeExceptionally(new AuditException("disk full"));
        assertThat(flush).isCompletedExceptionally();
    }

    private final class Noting implements AuditSink {

        private final String name;
        private final CompletableFuture<Void> flushed = new CompletableFuture<>();

        Noting(String name) {
            this.name = name;
        }

        @Override
        public void append(Decision decision) {
            calls.add(name + " " + decision.target().orElseThrow());
        }

        @Override
        public CompletionStage<Void> flush() {
            return flushed;
        }

        @Override
        public void close() {
            calls.add(name + " closed");
        }
    }
}
