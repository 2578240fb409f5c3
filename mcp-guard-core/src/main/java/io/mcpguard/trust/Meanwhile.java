package io.mcpguard.trust;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.PinStore.Snapshot;
import io.mcpguard.api.trust.ServerPins;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a store says of kinds that a guard had not met when it started the server. Another guard may have been faster, and
 * so may the server, which runs as the same user. So it gives no trust, and may take some away.
 */
final class Meanwhile {

    /** Of a server that was not started, or of which the store says nothing. */
    static final Meanwhile NOTHING = new Meanwhile(null);

    private final @Nullable ServerPins stored;

    /** What the store trusts by digest, of one kind and name. */
    private final ByName<Set<String>> trusted = new ByName<>();

    private final List<Pin> pins = new ArrayList<>();

    private Meanwhile(@Nullable ServerPins stored) {
        this.stored = stored;
        if (stored != null) {
            for (Pin pin : stored.pins()) {
                if (pin.state() != PinState.HELD) {
                    pins.add(pin);
                    trusted.getOrMake(pin.kind(), pin.name(), () -> new HashSet<>(2))
                            .add(pin.digest());
                }
            }
        }
    }

    static Meanwhile of(Server server, Set<String> started, Snapshot snapshot) {
        return started.contains(server.name())
                ? snapshot.pins().server(server.name()).map(Meanwhile::new).orElse(NOTHING)
                : NOTHING;
    }

    /** Whether the store has the server at another place. */
    boolean isElsewhere(Server server) {
        return stored != null && !Identity.matches(stored.identity(), server);
    }

    /** Whether somebody saw a kind first, and did not trust this definition. */
    boolean objects(ItemKind kind, String name, String digest) {
        if (stored == null || !stored.listed().contains(kind)) {
            return false;
        }
        Set<String> digests = trusted.get(kind, name);
        return digests == null || !digests.contains(digest);
    }

    /**
     * Whether the store trusts more of some kinds than this guard does by itself. What other guards saw first of the same
     * server is the same.
     *
     * @param kinds what was seen first just now
     * @param seen what of it is trusted
     * @param seenCounts whether anything is trusted without a person
     */
    boolean trustsMore(Set<ItemKind> kinds, List<Pin> seen, boolean seenCounts) {
        ByName<Set<String>> own = new ByName<>();
        seen.forEach(pin ->
                own.getOrMake(pin.kind(), pin.name(), () -> new HashSet<>(2)).add(pin.digest()));
        for (Pin pin : pins) {
            if (kinds.contains(pin.kind()) && (seenCounts || pin.state() == PinState.APPROVED)) {
                Set<String> digests = own.get(pin.kind(), pin.name());
                if (pin.state() == PinState.APPROVED || digests == null || !digests.contains(pin.digest())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The same as a server that is known, to say where it is. Only if the store has it. */
    KnownServer known(String name, Book book) {
        return KnownServer.stored(name, requireNonNull(stored, name), book.rules());
    }
}
