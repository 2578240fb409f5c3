package io.mcpguard.cli.lock;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.cli.judge.DriftJudge;
import io.mcpguard.cli.judge.DriftJudge.Update;
import io.mcpguard.cli.judge.Judge;
import io.mcpguard.cli.judge.NameJudge;
import io.mcpguard.cli.judge.Named;
import io.mcpguard.cli.judge.Outcome;
import io.mcpguard.cli.lock.Vetted.Item;
import io.mcpguard.cli.lock.Vetted.State;
import io.mcpguard.cli.survey.Declared;
import io.mcpguard.cli.survey.Survey;
import io.mcpguard.drift.Renamed;
import io.mcpguard.drift.Renames;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Ruling;
import io.mcpguard.trust.Learned;
import io.mcpguard.trust.Observed;
import io.mcpguard.trust.Standing;
import io.mcpguard.trust.TrustBook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares servers with the pins of a store, and lets the guard's own book write down what it learns of them: the same
 * rules decide here and in a running application.
 */
public final class Vetting {

    private final Policy policy;
    private final PinStore store;
    private final TrustBook book;
    private final Judge judge;
    private final DriftJudge drift;

    private static final int NAME = 100;

    /** Where an item of a list has its name. */
    private static final Map<ItemKind, String> NAME_KEYS = Map.of(
            ItemKind.TOOL, "name",
            ItemKind.PROMPT, "name",
            ItemKind.RESOURCE, "uri",
            ItemKind.RESOURCE_TEMPLATE, "uriTemplate");

    private final Collection<String> names;

    /**
     * Reads the store.
     *
     * @param policy what decides
     * @param store where pins are
     * @param names the names of all servers that are vetted together
     * @throws java.util.concurrent.CompletionException if the store cannot be read
     */
    public Vetting(Policy policy, PinStore store, Collection<String> names) {
        this.policy = policy;
        this.store = store;
        this.names = names;
        this.judge = new Judge(policy);
        this.drift = new DriftJudge(policy);
        this.book = new TrustBook(store, policy.pin());
        book.load().toCompletableFuture().join();
    }

    /** {@return a server, judged and, where it could be asked, written to the store} */
    public Vetted learn(Survey survey) {
        return vet(survey, true);
    }

    /** {@return a server beside what the store has of it; nothing is written} */
    public Comparison compare(Survey survey) {
        Vetted vetted = vet(survey, false);
        Pins pins = store.load().toCompletableFuture().join().pins();
        return Comparison.of(vetted, standing(survey, pins), pins, policy);
    }

    private Comparison.Standing standing(Survey survey, Pins pins) {
        Server server = survey.server();
        if (server == null) {
            return Comparison.Standing.UNKNOWN;
        }
        if (isElsewhere(server)) {
            Place pinned = pinned(server.name());
            return pinned != null && pinned.missingKey(Place.of(server)).isPresent()
                    ? Comparison.Standing.UNKNOWN
                    : Comparison.Standing.MOVED;
        }
        if (survey.problem() != null) {
            return Comparison.Standing.UNKNOWN;
        }
        return pins.server(server.name()).isEmpty() ? Comparison.Standing.NEW : Comparison.Standing.KNOWN;
    }

    private boolean isElsewhere(Server server) {
        return book.check(server, ItemKind.CAPABILITIES, "", Map.of()).state() == Standing.State.IDENTITY_CHANGED;
    }

    /** {@return why a server must not be started: its files are not those that the policy binds it to; empty if it may} */
    public Optional<String> forbidsStart(Server server) {
        return server.bindsFiles()
                ? book.forbidsStart(server).toCompletableFuture().join()
                : Optional.empty();
    }

    private Vetted vet(Survey survey, boolean write) {
        Server server = survey.server();
        Outcome name = nameOf(survey.name());
        Place place = server == null ? Place.NOWHERE : Place.of(server).beside(pinned(survey.name()));
        if (server == null || survey.problem() != null) {
            boolean moved = server != null && isElsewhere(server);
            return new Vetted(survey, name, List.of(), place, pinned(survey.name()), List.of(), null, moved);
        }
        var outcomes = new ArrayList<Outcome>();
        var observed = new ArrayList<Observed.Item>();
        for (Declared each : survey.declared()) {
            Outcome outcome = judge.judge(Named.content(each.kind(), each.definition()));
            outcomes.add(outcome);
            if (isPinned(each.kind())) {
                boolean clean = !outcome.effect().acts();
                observed.add(new Observed.Item(each.kind(), each.name(), each.definition(), clean));
            }
        }
        boolean moved = isElsewhere(server);
        Learned learned = write
                ? book.learn(server, new Observed(survey.serverInfo(), listed(), observed))
                        .toCompletableFuture()
                        .join()
                : null;
        Pins pins = store.load().toCompletableFuture().join().pins();
        Map<Declared, Renamed> renames = renames(server, survey.declared());
        var items = new ArrayList<Item>();
        for (int i = 0; i < outcomes.size(); i++) {
            Declared each = survey.declared().get(i);
            items.add(item(server, each, outcomes.get(i), learned, pins, renames.get(each)));
        }
        return new Vetted(
                survey,
                name,
                items,
                place,
                pinned(server.name()),
                learned == null ? List.of() : alarms(learned),
                learned == null || learned.reason().isEmpty() ? null : learned.reason(),
                moved);
    }

    private @Nullable Place pinned(String name) {
        return store.load()
                .toCompletableFuture()
                .join()
                .pins()
                .server(name)
                .map(known -> new Place(known.identity()))
                .orElse(null);
    }

    /** Two servers to which the policy gives their places are known to be two, however alike they are. */
    private List<String> alarms(Learned learned) {
        return learned.alarms().stream()
                .filter(alarm -> !hasPlace(alarm.other()))
                .map(alarm -> alarm.message())
                .toList();
    }

    private boolean hasPlace(String other) {
        return !other.isEmpty()
                && (!policy.server(other).command().isEmpty()
                        || policy.server(other).url().isPresent());
    }

    /** What was not there before and says nearly the same as something that is gone. */
    private Map<Declared, Renamed> renames(Server server, List<Declared> declared) {
        var found = new HashMap<Declared, Renamed>();
        NAME_KEYS.forEach((kind, nameKey) -> {
            var names = new HashSet<String>();
            var added = new HashMap<String, Declared>();
            for (Declared each : declared) {
                boolean isNew = each.kind() == kind
                        && names.add(each.name())
                        && isPinned(kind)
                        && book.check(server, kind, each.name(), each.definition())
                                        .state()
                                == Standing.State.ADDED;
                if (isNew) {
                    added.put(each.name(), each);
                }
            }
            List<Renames.Named> items = added.values().stream()
                    .map(each -> new Renames.Named(each.name(), requireNonNull(each.definition())))
                    .toList();
            book.renames(server, kind, names, items, nameKey)
                    .forEach((name, renamed) -> found.put(requireNonNull(added.get(name)), renamed));
        });
        return found;
    }

    /** Resources are often data and come and go, unless the policy says otherwise; everything else is a promise. */
    private boolean isPinned(ItemKind kind) {
        return kind != ItemKind.RESOURCE || policy.pin().resources();
    }

    private Set<ItemKind> listed() {
        return Arrays.stream(ItemKind.values()).filter(this::isPinned).collect(Collectors.toUnmodifiableSet());
    }

    /** The client asks for the newest version that it knows; a server that speaks it now is fine, one that goes back is not. */
    private static boolean isNewerProtocol(Declared declared, @Nullable Pin before) {
        return declared.kind() == ItemKind.PROTOCOL_VERSION
                && before != null
                && declared.definition() instanceof String now
                && before.definition() instanceof String then
                && now.compareTo(then) > 0;
    }

    private Outcome nameOf(String name) {
        Pins pins = store.load().toCompletableFuture().join().pins();
        if (pins.server(name).isPresent()) {
            return Outcome.CLEAN; // whoever pinned it saw its name
        }
        var others = new HashSet<>(pins.servers().keySet());
        others.addAll(names);
        others.remove(name);
        return new NameJudge(policy, others).judge(name);
    }

    private Item item(
            Server server,
            Declared declared,
            Outcome outcome,
            @Nullable Learned learned,
            Pins pins,
            @Nullable Renamed renamed) {
        if (!isPinned(declared.kind())) {
            return new Item(declared, "", outcome, State.UNPINNED, "", null);
        }
        String digest = "sha256:" + CanonicalJson.sha256(declared.definition());
        Standing standing = book.check(server, declared.kind(), declared.name(), declared.definition());
        Ruling ruling = ruling(server, declared);
        Pin before = Baseline.of(pins, server.name(), policy, declared);
        Update update =
                standing.trusted() || before == null ? null : drift.between(before.definition(), declared.definition());
        if (ruling != null && ruling.effect() == Ruling.Effect.REFUSE) {
            return new Item(declared, digest, outcome, State.REFUSED, ruling.rule(), update);
        }
        Pin pin = standing.pin();
        if (standing.trusted() && pin != null) {
            State state = pin.state() == PinState.APPROVED ? State.APPROVED : State.SEEN;
            return new Item(declared, digest, outcome, state, "", null);
        }
        if (isNewerProtocol(declared, before)) {
            return new Item(declared, digest, outcome, State.UNPINNED, "", null);
        }
        if (renamed != null && update == null) {
            String from = "it is renamed from \"" + SafeText.excerpt(renamed.from(), NAME) + "\"";
            return new Item(declared, digest, outcome, State.HELD, from, drift.of(renamed.drift()));
        }
        return new Item(declared, digest, outcome, State.HELD, why(declared, digest, learned, standing), update);
    }

    /** What the policy says of its name; null where it has no rules for the kind. */
    private @Nullable Ruling ruling(Server server, Declared declared) {
        if (!policy.lists(server.name())) {
            return null;
        }
        return switch (declared.kind()) {
            case TOOL -> policy.tool(server.name(), declared.name());
            case PROMPT -> policy.prompt(server.name(), declared.name());
            default -> null;
        };
    }

    private static String why(Declared declared, String digest, @Nullable Learned learned, Standing standing) {
        if (learned != null) {
            for (Learned.Held held : learned.held()) {
                Pin pin = held.pin();
                if (pin.kind() == declared.kind()
                        && pin.name().equals(declared.name())
                        && pin.digest().equals(digest)) {
                    return word(held.why());
                }
            }
        }
        return standing.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String word(Learned.Why why) {
        return switch (why) {
            case CHANGED -> "another definition is trusted under this name";
            case ADDED -> "the server was known without it";
            case UNCLEAN -> "inspection found something";
            case DECLARED_TWICE -> "its name is declared twice";
            case COLLISION -> "another server has a trusted tool of this name";
            case NOT_APPROVED -> "the policy trusts nothing at first sight";
            case TOO_MANY -> "the server declares too much";
        };
    }
}
