package io.mcpguard.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.trust.DriftSeverity;
import io.mcpguard.api.trust.ItemKind;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WeighingsTest {

    private final Weighings weighings = new Weighings();
    private final AtomicInteger weighed = new AtomicInteger();

    private void weigh(String name, String definition) {
        weighings.added(ItemKind.TOOL, name, definition, () -> {
            weighed.incrementAndGet();
            return DriftSeverity.SUSPICIOUS;
        });
    }

    @Test
    void weighsWhatIsAskedAboutAgainOnce() {
        weigh("a", "Reads");
        weigh("a", "Reads");

        assertThat(weighed).hasValue(1);
    }

    @Test
    void weighsAnotherDefinitionAnew() {
        weigh("a", "Reads");
        weigh("a", "Writes");
        weigh("b", "Writes");

        assertThat(weighed).hasValue(3);
    }

    @Test
    void forgetsRatherThanKeepWhatAServerTellsWithoutEnd() {
        weigh("first", "Reads");
        for (int i = 0; i < 10; i++) {
            weigh("t" + i, "x".repeat(1 << 20));
        }
        weigh("first", "Reads");

        assertThat(weighed).hasValue(12);
    }
}
