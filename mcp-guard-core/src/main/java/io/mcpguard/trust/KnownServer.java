package io.mcpguard.trust;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.inspect.LookAlikes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pins of one server, made ready for fast answers. Immutable but for a memory of the last comparison. */
final class KnownServer {

    private final ServerPins pins;
    private final boolean seenIsTrusted;
    private final ByName<List<Pin>> trusted = new ByName<>();
    private final ByName<List<Pin>> others = new ByName<>();

    /** What the names of trusted tools look like. */
    private final Set<String> looks = new HashSet<>();

    /** The last server whose identity was found to match: the same one asks again and again. */
    private volatile @Nullable Server matching;

    KnownServer(ServerPins pins, boolean seenIsTrusted) {
        this.pins = pins;
        this.seenIsTrusted = seenIsTrusted;
        for (Pin pin : pins.pins()) {
            boolean isTrusted = pin.state() == PinState.APPROVED || (seenIsTrusted && pin.state() == PinState.SEEN);
            if (isTrusted && pin.kind() == ItemKind.TOOL) {
                looks.add(LookAlikes.lookOf(pin.name()));
            }
            (isTrusted ? trusted : others)
                    .getOrMake(pin.kind(), pin.name(), () -> new ArrayList<>(1))
                    .add(pin);
        }
    }

    ServerPins pins() {
        return pins;
    }

    /** The same server with other pins. */
    KnownServer pins(List<Pin> pins) {
        return new KnownServer(this.pins.pins(pins), seenIsTrusted);
    }

    /** Whether a server runs where this one was pinned. */
    boolean isAt(Server server) {
        Server last = matching;
        if (last != null && sameEndpoint(last, server)) {
            return true;
        }
        if (!Identity.matches(pins.identity(), server)) {
            return false;
        }
        matching = server;
        return true;
    }

    private static boolean sameEndpoint(Server a, Server b) {
        return a == b || (a.command().equals(b.command()) && a.url().equals(b.url()));
    }

    boolean trusts(ItemKind kind, String name) {
        return trusted.get(kind, name) != null;
    }

    /** Whether it has a trusted tool whose name looks so. */
    boolean hasToolThatLooks(String look) {
        return looks.contains(look);
    }

    /** The pin of a definition if it is trusted, else null. */
    @Nullable
    Pin trusted(ItemKind kind, String name, @Nullable Object definition) {
        return find(trusted.get(kind, name), definition);
    }

    /** The pin of a definition that is not trusted, null if it is not pinned. */
    @Nullable
    Pin untrusted(ItemKind kind, String name, @Nullable Object definition) {
        return find(others.get(kind, name), definition);
    }

    private static @Nullable Pin find(@Nullable List<Pin> pins, @Nullable Object definition) {
        if (pins != null) {
            for (Pin pin : pins) {
                if (Definitions.same(pin.definition(), definition)) {
                    return pin;
                }
            }
        }
        return null;
    }

    /**
     * What differs from the trusted definition that is most like the one given. Where any was approved by a person, only
     * those count. Without a trusted definition nothing.
     */
    List<Change> changes(ItemKind kind, String name, @Nullable Object definition) {
        List<Pin> candidates = trusted.get(kind, name);
        if (candidates == null) {
            return List.of();
        }
        boolean onlyApproved = candidates.stream().anyMatch(pin -> pin.state() == PinState.APPROVED);
        List<Change> fewest = null;
        for (Pin pin : candidates) {
            if (!onlyApproved || pin.state() == PinState.APPROVED) {
                List<Change> changes = Drift.between(pin.definition(), definition);
                fewest = fewest == null || changes.size() < fewest.size() ? changes : fewest;
            }
        }
        return fewest == null ? List.of() : fewest;
    }
}
