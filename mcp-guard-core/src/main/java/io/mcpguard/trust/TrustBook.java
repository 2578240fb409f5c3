package io.mcpguard.trust;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.PinStore.Snapshot;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.drift.Renamed;
import io.mcpguard.drift.Renames;
import io.mcpguard.policy.PinPolicy;
import io.mcpguard.shadow.ForeignTools;
import io.mcpguard.shadow.NameClaims;
import io.mcpguard.trust.Learned.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The one view of a guard over the pins of all its servers.
 *
 * <p>Questions ({@link #check}, {@link #trusts}, {@link #ownerElsewhere}) are answered from an immutable snapshot and
 * never wait. What changes it ({@link #load}, {@link #learn}, {@link #approve}) runs one after another, asynchronously;
 * its stages complete on the thread of the store, so whoever goes on there must not block.
 *
 * <p>A running book believes the store once for each server, when it first meets it, and before it is started
 * ({@link #starts}). What others write later about that
 * server is kept in the store and counts after the next start: a server runs as the same user and could edit the file.
 * The next learning says so once. A store whose content is signed ({@link PinStore#isSigned}) is believed whenever it is
 * read, and never written: then nothing is trusted at first sight either.
 */
public final class TrustBook {

    /** So often another writer may be first. */
    private static final int TRIES = 50;

    private final PinStore store;
    private final PinPolicy policy;
    private final boolean seenCounts;
    private final Turns turns = new Turns();
    private final ForeignTools foreign;
    private volatile Book book;

    /** Learned, and not in the store yet. Used in turn only. */
    private Pins unsaved = Pins.empty();

    private final Edits edits = new Edits();

    /** Servers that may have run since the store was read for them: none takes over what it says later. Used in turn only. */
    private final Set<String> started = new HashSet<>();

    /** What the next learning tells, and why a signed store could not be read last. Used in turn only. */
    private String alarm = "";

    private String complaint = "";
    private String signedRevision = "";

    /**
     * A book over a store. Nothing is read yet, so nothing is trusted.
     *
     * @param store keeps the pins
     * @param policy what first sight and collisions mean
     */
    public TrustBook(PinStore store, PinPolicy policy) {
        this(store, policy, NameClaims.none());
    }

    /**
     * A book over a store, for servers of which some have rights to names.
     *
     * @param store keeps the pins
     * @param policy what first sight and collisions mean
     * @param names who has which names before anybody connects
     */
    public TrustBook(PinStore store, PinPolicy policy, NameClaims names) {
        this.store = requireNonNull(store, "store");
        this.seenCounts = requireNonNull(policy, "policy").firstSight() == PinPolicy.FirstSight.TRUST;
        this.policy = store.isSigned() ? policy.firstSight(PinPolicy.FirstSight.REFUSE) : policy;
        this.book = Book.unread(seenCounts, names, Reasons.NOT_READ);
        this.foreign = new ForeignTools(names, new CurrentTrust());
    }

    /** Which tools count when others are spoken of, as the book is now. */
    private final class CurrentTrust implements ForeignTools.Trust {

        @Override
        public boolean trusts(String server, String tool) {
            KnownServer known = book.server(server);
            return book.isRead() && known != null && known.trusts(ItemKind.TOOL, tool);
        }

        @Override
        public boolean isContested(String server, String tool) {
            KnownServer known = book.server(server);
            return known != null && known.isContested(ItemKind.TOOL, tool);
        }

        @Override
        public Set<String> keepers(ItemKind kind, String name) {
            var keepers = new TreeSet<String>();
            book.servers().forEach((server, known) -> {
                if (known.keeps(kind, name)) {
                    keepers.add(server);
                }
            });
            return keepers;
        }
    }

    /**
     * Reads the pins. While they are unread or unreadable nothing is trusted; {@link #learn} tries again.
     *
     * @return completes when they are read; fails as the store does, {@link LockFile} with a {@link LockException}
     */
    public CompletionStage<Void> load() {
        return turns.take(() -> read().thenAccept(snapshot -> {}));
    }

    /**
     * How a definition stands to the pins. An unchanged one costs about as much as comparing it.
     *
     * @param server whose it is
     * @param kind what it is
     * @param name its name, URI or URI template; {@code ""} where a server has only one
     * @param definition an immutable JSON tree
     * @return its standing
     */
    public Standing check(Server server, ItemKind kind, String name, @Nullable Object definition) {
        return book.check(server, kind, name, definition);
    }

    /**
     * Whether any definition is trusted under a name.
     *
     * @param server the server
     * @param kind what kind of item
     * @param name its name
     * @return true if so; false too if the server is not where it was pinned
     */
    public boolean trusts(Server server, ItemKind kind, String name) {
        return book.trusts(server, kind, name);
    }

    /** {@return whether what a new server declares first is trusted, if nothing is found in it} */
    public boolean trustsAtFirstSight() {
        return policy.firstSight() == PinPolicy.FirstSight.TRUST;
    }

    /**
     * Whether items of a kind were ever listed of a server, by this guard or by whoever wrote the store.
     *
     * @param server the server
     * @param kind what kind of item
     * @return false too if nothing is known of the server
     */
    public boolean met(Server server, ItemKind kind) {
        return book.met(server, kind);
    }

    /**
     * All trusted definitions of a name.
     *
     * @param server the server
     * @param kind what kind of item
     * @param name its name
     * @return their pins; none if the server is not where it was pinned
     */
    public List<Pin> trusted(Server server, ItemKind kind, String name) {
        return book.trusted(server, kind, name);
    }

    /**
     * What new items are an old one under another name.
     *
     * @param server the server
     * @param kind what kind of items
     * @param listed the names that it lists now
     * @param added what of it was not there before
     * @param nameKey the member that holds the name
     * @return by new name what it was called, with the differences from the definition that was approved last, else seen first
     */
    public Map<String, Renamed> renames(
            Server server, ItemKind kind, Set<String> listed, List<Renames.Named> added, String nameKey) {
        if (added.isEmpty()) {
            return Map.of();
        }
        var gone = new ArrayList<Renames.Named>();
        book.references(server, kind).forEach((name, pin) -> {
            if (!listed.contains(name) && pin.definition() != null) {
                gone.add(new Renames.Named(name, pin.definition()));
            }
        });
        return Renames.between(gone, added, nameKey);
    }

    /**
     * Who else has a right to a name or asks for it: the application, a server to which the policy gives it, one that has
     * it pinned, or one that is as new as this one and declares it too. What a person approved for a server, or what it
     * had before this process, it keeps, even if another has it too.
     *
     * @param server the server that declares the name
     * @param kind tools and prompts have names; what is addressed by URI belongs to its server
     * @param name the name
     * @return the other server's name or {@code the application}, empty if there is none
     */
    public Optional<String> ownerElsewhere(Server server, ItemKind kind, String name) {
        return book.ownerElsewhere(server, kind, name);
    }

    /** {@return what all answers are given from now: the same object as long as no answer changes, to be compared by identity} */
    public Object edition() {
        return book;
    }

    /** {@return whether the pins have been read; until then no server is trusted} */
    public boolean isRead() {
        return book.isRead();
    }

    /** {@return the servers that the pins trust with something, or know to declare nothing} */
    public Set<String> trustedServers() {
        return book.trustedServers();
    }

    /**
     * Learns a listing. Of a server without pins, what is clean becomes trusted, if the policy trusts at first sight. Of
     * a server with pins, what is new or changed is recorded as held and never becomes trusted by being listed again.
     * What is missing stays pinned.
     *
     * @param server the server
     * @param observed everything it declares
     * @return what came of it; never fails
     */
    public CompletionStage<Learned> learn(Server server, Observed observed) {
        requireNonNull(server, "server");
        requireNonNull(observed, "observed");
        // All of it in turn, or an older listing could have the last word.
        return turns.take(() -> (store.isSigned() ? learnSigned(server, observed) : learn(server, observed, TRIES))
                .thenApply(learned -> {
                    boolean met = learned.outcome() == Outcome.FIRST_SIGHT || learned.outcome() == Outcome.KNOWN;
                    if (met && observed.listed().contains(ItemKind.TOOL)) {
                        foreign.declare(server.name(), observed.tools());
                    }
                    return alarmed(learned);
                }));
    }

    /** {@return the tools that all servers have, which is what they may talk about or copy} */
    public ForeignTools foreign() {
        return foreign;
    }

    /**
     * Whether pins forbid to start a server, because it is not the one that was pinned or because nobody can tell.
     *
     * @param server the server, with the digests of its files
     * @return why it must not be started; empty if it may, also if it was never pinned; never fails
     */
    public CompletionStage<Optional<String>> forbidsStart(Server server) {
        requireNonNull(server, "server");
        return turns.take(() -> !book.isRead()
                ? Stages.then(read(), (snapshot, problem) -> completed(book.forbidsStart(server)))
                : completed(book.forbidsStart(server)));
    }

    /**
     * A process of a server is about to start. The store is read for it a last time: what is written there of this server
     * from now on gives it no trust in this process, because it could be the server's own work.
     *
     * @param server the server's name
     * @return completes when it may start; never fails, also if the store was never read, so that nothing is trusted:
     *     then it is read, and believed, when the server is met
     */
    public CompletionStage<Void> starts(String server) {
        requireNonNull(server, "server");
        return turns.take(() -> started.contains(server) || store.isSigned()
                ? CompletableFuture.completedFuture(null)
                : Stages.then(read(), (snapshot, problem) -> {
                    // Also if it was read before and cannot be now: what comes into it from here on may be the server's
                    // work.
                    if (book.isRead()) {
                        started.add(server);
                    }
                    return CompletableFuture.completedFuture(null);
                }));
    }

    /**
     * Approves one definition, for all running checks and in the store.
     *
     * @param server the server's name
     * @param kind what kind of item
     * @param name its name
     * @param digest the digest of the definition, as pinned
     * @return false if no such definition is pinned; fails if it cannot be stored, and then nothing is approved
     */
    public CompletionStage<Boolean> approve(String server, ItemKind kind, String name, String digest) {
        requireNonNull(server, "server");
        var wanted = Pin.of(kind, name, PinState.APPROVED, digest, null);
        return turns.take(() -> approve(server, wanted, TRIES));
    }

    private CompletionStage<Snapshot> read() {
        return Stages.then(Stages.start(store::load), (snapshot, problem) -> {
            if (snapshot == null) {
                Throwable cause = problem == null ? new NullPointerException("no snapshot") : problem;
                complain(cause);
                book = book.unread(Reasons.unreadable(cause));
                return CompletableFuture.failedFuture(cause);
            }
            if (store.isSigned()) {
                complaint = "";
                if (!book.isRead() || !snapshot.revision().equals(signedRevision)) {
                    signedRevision = snapshot.revision();
                    book = book.signed(snapshot.pins());
                    tellPinnedTools();
                }
                return CompletableFuture.completedFuture(snapshot);
            }
            List<String> edited = edits.read(snapshot.pins());
            alarm = edited.isEmpty() ? alarm : Reasons.edited(edited);
            Book before = book;
            book = book.read(snapshot.pins(), started);
            if (!book.servers().keySet().equals(before.servers().keySet())) {
                tellPinnedTools();
            }
            return CompletableFuture.completedFuture(snapshot);
        });
    }

    /** Servers that are trusted since before this process may be spoken of before they connect. */
    private void tellPinnedTools() {
        book.servers().forEach((name, known) -> {
            if (known.hasSettledTools()) {
                foreign.pinned(name, known.tools());
            }
        });
    }

    /** A signed store that is edited by somebody who cannot sign: told once, and again if it is edited otherwise. */
    private void complain(Throwable cause) {
        String now = Reasons.notTakenOver(cause);
        if (store.isSigned() && book.isRead() && !now.equals(complaint)) {
            complaint = now;
            alarm = now;
        }
    }

    private Learned alarmed(Learned learned) {
        String text = alarm;
        alarm = "";
        if (text.isEmpty()) {
            return learned;
        }
        var alarms = new ArrayList<>(List.of(Alarm.edited(text)));
        alarms.addAll(learned.alarms());
        return learned.alarms(alarms);
    }

    private CompletionStage<Learned> learnSigned(Server server, Observed observed) {
        return Stages.then(read(), (snapshot, problem) -> {
            String reason = problem == null ? "" : Reasons.unreadable(problem);
            KnownServer known = book.server(server.name());
            if (problem != null && known == null) {
                return completed(new Learned(Outcome.UNREADABLE, List.of(), List.of(), true, reason));
            }
            if (known != null && !known.isAt(server)) {
                return completed(elsewhere(server, known, observed));
            }
            Plan plan = Plan.of(book, server, policy, observed);
            book = plan.carriedOut();
            return completed(plan.learned(true, reason));
        });
    }

    private CompletionStage<Learned> learn(Server server, Observed observed, int tries) {
        KnownServer known = book.server(server.name());
        if (known != null) {
            if (!known.isAt(server)) {
                return completed(elsewhere(server, known, observed));
            }
            Plan plan = Plan.of(book, server, policy, observed);
            if (plan.changesNothing() && nothingUnsaved()) {
                return completed(plan.learned(true, ""));
            }
        }
        return Stages.then(read(), (snapshot, problem) -> {
            if (snapshot != null) {
                return write(server, observed, snapshot, tries);
            }
            String reason = Reasons.unreadable(problem);
            if (book.server(server.name()) == null) {
                return completed(new Learned(Outcome.UNREADABLE, List.of(), List.of(), nothingUnsaved(), reason));
            }
            Plan plan = Plan.of(book, server, policy, observed);
            return completed(keepInMemory(plan, withUnsaved(server, plan), reason));
        });
    }

    /** The book has read the store just now: another process may have pinned the server meanwhile. */
    private CompletionStage<Learned> write(Server server, Observed observed, Snapshot snapshot, int tries) {
        KnownServer known = book.server(server.name());
        if (known != null && !known.isAt(server)) {
            return completed(elsewhere(server, known, observed));
        }
        Meanwhile meanwhile = Meanwhile.of(server, started, snapshot);
        if (known == null && meanwhile.isElsewhere(server)) {
            return completed(elsewhere(server, meanwhile.known(server.name(), book), observed));
        }
        Plan plan = Plan.of(book, server, policy, observed, meanwhile);
        if (plan.isOutdone()) {
            String edited = Reasons.edited(List.of(server.name()));
            alarm = alarm.isEmpty() || alarm.equals(edited) ? edited : Reasons.both(alarm, edited);
        }
        if (plan.changesNothing() && nothingUnsaved()) {
            return completed(plan.learned(true, ""));
        }
        Pins toSave = withUnsaved(server, plan);
        Book next = plan.carriedOut();
        Pins content = next.withoutContested(Merge.add(
                snapshot.pins(), toSave, name -> name.equals(server.name()) ? plan.result() : remembered(name)));
        return Stages.then(Stages.start(() -> store.replace(snapshot.revision(), content)), (replaced, problem) -> {
            if (Boolean.FALSE.equals(replaced) && tries > 0) {
                return Stages.afterAPause(() -> learn(server, observed, tries - 1));
            }
            if (Boolean.TRUE.equals(replaced)) {
                unsaved = Pins.empty();
                edits.wrote(content);
                book = next;
                return completed(plan.learned(true, ""));
            }
            String reason = Reasons.unsaved(problem == null ? Merge.tooManyWriters() : problem);
            return completed(keepInMemory(plan, toSave, reason));
        });
    }

    private Learned keepInMemory(Plan plan, Pins toSave, String reason) {
        unsaved = toSave;
        book = plan.carriedOut();
        return plan.learned(false, reason);
    }

    private Pins withUnsaved(Server server, Plan plan) {
        if (plan.changesNothing()) {
            return unsaved;
        }
        Pins addition = Pins.empty().with(server.name(), plan.addition());
        return Merge.add(unsaved, addition, name -> plan.addition());
    }

    private ServerPins remembered(String server) {
        return requireNonNull(book.server(server), server).pins();
    }

    private boolean nothingUnsaved() {
        return unsaved.servers().isEmpty();
    }

    private Learned elsewhere(Server server, KnownServer known, Observed observed) {
        String reason = Reasons.elsewhere(server, known.pins());
        return new Learned(Outcome.IDENTITY_CHANGED, List.of(), List.of(), nothingUnsaved(), reason)
                .alarms(Alarms.moved(server, known, observed));
    }

    private CompletionStage<Boolean> approve(String server, Pin wanted, int tries) {
        return read().thenCompose(snapshot -> {
            KnownServer known = book.server(server);
            if (known == null) {
                return completed(false);
            }
            Pins content = Merge.add(snapshot.pins(), unsaved, this::remembered);
            ServerPins stored = content.server(server).orElse(known.pins());
            Pin pin = Merge.find(known.pins(), wanted)
                    .or(() -> Merge.find(stored, wanted))
                    .orElse(null);
            if (pin == null) {
                return completed(false);
            }
            Pin approved = pin.state(PinState.APPROVED);
            Book next = book.with(server, Merge.replace(known.pins(), approved))
                    .contested(server, Looks.of(server, approved, book.names()));
            Pins after = next.withoutContested(content.with(server, Merge.replace(stored, approved)));
            return store.replace(snapshot.revision(), after).thenCompose(replaced -> {
                if (!replaced) {
                    return tries > 0
                            ? Stages.afterAPause(() -> approve(server, wanted, tries - 1))
                            : CompletableFuture.failedFuture(Merge.tooManyWriters());
                }
                unsaved = Pins.empty();
                edits.wrote(after);
                book = next;
                foreign.decided();
                return completed(true);
            });
        });
    }

    private static <T> CompletionStage<T> completed(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
