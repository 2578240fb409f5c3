package io.mcpguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExchangeStateTest {

    private final ExchangeState exchange = Given.exchange();

    @Test
    void saysWhichExchangeItIs() {
        assertThat(exchange.id()).isEqualTo("x1");
        assertThat(exchange.epoch()).isEqualTo(3);
        assertThat(exchange.requestId()).isEqualTo(7L);
        assertThat(exchange.progressToken()).isEqualTo("p1");
        assertThat(exchange.continues()).isEmpty();
        assertThat(exchange.taskId()).isEmpty();
    }

    @Test
    void remembersWhatItGoesOnWithAndWhichTaskItBecame() {
        exchange.continues("x0");
        exchange.taskId("t1");

        assertThat(exchange.continues()).contains("x0");
        assertThat(exchange.taskId()).contains("t1");
    }

    @Test
    void spendsItsBudget() {
        exchange.spend(Duration.ofSeconds(4).toNanos());
        assertThat(exchange.remaining()).isEqualTo(Duration.ofSeconds(6));

        exchange.spend(Duration.ofSeconds(7).toNanos());
        assertThat(exchange.remaining()).isZero();
    }

    @Test
    void countsWhatIsRunningAgainstItsBudget() {
        exchange.spend(Duration.ofSeconds(4).toNanos());

        assertThat(exchange.isSpentWith(Duration.ofSeconds(6).toNanos() - 1)).isFalse();
        assertThat(exchange.isSpentWith(Duration.ofSeconds(6).toNanos())).isTrue();
    }
}
