package io.mcpguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AuditQueueTest {

    private final AtomicInteger digested = new AtomicInteger();

    private TestDecision decision() {
        return new TestDecision("send") {
            @Override
            public String payloadDigest() {
                digested.incrementAndGet();
                return super.payloadDigest();
            }
        };
    }

    @Test
    void letsTheWriterDigestWhileItKeepsUp() {
        var queue = new AuditQueue(100, System::nanoTime);
        for (int i = 0; i < 1_000; i++) {
            queue.append(decision());
            queue.poll();
        }

        assertThat(digested).hasValue(0);
    }

    @Test
    void aDecisionThatWaitsForAStalledDiskBehindOthersIsDigestedFirst() {
        var queue = new AuditQueue(100, System::nanoTime);
        for (int i = 0; i < 100; i++) {
            queue.append(decision());
        }

        assertThat(digested).hasValue(100 - 16);
    }
}
