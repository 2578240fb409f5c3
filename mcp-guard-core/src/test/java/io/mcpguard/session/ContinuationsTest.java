package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ContinuationsTest {

    private final Continuations continuations = new Continuations();

    private void ask(String state, String exchange) {
        continuations.remember(Map.of("requestState", state, "inputRequests", Map.of()), exchange);
    }

    @Test
    void findsTheExchangeThatASecondRequestGoesOnWith() {
        ask("s1", "x1");
        ask("s2", "x2");

        assertThat(continuations.of(Map.of("requestState", "s1"))).isEqualTo("x1");
        assertThat(continuations.of(Map.of("requestState", "s2"))).isEqualTo("x2");
    }

    @Test
    void findsNothingForWhatNobodyAsked() {
        ask("s1", "x1");
        continuations.remember(Map.of("requestState", "s3"), "x3"); // asks for nothing
        continuations.remember(Map.of("inputRequests", Map.of()), "x4"); // has no state

        assertThat(continuations.of(Map.of("requestState", "s3"))).isNull();
        assertThat(continuations.of(Map.of("requestState", 1))).isNull();
        assertThat(continuations.of(Map.of())).isNull();
    }

    @Test
    void forgetsTheOldestOfMoreThanAThousand() {
        for (int i = 0; i < 1_001; i++) {
            ask("s" + i, "x" + i);
        }

        assertThat(continuations.of(Map.of("requestState", "s0"))).isNull();
        assertThat(continuations.of(Map.of("requestState", "s1"))).isEqualTo("x1");
        assertThat(continuations.of(Map.of("requestState", "s1000"))).isEqualTo("x1000");
    }
}
