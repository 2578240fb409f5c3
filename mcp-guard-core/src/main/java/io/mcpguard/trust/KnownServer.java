package io.mcpguard.trust;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.DriftSeverity;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.drift.Drift;
import io.mcpguard.json.SameJson;
import io.mcpguard.shadow.ForeignTools;
import io.mcpguard.shadow.NameClaims;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pins of one server, made ready for fast answers. Immutable but for a memory of the last comparisons. */
final class KnownServer {

    private final ServerPins pins;
    private final Book.Rules rules;
    private final boolean isTrusted;
    private final boolean isVetted;
    private final Set<ItemKind> trustedKinds = EnumSet.noneOf(ItemKind.class);
    private final ByName<List<Pin>> trusted = new ByName<>();
    private final ByName<List<Pin>> others = new ByName<>();

    private final String name;

    /** What the names look like that are trusted. */
    private final Looks looks;

    /** Kinds of items that were seen before this process, so that their names are its own. */
    private final Set<ItemKind> settled;

    /** The names that it declared at the first sight of their kind, where that was in this process. */
    private final Claims claims;

    private final Weighings weighings = new Weighings();

    /** Weighed when somebody asks; below zero until then. */
    private volatile long weight = -1;

    /** The last server whose identity was found to match: the same one asks again and again. */
    private volatile @Nullable Server matching;

    private KnownServer(String name, ServerPins pins, Book.Rules rules, Set<ItemKind> settled, Claims claims) {
        this.name = name;
        this.pins = pins;
        this.rules = rules;
        this.settled = settled;
        this.claims = claims;
        var current = new ArrayList<Pin>();
        boolean anything = pins.pins().isEmpty();
        boolean vetted = false;
        for (Pin pin : pins.pins()) {
            vetted |= pin.state() == PinState.APPROVED;
            boolean trusts = isTrusted(pin);
            anything |= trusts;
            if (trusts) {
                trustedKinds.add(pin.kind());
                current.add(pin);
            }
            (trusts ? trusted : others)
                    .getOrMake(pin.kind(), pin.name(), () -> new ArrayList<>(1))
                    .add(pin);
        }
        isTrusted = anything;
        isVetted = vetted;
        this.looks = Looks.of(name, current, rules.names());
    }

    /** One that a store has, so that what it was seen with is its own. */
    static KnownServer stored(String name, ServerPins pins, Book.Rules rules) {
        Set<ItemKind> settled = EnumSet.noneOf(ItemKind.class);
        settled.addAll(pins.listed());
        pins.pins().forEach(pin -> settled.add(pin.kind()));
        return new KnownServer(name, pins, rules, settled, Claims.NONE);
    }

    /** One that this process sees for the first time. */
    static KnownServer met(String name, ServerPins pins, Book.Rules rules, Looks claims) {
        return new KnownServer(
                name,
                pins,
                rules,
                Set.of(),
                Claims.NONE.and(claims, rules.nanoTime().getAsLong()));
    }

    ServerPins pins() {
        return pins;
    }

    /** The same server with other pins. */
    KnownServer pins(List<Pin> pins) {
        return with(this.pins.pins(pins));
    }

    /** The same server with other pins. */
    KnownServer with(ServerPins pins) {
        return new KnownServer(name, pins, rules, settled, claims);
    }

    /** The same server, which asks for more names. */
    KnownServer claiming(Looks more) {
        return new KnownServer(
                name, pins, rules, settled, claims.and(more, rules.nanoTime().getAsLong()));
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
        return a == b
                || (a.command().equals(b.command())
                        && a.url().equals(b.url())
                        && a.tlsKeys().equals(b.tlsKeys())
                        && a.bindsFiles() == b.bindsFiles()
                        && a.files().equals(b.files()));
    }

    /** Whether anything of it is trusted, or there is nothing to trust. */
    boolean isTrusted() {
        return isTrusted;
    }

    /** About as many bytes as it takes in a lock. */
    long weight() {
        long known = weight;
        if (known < 0) {
            known = Retention.weight(pins.pins());
            weight = known;
        }
        return known;
    }

    boolean trusts(ItemKind kind, String name) {
        return trusted.get(kind, name) != null;
    }

    /** Whether its tools were seen before this process. */
    boolean hasSettledTools() {
        return settled.contains(ItemKind.TOOL);
    }

    /** Whether a person approved anything of it, and never saw anything of this kind that is trusted. */
    boolean isVettedWithout(ItemKind kind) {
        return isVetted && !trustedKinds.contains(kind);
    }

    /** Its trusted tools, as far as others may mean or copy them. */
    List<ForeignTools.Tool> tools() {
        return pins.pins().stream()
                .filter(pin -> pin.kind() == ItemKind.TOOL && trusts(ItemKind.TOOL, pin.name()))
                .map(pin -> new ForeignTools.Tool(pin.name(), description(pin.definition())))
                .toList();
    }

    private static String description(@Nullable Object definition) {
        return definition instanceof Map<?, ?> tool && tool.get("description") instanceof String text ? text : "";
    }

    /** Whether items of a kind were ever listed. */
    boolean met(ItemKind kind) {
        return pins.listed().contains(kind);
    }

    /** All trusted definitions of a name. */
    List<Pin> trusted(ItemKind kind, String name) {
        List<Pin> pins = trusted.get(kind, name);
        return pins == null ? List.of() : pins;
    }

    /** The definitions by which a kind's items are measured, one a name: what a person approved, else what was seen first. */
    Map<String, Pin> references(ItemKind kind) {
        var references = new TreeMap<String, Pin>();
        for (Pin pin : pins.pins()) {
            if (pin.kind() == kind && trusted.get(kind, pin.name()) != null && isTrusted(pin)) {
                references.merge(
                        pin.name(),
                        pin,
                        (one, other) ->
                                other.state() == PinState.APPROVED && one.state() != PinState.APPROVED ? other : one);
            }
        }
        return references;
    }

    private boolean isTrusted(Pin pin) {
        return pin.state() == PinState.APPROVED || (rules.seenIsTrusted() && pin.state() == PinState.SEEN);
    }

    /** The same server with what a store knows of kinds that are new here. */
    KnownServer meeting(ServerPins stored) {
        if (met().containsAll(stored.listed()) || !Identity.same(pins.identity(), stored.identity())) {
            return this;
        }
        var all = new ArrayList<>(pins.pins());
        stored.pins().stream().filter(pin -> !met(pin.kind())).forEach(all::add);
        return with(pins.pins(all).listed(Merge.union(met(), stored.listed())));
    }

    private Set<ItemKind> met() {
        return pins.listed();
    }

    /** Whether it has a name that looks so: by trust, or because it asked for it when this process first saw it. */
    boolean claims(ItemKind kind, String look) {
        return looks.has(kind, look) || claims.has(kind, look);
    }

    /** Whether a name is its own for good: approved by a person, or trusted since before this process or for a while. */
    boolean keeps(ItemKind kind, String item) {
        List<Pin> pins = trusted.get(kind, item);
        return pins != null && (isSettled(kind) || pins.stream().anyMatch(pin -> pin.state() == PinState.APPROVED));
    }

    /** Whether it had what it has of a kind since before this process, or for a good while. */
    private boolean isSettled(ItemKind kind) {
        return settled.contains(kind) || !claims.areFresh(kind, rules.nanoTime().getAsLong());
    }

    /** Whether it would have a name if no other server had asked for it too. */
    boolean isContested(ItemKind kind, String item) {
        if (settled.contains(kind) || trusted.get(kind, item) != null) {
            return false;
        }
        String look = rules.names().look(name, kind, item);
        return claims.has(kind, look) && !looks.has(kind, look);
    }

    /**
     * The same server without the names that another one asks for as well, unless they are its own for good: nobody gets
     * them until somebody decides, whoever came first.
     */
    KnownServer contestedBy(Looks other) {
        if (claims.areDisjoint(other)) {
            return this;
        }
        List<Pin> now = pins.pins().stream()
                .map(pin -> isTakenBy(other, pin) ? pin.state(PinState.HELD) : pin)
                .toList();
        return now.equals(pins.pins()) ? this : pins(now);
    }

    private boolean isTakenBy(Looks other, Pin pin) {
        if (pin.state() != PinState.SEEN || !NameClaims.areShared(pin.kind()) || isSettled(pin.kind())) {
            return false;
        }
        String look = rules.names().look(name, pin.kind(), pin.name());
        return other.has(pin.kind(), look) && !rules.names().isEntitled(name, pin.kind(), look);
    }

    /** What a store has of this server, without what is contested; null if nothing is. */
    @Nullable
    ServerPins withoutContested(ServerPins stored) {
        List<Pin> now = stored.pins().stream()
                .map(pin -> pin.state() == PinState.SEEN && isContested(pin.kind(), pin.name())
                        ? pin.state(PinState.HELD)
                        : pin)
                .toList();
        return now.equals(stored.pins()) ? null : stored.pins(now);
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
                if (SameJson.same(pin.definition(), definition)) {
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
    Drift drift(ItemKind kind, String name, @Nullable Object definition) {
        List<Pin> candidates = trusted.get(kind, name);
        if (candidates == null) {
            return Drift.none();
        }
        return weighings.drift(kind, name, definition, () -> drift(candidates, definition));
    }

    /** How grave it is by itself that a definition was added. */
    DriftSeverity added(ItemKind kind, String name, @Nullable Object definition) {
        return weighings.added(kind, name, definition, () -> Drift.ofAdded(definition));
    }

    private static Drift drift(List<Pin> candidates, @Nullable Object definition) {
        boolean onlyApproved = candidates.stream().anyMatch(pin -> pin.state() == PinState.APPROVED);
        Drift least = null;
        for (Pin pin : candidates) {
            if (!onlyApproved || pin.state() == PinState.APPROVED) {
                Drift drift = Drift.between(pin.definition(), definition);
                least = least == null
                                || drift.changes().size() < least.changes().size()
                        ? drift
                        : least;
            }
        }
        return least == null ? Drift.none() : least;
    }
}
