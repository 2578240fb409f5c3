package io.mcpguard.trust;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.PinStore;
import io.mcpguard.drift.Renamed;
import io.mcpguard.drift.Renames;
import io.mcpguard.policy.PinPolicy;
import io.mcpguard.shadow.ForeignTools;
import io.mcpguard.shadow.NameClaims;
import io.mcpguard.trust.Learned.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one view of a guard over the pins of all its servers.
 *
 * <p>Questions ({@link #check}, {@link #trusts}, {@link #ownerElsewhere}) are answered from an immutable snapshot and
 * never wait. What changes it ({@link #load}, {@link #learn}, {@link #approve}) runs one after another, asynchronously;
 * its stages complete on the thread of the store, so whoever goes on there must not block. A store that does not answer
 * within 30 seconds counts as one that failed, and is not asked again for as long.
 *
 * <p>A running book believes the store once for each server, when it first meets it, and before it is started
 * ({@link #starts}). What others write later about that
 * server is kept in the store and counts after the next start: a server runs as the same user and could edit the file.
 * The next learning says so once. Only a store that servers cannot write to ({@link PinStore#countsAtOnce}) is believed
 * whenever it is read, and so is one whose content is signed ({@link PinStore#isSigned}); the latter is never written:
 * then nothing is trusted at first sight either.
 */
public final class TrustBook implements AutoCloseable {

    private final boolean trustsAtFirstSight;
    private final Turns turns = new Turns();
    private final ForeignTools foreign;
    private final Ledger ledger;
    private final Learner learner;
    private final Places places = new Places();
    private final Approvals approvals;

    /** Whether somebody said that the store changed, and nobody has begun to read it since. */
    private final AtomicBoolean isOutdated = new AtomicBoolean();

    private final AtomicReference<PinStore.@Nullable Watch> watch = new AtomicReference<>();

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
        this(store, policy, names, PatientStore.PATIENCE, System::nanoTime);
    }

    TrustBook(PinStore store, PinPolicy policy, NameClaims names, Duration patience, LongSupplier nanoTime) {
        requireNonNull(store, "store");
        boolean seenCounts = requireNonNull(policy, "policy").firstSight() == PinPolicy.FirstSight.TRUST;
        PinPolicy inForce = store.isSigned() ? policy.firstSight(PinPolicy.FirstSight.REFUSE) : policy;
        this.trustsAtFirstSight = inForce.firstSight() == PinPolicy.FirstSight.TRUST;
        this.foreign = new ForeignTools(names, new CurrentTrust());
        this.ledger = new Ledger(
                new PatientStore(store, patience, nanoTime),
                turns,
                Book.unread(new Book.Rules(seenCounts, names, nanoTime), Reasons.NOT_READ),
                foreign);
        this.learner = new Learner(ledger, inForce, places);
        this.approvals = new Approvals(ledger, places, foreign);
    }

    /** Which tools count when others are spoken of, as the book is now. */
    private final class CurrentTrust implements ForeignTools.Trust {

        @Override
        public boolean trusts(String server, String tool) {
            KnownServer known = book().server(server);
            return book().isRead() && known != null && known.trusts(ItemKind.TOOL, tool);
        }

        @Override
        public boolean isContested(String server, String tool) {
            KnownServer known = book().server(server);
            return known != null && known.isContested(ItemKind.TOOL, tool);
        }

        @Override
        public Set<String> keepers(ItemKind kind, String name) {
            var keepers = new TreeSet<String>();
            book().servers().forEach((server, known) -> {
                if (known.keeps(kind, name)) {
                    keepers.add(server);
                }
            });
            return keepers;
        }
    }

    private Book book() {
        return ledger.book();
    }

    /**
     * Reads the pins. While they are unread or unreadable nothing is trusted; {@link #learn} tries again.
     *
     * @return completes when they are read; fails as the store does, {@link LockFile} with a {@link LockException}
     */
    public CompletionStage<Void> load() {
        if (ledger.countsAtOnce() && watch.get() == null) {
            PinStore.Watch now = ledger.watch(this::changed);
            if (!watch.compareAndSet(null, now)) {
                now.close();
            }
        }
        return turns.take(() -> ledger.read().thenAccept(snapshot -> {}));
    }

    /** Somebody changed a store whose content counts at once. However often that is said, it is read once. */
    private void changed() {
        if (isOutdated.compareAndSet(false, true)) {
            var unused = turns.take(() -> {
                isOutdated.set(false);
                return ledger.read();
            });
        }
    }

    /** Ends watching the store. The book goes on answering from what it knows. */
    @Override
    public void close() {
        PinStore.Watch last = watch.getAndSet(null);
        if (last != null) {
            last.close();
        }
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
        return book().check(server, kind, name, definition);
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
        return book().trusts(server, kind, name);
    }

    /** {@return whether what a new server declares first is trusted, if nothing is found in it} */
    public boolean trustsAtFirstSight() {
        return trustsAtFirstSight;
    }

    /**
     * Whether items of a kind were ever listed of a server, by this guard or by whoever wrote the store.
     *
     * @param server the server
     * @param kind what kind of item
     * @return false too if nothing is known of the server
     */
    public boolean met(Server server, ItemKind kind) {
        return book().met(server, kind);
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
        return book().trusted(server, kind, name);
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
        book().references(server, kind).forEach((name, pin) -> {
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
        return book().ownerElsewhere(server, kind, name);
    }

    /** {@return what all answers are given from now: the same object as long as no answer changes, to be compared by identity} */
    public Object edition() {
        return book();
    }

    /** {@return whether the pins have been read; until then no server is trusted} */
    public boolean isRead() {
        return book().isRead();
    }

    /** {@return the servers that the pins trust with something, or know to declare nothing} */
    public Set<String> trustedServers() {
        return book().trustedServers();
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
        return turns.take(() -> learner.learn(server, observed).thenApply(learned -> {
            boolean met = learned.outcome() == Outcome.FIRST_SIGHT || learned.outcome() == Outcome.KNOWN;
            if (met && observed.listed().contains(ItemKind.TOOL)) {
                foreign.declare(server.name(), observed.tools());
            }
            return learned;
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
        return turns.take(() -> book().isRead()
                ? CompletableFuture.completedFuture(forbidden(server))
                : Stages.then(
                        ledger.read(), (snapshot, problem) -> CompletableFuture.completedFuture(forbidden(server))));
    }

    private Optional<String> forbidden(Server server) {
        Optional<String> why = book().forbidsStart(server);
        if (why.isPresent() && book().isRead()) {
            places.seen(server);
        }
        return why;
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
        return turns.take(() -> ledger.started().contains(server) || ledger.countsAtOnce()
                ? CompletableFuture.completedFuture(null)
                : Stages.then(ledger.read(), (snapshot, problem) -> {
                    // Also if it was read before and cannot be now: what comes into it from here on may be the server's
                    // work.
                    if (book().isRead()) {
                        ledger.started().add(server);
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
        return turns.take(() -> approvals.definition(server, wanted));
    }

    /**
     * Approves where a server runs, and the digests of its files, in all running checks and in the store: what was refused
     * because the pins have the server at another place.
     *
     * @param server the server's name
     * @param code of the place, as the reason of the refusal has it
     * @return false if the server was not refused at that place last; fails if it cannot be stored, and then nothing is
     *     approved
     */
    public CompletionStage<Boolean> approvePlace(String server, String code) {
        requireNonNull(server, "server");
        requireNonNull(code, "code");
        return turns.take(() -> approvals.place(server, code));
    }
}
