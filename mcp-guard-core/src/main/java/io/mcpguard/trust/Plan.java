package io.mcpguard.trust;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.json.SameJson;
import io.mcpguard.policy.PinPolicy;
import io.mcpguard.policy.Treatment;
import io.mcpguard.trust.Learned.Held;
import io.mcpguard.trust.Learned.Outcome;
import io.mcpguard.trust.Learned.Why;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a listing means for the pins of its server. Trust is given here and nowhere else but by approval: to clean items
 * of a kind that was never listed of this server before. Everything else is held, however often it is listed.
 */
final class Plan {

    /** What servers say of themselves is short; a longer one is left out of the lock. */
    private static final long MAX_SERVER_INFO = 64 << 10;

    private final Book book;
    private final Server server;
    private final PinPolicy policy;
    private final @Nullable KnownServer known;
    private final Observed observed;
    private final Meanwhile meanwhile;

    /** The kinds that are seen now for good: not those that a vetted server comes with late. */
    private final Set<ItemKind> listed;

    private final ByName<Declared> declared = new ByName<>();
    private final ByName<Set<String>> digests = new ByName<>();
    private final List<Pin> added = new ArrayList<>();
    /** Why each of those is held; empty for what is trusted. */
    private final List<Optional<Why>> whys = new ArrayList<>();

    private final List<Pin> trusted = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final List<Pin> claimed = new ArrayList<>();
    private List<Pin> kept = List.of();

    private Plan(Book book, Server server, PinPolicy policy, Observed observed, Meanwhile meanwhile) {
        this.book = book;
        this.server = server;
        this.policy = policy;
        this.observed = observed;
        this.meanwhile = meanwhile;
        this.known = book.server(server.name());
        this.listed = EnumSet.noneOf(ItemKind.class);
        observed.listed().stream()
                .filter(kind -> !isLate(kind) || requireNonNull(known).met(kind))
                .forEach(listed::add);
    }

    static Plan of(Book book, Server server, PinPolicy policy, Observed observed) {
        return of(book, server, policy, observed, Meanwhile.NOTHING);
    }

    /**
     * The same for a server that was started.
     *
     * @param meanwhile what the store says of it since
     */
    static Plan of(Book book, Server server, PinPolicy policy, Observed observed, Meanwhile meanwhile) {
        var plan = new Plan(book, server, policy, observed, meanwhile);
        plan.make();
        return plan;
    }

    boolean changesNothing() {
        return known != null && added.isEmpty() && known.pins().listed().containsAll(listed);
    }

    /** All pins of the server when this is carried out. */
    ServerPins result() {
        if (known == null) {
            return addition();
        }
        ServerPins before = known.pins();
        return (added.isEmpty() ? before : before.pins(kept)).listed(Merge.union(before.listed(), listed));
    }

    /** What comes new, for a store that may have more than this guard knows. */
    ServerPins addition() {
        Map<String, @Nullable Object> info =
                Definitions.weight("", observed.serverInfo()) > MAX_SERVER_INFO ? Map.of() : observed.serverInfo();
        return ServerPins.of(Identity.of(server), added).serverInfo(info).listed(listed);
    }

    /** The book when this is carried out. */
    Book carriedOut() {
        Looks claims = Looks.of(server.name(), claimed, book.names());
        Book with = known == null ? book.withNew(server.name(), result(), claims) : book.with(server.name(), result());
        if (known != null && !claimed.isEmpty()) {
            with = with.claiming(server.name(), claims);
        }
        boolean contests = !claimed.isEmpty() && policy.collision() == Treatment.BLOCK;
        return contests ? with.contested(server.name(), claims) : with;
    }

    /** Whether the store has come to trust more of what is seen first now. */
    boolean isOutdone() {
        Set<ItemKind> first = EnumSet.noneOf(ItemKind.class);
        listed.stream().filter(this::isFirstSight).forEach(first::add);
        return meanwhile.trustsMore(first, trusted, policy.firstSight() == PinPolicy.FirstSight.TRUST);
    }

    Learned learned(boolean persisted, String reason) {
        Outcome outcome = known == null ? Outcome.FIRST_SIGHT : Outcome.KNOWN;
        var alarms = new ArrayList<Alarm>();
        if (known == null || isFirstSight(ItemKind.TOOL)) {
            alarms.addAll(Alarms.resembles(server, known == null, addition(), book));
        }
        if (known != null) {
            alarms.addAll(Alarms.files(server, known.pins()));
        }
        return new Learned(outcome, List.copyOf(trusted), List.copyOf(held), persisted, reason, alarms);
    }

    private void make() {
        for (Observed.Item item : observed.items()) {
            first(item).twice |= !first(item).isSame(item);
        }
        for (Observed.Item item : observed.items()) {
            Declared first = first(item);
            boolean same = first.isSame(item);
            if (!same || !first.decided) {
                first.decided |= same;
                decide(item, first.twice);
            }
        }
        keep();
    }

    private Declared first(Observed.Item item) {
        return declared.getOrMake(item.kind(), item.name(), () -> new Declared(item.definition()));
    }

    private void decide(Observed.Item item, boolean twice) {
        ItemKind kind = item.kind();
        String name = item.name();
        if (known != null && known.trusted(kind, name, item.definition()) != null) {
            return;
        }
        Why why = why(item, twice);
        Pin pinned = known == null ? null : known.untrusted(kind, name, item.definition());
        if (pinned != null) {
            held.add(new Held(pinned, why == null ? Why.ADDED : why));
            return;
        }
        String digest = Definitions.digest(item.definition());
        if (digests.getOrMake(kind, name, HashSet::new).add(digest)) {
            boolean trust = why == null && isFirstSight(kind) && !meanwhile.objects(kind, name, digest);
            Pin pin = Pin.of(kind, name, trust ? PinState.SEEN : PinState.HELD, digest, item.definition());
            added.add(pin);
            if (trust || (why == Why.COLLISION && isFirstSight(kind))) {
                claimed.add(pin);
            }
            whys.add(trust ? Optional.empty() : Optional.of(why == null ? Why.ADDED : why));
        }
    }

    private boolean isFirstSight(ItemKind kind) {
        return listed.contains(kind) && (known == null || !known.met(kind));
    }

    /**
     * Whether a person approved something of the server and nothing of this kind is trusted: else a server could let a list
     * fail while it is looked at. Resources are seen when the policy asks for it, not when the server likes.
     */
    private boolean isLate(ItemKind kind) {
        return known != null && kind != ItemKind.RESOURCE && known.isVettedWithout(kind);
    }

    /** What speaks against an item besides that it was not there at first sight. */
    private @Nullable Why why(Observed.Item item, boolean twice) {
        if (twice) {
            return Why.DECLARED_TWICE;
        }
        if (known != null && known.trusts(item.kind(), item.name())) {
            return Why.CHANGED;
        }
        if (!item.clean()) {
            return Why.UNCLEAN;
        }
        if (policy.collision() == Treatment.BLOCK
                && book.ownerElsewhere(server, item.kind(), item.name()).isPresent()) {
            return Why.COLLISION;
        }
        return policy.firstSight() == PinPolicy.FirstSight.REFUSE || isLate(item.kind()) ? Why.NOT_APPROVED : null;
    }

    /** Leaves out what is more than is kept of a server. */
    private void keep() {
        if (added.isEmpty()) {
            return;
        }
        kept = Retention.add(known == null ? List.of() : known.pins().pins(), added, book.weightBeside(server.name()));
        Set<Pin> remaining = Collections.newSetFromMap(new IdentityHashMap<>());
        remaining.addAll(kept);
        for (int i = 0; i < added.size(); i++) {
            Pin pin = added.get(i);
            Optional<Why> why = whys.get(i);
            if (!remaining.contains(pin)) {
                // Without room it is no less another server's name, and only drift may be tolerated.
                held.add(new Held(pin.state(PinState.HELD), why.orElse(Why.TOO_MANY)));
            } else if (why.isPresent()) {
                held.add(new Held(pin, why.get()));
            } else {
                trusted.add(pin);
            }
        }
        added.removeIf(pin -> !remaining.contains(pin));
    }

    /** The first definition of a name in the listing, and whether another one of that name differs. */
    private static final class Declared {
        private final @Nullable Object definition;
        private boolean twice;
        private boolean decided;

        Declared(@Nullable Object definition) {
            this.definition = definition;
        }

        boolean isSame(Observed.Item item) {
            return SameJson.same(definition, item.definition());
        }
    }
}
