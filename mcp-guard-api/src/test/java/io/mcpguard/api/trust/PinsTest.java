package io.mcpguard.api.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PinsTest {

    private static final Pin SEEN = Pin.of(ItemKind.TOOL, "read", PinState.SEEN, "sha256:00", Map.of("name", "read"));

    @Test
    void holdsSeveralDefinitionsOfOneNameInDifferentStates() {
        Pin held = Pin.of(ItemKind.TOOL, "read", PinState.HELD, "sha256:01", Map.of("name", "read", "x", 1));

        Pins pins = Pins.empty().with("files", ServerPins.of(Map.of(), List.of(SEEN, held)));

        assertThat(pins.server("files").orElseThrow().pins()).containsExactly(SEEN, held);
        assertThat(Pins.empty().servers()).isEmpty();
    }

    @Test
    void sortsServersByName() {
        ServerPins none = ServerPins.of(Map.of(), List.of());

        assertThat(Pins.empty().with("b", none).with("a", none).servers()).containsOnlyKeys("a", "b");
        assertThat(Pins.empty().with("b", none).with("a", none).servers().keySet())
                .containsExactly("a", "b");
    }

    @Test
    void ofManyServersIsTheSameAsOneAfterTheOther() {
        ServerPins none = ServerPins.of(Map.of(), List.of());
        ServerPins files = ServerPins.of(Map.of(), List.of(SEEN));
        var servers = new HashMap<>(Map.of("b", none, "a", files));

        Pins pins = Pins.of(servers);
        servers.clear();

        assertThat(pins).isEqualTo(Pins.empty().with("b", none).with("a", files));
        assertThat(pins.servers().keySet()).containsExactly("a", "b");
        assertThat(Pins.of(Map.of())).isEqualTo(Pins.empty());
    }

    @Test
    void approvingChangesTheStateAndNothingElse() {
        assertThat(SEEN.state(PinState.APPROVED))
                .hasToString("TOOL read APPROVED sha256:00")
                .isNotEqualTo(SEEN);
    }
}
