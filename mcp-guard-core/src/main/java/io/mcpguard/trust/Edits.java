package io.mcpguard.trust;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Notices what others change in a store about servers that the guard has met. It does not count in a running guard, as a
 * server could have done it, so somebody has to be told. What others add as held, or of kinds that were never listed
 * before, is the ordinary work of other guards. Used in turn only.
 */
final class Edits {

    private final Map<String, ServerPins> last = new TreeMap<>();

    /** This is what the store has by now, and the guard put it there. */
    void wrote(Pins content) {
        last.clear();
        last.putAll(content.servers());
    }

    /** This was read: the servers that somebody else edited since, each told once. */
    List<String> read(Pins content) {
        var edited = new ArrayList<String>();
        last.forEach((name, before) -> {
            if (!content.server(name).map(now -> isTheSame(before, now)).orElse(false)) {
                edited.add(name);
            }
        });
        wrote(content);
        return edited;
    }

    private static boolean isTheSame(ServerPins before, ServerPins now) {
        return before.equals(now)
                || (Identity.same(before.identity(), now.identity())
                        && trusted(before, before.listed()).equals(trusted(now, before.listed())));
    }

    private static Set<Pin> trusted(ServerPins server, Set<ItemKind> kinds) {
        var trusted = new HashSet<Pin>();
        for (Pin pin : server.pins()) {
            if (pin.state() != PinState.HELD && kinds.contains(pin.kind())) {
                trusted.add(pin);
            }
        }
        return trusted;
    }
}
