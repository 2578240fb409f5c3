package io.mcpguard.trust;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.drift.Drift;
import io.mcpguard.shadow.NameClaims;
import io.mcpguard.trust.Standing.State;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is pinned of all servers at one moment. Immutable. */
final class Book {

    /**
     * What holds for all books of a guard.
     *
     * @param seenIsTrusted whether anything is trusted without a person
     * @param names who has which names before anybody connects
     * @param nanoTime the time, which tells how long a server is new
     */
    record Rules(boolean seenIsTrusted, NameClaims names, LongSupplier nanoTime) {}

    private final Map<String, KnownServer> servers;
    private final Rules rules;
    private final @Nullable String unreadable;

    private Book(Map<String, KnownServer> servers, Rules rules, @Nullable String unreadable) {
        this.servers = servers;
        this.rules = rules;
        this.unreadable = unreadable;
    }

    /** A book that trusts nothing, for a reason. */
    static Book unread(Rules rules, String reason) {
        return new Book(Map.of(), rules, reason);
    }

    /** The same book after its store could not be read. What it has it keeps. */
    Book unread(String reason) {
        return unreadable == null ? this : new Book(servers, rules, reason);
    }

    /**
     * The same book after its store was read: servers that are new to it come in, and kinds of items that are. Of the
     * others nothing changes, because a server that runs as the same user could edit the file, and its edit must not
     * count before the next start.
     *
     * @param started servers of which nothing comes in, because they could have edited the file already
     */
    Book read(Pins stored, Set<String> started) {
        var union = new TreeMap<>(servers);
        stored.servers().forEach((name, pins) -> {
            if (!started.contains(name)) {
                union.compute(
                        name,
                        (same, known) -> known == null ? KnownServer.stored(name, pins, rules) : known.meeting(pins));
            }
        });
        return new Book(union, rules, null);
    }

    /** What somebody signed is all there is, and counts at once. */
    Book signed(Pins stored) {
        var all = new TreeMap<String, KnownServer>();
        stored.servers().forEach((name, pins) -> all.put(name, KnownServer.stored(name, pins, rules)));
        return new Book(all, rules, null);
    }

    /**
     * What a store says that no server can write to counts at once, and what is no longer there does not. What this process
     * knows besides, such as which names are contested, stays.
     *
     * @param unsaved servers that are not in the store because they could not be written yet
     */
    Book shared(Pins stored, Set<String> unsaved) {
        var all = new TreeMap<String, KnownServer>();
        servers.forEach((name, known) -> {
            if (unsaved.contains(name)) {
                all.put(name, known);
            }
        });
        stored.servers().forEach((name, pins) -> {
            KnownServer known = servers.get(name);
            all.put(name, known == null ? KnownServer.stored(name, pins, rules) : known.with(pins));
        });
        return new Book(all, rules, null);
    }

    /** The same book with other pins of one server. */
    Book with(String name, ServerPins pins) {
        KnownServer known = servers.get(name);
        return put(name, known == null ? KnownServer.stored(name, pins, rules) : known.with(pins));
    }

    /** The same book with a server that this process sees for the first time. */
    Book withNew(String name, ServerPins pins, Looks claims) {
        return put(name, KnownServer.met(name, pins, rules, claims));
    }

    /** The same book after a server asked for more names, of a kind that this process saw for the first time. */
    Book claiming(String name, Looks more) {
        KnownServer known = servers.get(name);
        return known == null ? this : put(name, known.claiming(more));
    }

    private Book put(String name, KnownServer server) {
        var copy = new TreeMap<>(servers);
        copy.put(name, server);
        return new Book(copy, rules, unreadable);
    }

    /** The same book after a server asked for names: others that are new as well lose them. */
    Book contested(String by, Looks asked) {
        var copy = new TreeMap<>(servers);
        copy.replaceAll((name, server) -> rules.names.areOne(by, name) ? server : server.contestedBy(asked));
        return new Book(copy, rules, unreadable);
    }

    /** What a store would have, without the names that are contested in this process. */
    Pins withoutContested(Pins content) {
        var changed = new HashMap<String, ServerPins>();
        content.servers().forEach((name, pins) -> {
            KnownServer known = servers.get(name);
            ServerPins now = known == null ? null : known.withoutContested(pins);
            if (now != null) {
                changed.put(name, now);
            }
        });
        if (changed.isEmpty()) {
            return content;
        }
        var result = new HashMap<>(content.servers());
        result.putAll(changed);
        return Pins.of(result);
    }

    Rules rules() {
        return rules;
    }

    NameClaims names() {
        return rules.names;
    }

    /** About as many bytes as all other servers take in a lock. */
    long weightBeside(String server) {
        return servers.entrySet().stream()
                .filter(other -> !other.getKey().equals(server))
                .mapToLong(other -> other.getValue().weight())
                .sum();
    }

    /** All of them, by name. */
    Map<String, KnownServer> servers() {
        return Collections.unmodifiableMap(servers);
    }

    @Nullable
    KnownServer server(String name) {
        return servers.get(name);
    }

    boolean isRead() {
        return unreadable == null;
    }

    Set<String> trustedServers() {
        var names = new TreeSet<String>();
        servers.forEach((name, server) -> {
            if (server.isTrusted()) {
                names.add(name);
            }
        });
        return names;
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
            return new Standing(State.TRUSTED, trusted, Drift.none(), "");
        }
        Pin pin = known.untrusted(kind, name, definition);
        if (known.isContested(kind, name)) {
            return new Standing(State.COLLISION, pin, Drift.none(), Reasons.contested(server, kind, name));
        }
        Drift drift = known.drift(kind, name, definition);
        return drift.isNone()
                ? new Standing(
                        State.ADDED, pin, drift, known.added(kind, name, definition), Reasons.added(server, kind, name))
                : new Standing(State.CHANGED, pin, drift, Reasons.changed(server, kind, name, drift));
    }

    Optional<String> forbidsStart(Server server) {
        if (unreadable != null) {
            return Optional.of(unreadable);
        }
        KnownServer known = servers.get(server.name());
        return known == null || known.isAt(server)
                ? Optional.empty()
                : Optional.of(Reasons.elsewhere(server, known.pins()));
    }

    private static Standing standing(State state, String reason) {
        return new Standing(state, null, Drift.none(), reason);
    }

    boolean met(Server server, ItemKind kind) {
        KnownServer known = servers.get(server.name());
        return known != null && known.met(kind);
    }

    List<Pin> trusted(Server server, ItemKind kind, String name) {
        KnownServer known = servers.get(server.name());
        return unreadable == null && known != null && known.isAt(server) ? known.trusted(kind, name) : List.of();
    }

    /** What each trusted name of a kind is measured by; nothing if the server is not where it was pinned. */
    Map<String, Pin> references(Server server, ItemKind kind) {
        KnownServer known = servers.get(server.name());
        return unreadable == null && known != null && known.isAt(server) ? known.references(kind) : Map.of();
    }

    boolean trusts(Server server, ItemKind kind, String name) {
        KnownServer known = servers.get(server.name());
        return unreadable == null && known != null && known.isAt(server) && known.trusts(kind, name);
    }

    /** Who else has a right to a name, or asks for it; nobody if the name is the server's own for good. */
    Optional<String> ownerElsewhere(Server server, ItemKind kind, String name) {
        KnownServer known = servers.get(server.name());
        return known != null && known.isAt(server) && known.keeps(kind, name)
                ? Optional.empty()
                : contestant(server.name(), kind, name);
    }

    private Optional<String> contestant(String server, ItemKind kind, String name) {
        if (!NameClaims.areShared(kind)) {
            return Optional.empty();
        }
        String look = rules.names.look(server, kind, name);
        if (rules.names.isEntitled(server, kind, look)) {
            return Optional.empty();
        }
        return rules.names
                .reservedFor(server, kind, look)
                .or(() -> servers.entrySet().stream()
                        .filter(other -> !rules.names.areOne(server, other.getKey())
                                && other.getValue().claims(kind, look))
                        .map(Map.Entry::getKey)
                        .findFirst());
    }
}
