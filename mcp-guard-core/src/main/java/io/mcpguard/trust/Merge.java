package io.mcpguard.trust;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Brings together what a guard learned and what a store has by now. */
final class Merge {

    private Merge() {}

    /**
     * Adds what was learned. Of a kind that the content knows of this server already, everything new is held, even what
     * this guard saw first: somebody else may have been earlier.
     *
     * @param whole all pins of a server that the content does not know, or no longer
     */
    static Pins add(Pins content, Pins learned, Function<String, ServerPins> whole) {
        var result = new HashMap<>(content.servers());
        for (Map.Entry<String, ServerPins> server : learned.servers().entrySet()) {
            ServerPins added = server.getValue();
            ServerPins merged = content.server(server.getKey())
                    .map(existing -> existing.pins(Retention.add(
                                    existing.pins(),
                                    held(added.pins(), existing.listed()),
                                    weightBeside(server.getKey(), content)))
                            .listed(union(existing.listed(), added.listed())))
                    .orElseGet(() -> whole.apply(server.getKey()));
            result.put(server.getKey(), merged);
        }
        return Pins.of(result);
    }

    private static long weightBeside(String server, Pins content) {
        return content.servers().entrySet().stream()
                .filter(other -> !other.getKey().equals(server))
                .mapToLong(other -> Retention.weight(other.getValue().pins()))
                .sum();
    }

    private static List<Pin> held(List<Pin> pins, Set<ItemKind> kinds) {
        return pins.stream()
                .map(pin -> kinds.contains(pin.kind()) ? pin.state(PinState.HELD) : pin)
                .toList();
    }

    static Set<ItemKind> union(Set<ItemKind> a, Set<ItemKind> b) {
        Set<ItemKind> all = EnumSet.noneOf(ItemKind.class);
        all.addAll(a);
        all.addAll(b);
        return all;
    }

    /** The pin of the same definition, in whatever state. */
    static Optional<Pin> find(ServerPins server, Pin wanted) {
        return server.pins().stream().filter(pin -> isSame(pin, wanted)).findFirst();
    }

    /** The server's pins with this one in the place of the one of the same definition, if there is one. */
    static ServerPins replace(ServerPins server, Pin pin) {
        var pins = new ArrayList<>(server.pins());
        pins.removeIf(old -> isSame(old, pin));
        pins.add(pin);
        return server.pins(pins);
    }

    private static boolean isSame(Pin a, Pin b) {
        return a.kind() == b.kind() && a.name().equals(b.name()) && a.digest().equals(b.digest());
    }

    static LockException tooManyWriters() {
        return new LockException("other processes keep changing the pins. Try again.");
    }
}
