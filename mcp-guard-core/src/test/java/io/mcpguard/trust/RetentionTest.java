package io.mcpguard.trust;

import static io.mcpguard.trust.Given.pin;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static List<Pin> pins(PinState state, String name, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> pin(state, tool(name, "version " + i)))
                .toList();
    }

    private static List<Pin> add(List<Pin> existing, List<Pin> additions) {
        return Retention.add(existing, additions, 0);
    }

    @Test
    void keepsTheNewestHeldDefinitionsOfAName() {
        assertThat(add(pins(PinState.HELD, "a", 0, 8), pins(PinState.HELD, "a", 8, 10)))
                .isEqualTo(pins(PinState.HELD, "a", 2, 10));
    }

    @Test
    void countsEachNameByItself() {
        assertThat(add(pins(PinState.HELD, "a", 0, 8), pins(PinState.HELD, "b", 0, 8)))
                .hasSize(16);
    }

    @Test
    void neverDropsWhatIsTrusted() {
        var trusted = new ArrayList<>(pins(PinState.SEEN, "a", 0, 20));
        trusted.addAll(pins(PinState.APPROVED, "a", 20, 40));
        assertThat(add(trusted, pins(PinState.HELD, "a", 40, 60)))
                .containsAll(trusted)
                .hasSize(40 + Retention.MAX_HELD);
    }

    @Test
    void doesNotAddWhatIsThereInWhateverState() {
        var approved = pins(PinState.APPROVED, "a", 0, 1);
        assertThat(add(approved, pins(PinState.HELD, "a", 0, 1))).isEqualTo(approved);
    }

    @Test
    void heldPinsMakeWayByWeight() {
        var large = new ArrayList<Pin>();
        for (int i = 0; i < 20; i++) {
            large.add(pin(PinState.HELD, tool("t" + i, i + "\u00e9".repeat(660_000))));
        }
        List<Pin> kept = add(large, pins(PinState.HELD, "small", 0, 1));
        assertThat(kept).hasSize(12).endsWith(pin(PinState.HELD, tool("small", "version 0")));
        assertThat(kept.get(0).name()).isEqualTo("t9");
    }

    @Test
    void namesWithOneHashDoNotSlowItDown() {
        // "Aa" and "BB" have one hash, so all 2^14 words of them do; quadratic time would be minutes
        var colliding = new ArrayList<Pin>();
        for (int i = 0; i < 1 << 14; i++) {
            var name = new StringBuilder();
            for (int bit = 0; bit < 14; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            colliding.add(pin(PinState.HELD, tool(name.toString(), "x")));
        }
        assertThat(add(List.of(), colliding)).hasSize(1 << 14);
    }

    @Test
    void greedyServersLeaveSomethingForTheNext() {
        long taken = 0;
        for (int greedy = 0; greedy < 3; greedy++) {
            var all = new ArrayList<Pin>();
            for (int i = 0; i < 1_000; i++) {
                all.add(pin(PinState.SEEN, tool("t" + i, "x".repeat(100_000))));
            }
            taken += Retention.weight(Retention.add(List.of(), all, taken));
        }
        assertThat(taken).isLessThan(Retention.MAX_WEIGHT);
        List<Pin> honest = pins(PinState.SEEN, "honest", 0, 100);
        assertThat(Retention.add(List.of(), honest, taken)).isEqualTo(honest);
    }
}
