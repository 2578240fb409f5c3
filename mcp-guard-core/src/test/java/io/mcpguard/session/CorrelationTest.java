package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Conversation;
import io.mcpguard.pipeline.ExchangeState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CorrelationTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Correlation waiting = new Correlation(2, TIMEOUT);
    private final long now = System.nanoTime();

    CorrelationTest() {
        waiting.begin(1);
    }

    private static Correlation.Pending pending(long epoch, long sentAt) {
        return new Correlation.Pending(
                "tools/call",
                Map.of(),
                Conversation.of("chat"),
                new ExchangeState("x", epoch, 1L, null, Duration.ofSeconds(1)),
                sentAt);
    }

    private long in(Duration later) {
        return now + later.toNanos();
    }

    @Test
    void givesARequestOutOnce() {
        Correlation.Pending request = pending(1, now);
        waiting.add(1L, request);

        assertThat(waiting.take(1, 1L)).isSameAs(request);
        assertThat(waiting.take(1, 1L)).isNull();
    }

    @Test
    void keepsAnIdForOneRequestAtATime() {
        assertThat(waiting.add(1L, pending(1, now))).isTrue();
        assertThat(waiting.add(1L, pending(1, now))).isFalse();
        assertThat(waiting.size()).isEqualTo(1);
    }

    @Test
    void letsAsManyWaitAsTheLimitSays() {
        assertThat(waiting.add(1L, pending(1, now))).isTrue();
        assertThat(waiting.add(2L, pending(1, now))).isTrue();
        assertThat(waiting.add(3L, pending(1, now))).isFalse();
        assertThat(waiting.size()).isEqualTo(2);
    }

    @Test
    void forgetsWhatWaitsLongerThanTheTimeout() {
        waiting.add(1L, pending(1, now));
        waiting.add(2L, pending(1, in(Duration.ofMinutes(9))));

        assertThat(waiting.add(3L, pending(1, in(Duration.ofMinutes(11))))).isTrue();
        assertThat(waiting.take(1, 1L)).isNull();
        assertThat(waiting.take(1, 2L)).isNotNull();
    }

    @Test
    void looksForExpiredOnesOnlyNowAndThen() {
        waiting.add(1L, pending(1, in(TIMEOUT.negated())));
        waiting.add(2L, pending(1, now));

        // Half a minute is less than a tenth of the timeout.
        assertThat(waiting.add(3L, pending(1, in(Duration.ofSeconds(30))))).isFalse();
        assertThat(waiting.add(3L, pending(1, in(Duration.ofSeconds(90))))).isTrue();
    }

    @Test
    void forgetsEverythingWithANewConnection() {
        waiting.add(1L, pending(1, now));

        waiting.begin(2);

        assertThat(waiting.size()).isZero();
        assertThat(waiting.take(2, 1L)).isNull();
    }

    @Test
    void takesNoRequestOfAnotherConnection() {
        waiting.begin(2);

        assertThat(waiting.add(1L, pending(1, now))).isFalse();
        assertThat(waiting.add(1L, pending(2, now))).isTrue();
    }

    @Test
    void takesNoAnswerOfAnotherConnection() {
        waiting.begin(2);
        waiting.add(1L, pending(2, now));

        assertThat(waiting.take(1, 1L)).isNull();
        assertThat(waiting.take(2, 1L)).isNotNull();
    }

    @Test
    void takesNothingWhenItIsClosed() {
        waiting.add(1L, pending(1, now));

        waiting.end();

        assertThat(waiting.size()).isZero();
        assertThat(waiting.add(2L, pending(1, now))).isFalse();
    }

    @Test
    void takesBackOnlyTheVeryRequest() {
        Correlation.Pending request = pending(1, now);
        waiting.add(1L, request);

        waiting.forget(1L, pending(1, now));
        assertThat(waiting.isWaiting(1L, request)).isTrue();

        waiting.forget(1L, request);
        assertThat(waiting.isWaiting(1L, request)).isFalse();
    }
}
