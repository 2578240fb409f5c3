package io.mcpguard.cli.lock;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.PinStore.Snapshot;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.cli.judge.Judge;
import io.mcpguard.cli.judge.NameJudge;
import io.mcpguard.cli.judge.Named;
import io.mcpguard.cli.judge.Outcome;
import io.mcpguard.cli.lock.Vetted.Item;
import io.mcpguard.cli.survey.Declared;
import io.mcpguard.cli.survey.Survey;
import io.mcpguard.drift.Renamed;
import io.mcpguard.policy.Policy;
import io.mcpguard.shadow.NameClaims;
import io.mcpguard.trust.Learned;
import io.mcpguard.trust.Observed;
import io.mcpguard.trust.Standing;
import io.mcpguard.trust.TrustBook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares servers with the pins of a store, and lets the guard's own book write down what it learns of them: the same
 * rules decide here and in a running application. What counts is what the store had before any of the servers was
 * started: as in a running guard, a server that writes to the store approves nothing of itself by that.
 */
public final class Vetting {

    private final Policy policy;
    private final PinStore store;
    private final TrustBook book;
    private final Judge judge;
    private final Snapshot before;
    private final Items items;
    private final Renamings renamings;
    private final Collection<String> names;

    /**
     * Reads the store. Servers may be started when this has returned.
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
        this.book = new TrustBook(store, policy.pin(), NameClaims.of(policy, null, List.of()));
        this.before = store.load().toCompletableFuture().join();
        book.load().toCompletableFuture().join();
        names.forEach(name -> book.starts(name).toCompletableFuture().join());
        this.items = new Items(policy, book, before.pins());
        this.renamings = new Renamings(book, items);
    }

    /** {@return what the store had before any server was started} */
    public Pins before() {
        return before.pins();
    }

    /** {@return whether somebody wrote to the store since then, or broke it}; only of use if nothing is learned */
    public boolean isEdited() {
        try {
            return !store.load().toCompletableFuture().join().revision().equals(before.revision());
        } catch (CompletionException e) {
            return true;
        }
    }

    /** {@return a server, judged and, where it could be asked, written to the store} */
    public Vetted learn(Survey survey) {
        return vet(survey, true);
    }

    /**
     * The same servers after all of them were learned: whoever was asked first does not keep a name that another new one
     * declares too.
     *
     * @param vetted what {@link #learn} returned
     * @return as many, in the same order; one of which nothing changed is the same object
     */
    public List<Vetted> settled(List<Vetted> vetted) {
        return vetted.stream().map(this::settled).toList();
    }

    private Vetted settled(Vetted vetted) {
        Server server = vetted.survey().server();
        if (server == null || vetted.items().stream().noneMatch(item -> isLost(server, item))) {
            return vetted;
        }
        return vetted.items(vetted.items().stream()
                .map(item -> isLost(server, item) ? item.held("another new server declares this name too") : item)
                .toList());
    }

    private boolean isLost(Server server, Vetted.Item item) {
        Declared declared = item.declared();
        return item.state() == Vetted.State.SEEN
                && book.check(server, declared.kind(), declared.name(), declared.definition())
                                .state()
                        == Standing.State.COLLISION;
    }

    /** {@return a server beside what the store has of it; nothing is written} */
    public Comparison compare(Survey survey) {
        return Comparison.of(vet(survey, false), standing(survey), before.pins(), policy);
    }

    private Comparison.Standing standing(Survey survey) {
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
        return before.pins().server(server.name()).isEmpty() ? Comparison.Standing.NEW : Comparison.Standing.KNOWN;
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
        Judge judging = judge.of(server);
        var outcomes = new ArrayList<Outcome>();
        var observed = new ArrayList<Observed.Item>();
        for (Declared each : survey.declared()) {
            Outcome outcome = judging.judge(Named.content(each.kind(), each.definition()));
            outcomes.add(outcome);
            if (items.isPinned(each.kind())) {
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
        Map<Declared, Renamed> renames = renamings.of(server, survey.declared());
        var judged = new ArrayList<Item>();
        for (int i = 0; i < outcomes.size(); i++) {
            Declared each = survey.declared().get(i);
            judged.add(items.item(server, each, outcomes.get(i), learned, renames.get(each)));
        }
        return new Vetted(
                survey,
                name,
                judged,
                place,
                pinned(server.name()),
                learned == null ? List.of() : alarms(learned),
                learned == null || learned.reason().isEmpty() ? null : learned.reason(),
                moved);
    }

    private @Nullable Place pinned(String name) {
        return before.pins()
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

    private Set<ItemKind> listed() {
        return Arrays.stream(ItemKind.values()).filter(items::isPinned).collect(Collectors.toUnmodifiableSet());
    }

    private Outcome nameOf(String name) {
        Pins pins = before.pins();
        if (pins.server(name).isPresent()) {
            return Outcome.CLEAN; // whoever pinned it saw its name
        }
        var others = new HashSet<>(pins.servers().keySet());
        others.addAll(names);
        others.remove(name);
        return new NameJudge(policy, others).judge(name);
    }
}
