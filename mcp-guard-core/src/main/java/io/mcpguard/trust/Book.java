package io.mcpguard.trust;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.inspect.LookAlikes;
import io.mcpguard.trust.Standing.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is pinned of all servers at one moment. Immutable. */
final class Book {

    private final Map<String, KnownServer> servers;
    private final boolean seenIsTrusted;
    private final @Nullable String unreadable;

    private Book(Map<String, KnownServer> servers, boolean seenIsTrusted, @Nullable String unreadable) {
        this.servers = servers;
        this.seenIsTrusted = seenIsTrusted;
        this.unreadable = unreadable;
    }

    /** A book that trusts nothing, for a reason. */
    static Book unread(boolean seenIsTrusted, String reason) {
        return new Book(Map.of(), seenIsTrusted, reason);
    }

    /** The same book after its store could not be read. What it has it keeps. */
    Book unread(String reason) {
        return unreadable == null ? this : new Book(servers, seenIsTrusted, reason);
    }

    /**
     * The same book after its store was read: servers that are new to it come in. Of the others nothing changes, because
     * a server that runs as the same user could edit the file, and its edit must not count before the next start.
     */
    Book read(Pins stored) {
        var union = new TreeMap<>(servers);
        stored.servers()
                .forEach((name, pins) -> union.computeIfAbsent(name, absent -> new KnownServer(pins, seenIsTrusted)));
        return new Book(union, seenIsTrusted, null);
    }

    /** The same book with other pins of one server. */
    Book with(String name, ServerPins pins) {
        var copy = new TreeMap<>(servers);
        copy.put(name, new KnownServer(pins, seenIsTrusted));
        return new Book(copy, seenIsTrusted, unreadable);
    }

    @Nullable
    KnownServer server(String name) {
        return servers.get(name);
    }

    Standing check(Server server, ItemKind kind, String name, @Nullable Object definition) {
        if (unreadable != null) {
            return standing(State.UNREADABLE, unreadable);
        }
        KnownServer known = servers.get(server.name());
        if (known == null) {
            return standing(State.UNKNOWN_SERVER, Reasons.unknown(server));
        }
        if (!known.isAt(server)) {
            return standing(State.IDENTITY_CHANGED, Reasons.elsewhere(server, known.pins()));
        }
        Pin trusted = known.trusted(kind, name, definition);
        if (trusted != null) {
            return new Standing(State.TRUSTED, trusted, List.of(), "");
        }
        Pin pin = known.untrusted(kind, name, definition);
        List<Change> changes = known.changes(kind, name, definition);
        return changes.isEmpty()
                ? new Standing(State.ADDED, pin, changes, Reasons.added(server, kind, name))
                : new Standing(State.CHANGED, pin, changes, Reasons.changed(server, kind, name, changes));
    }

    private static Standing standing(State state, String reason) {
        return new Standing(state, null, List.of(), reason);
    }

    boolean trusts(Server server, ItemKind kind, String name) {
        KnownServer known = servers.get(server.name());
        return unreadable == null && known != null && known.isAt(server) && known.trusts(kind, name);
    }

    /** First come, first served, until the lock says otherwise: who has the name, or one that looks like it, pinned keeps it. */
    Optional<String> ownerElsewhere(Server server, ItemKind kind, String name) {
        if (kind != ItemKind.TOOL || trusts(server, kind, name)) {
            return Optional.empty();
        }
        String look = LookAlikes.lookOf(name);
        return servers.entrySet().stream()
                .filter(other -> !other.getKey().equals(server.name())
                        && other.getValue().hasToolThatLooks(look))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
