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
import io.mcpguard.policy.PinPolicy;
import io.mcpguard.trust.Learned.Outcome;
import java.util.List;
import java.util.Optional;
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
 * <p>A running book believes the store once for each server, when it first meets it. What others write later about that
 * server is kept in the store and counts after the next start: a server runs as the same user and could edit the file.
 */
public final class TrustBook {

    /** So often another writer may be first. */
    private static final int TRIES = 50;

    private final PinStore store;
    private final PinPolicy policy;
    private final Turns turns = new Turns();
    private volatile Book book;

    /** Learned, and not in the store yet. Used in turn only. */
    private Pins unsaved = Pins.empty();

    /**
     * A book over a store. Nothing is read yet, so nothing is trusted.
     *
     * @param store keeps the pins
     * @param policy what first sight and collisions mean
     */
    public TrustBook(PinStore store, PinPolicy policy) {
        this.store = requireNonNull(store, "store");
        this.policy = requireNonNull(policy, "policy");
        this.book = Book.unread(policy.firstSight() == PinPolicy.FirstSight.TRUST, Reasons.NOT_READ);
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
     * @param name its name, URI or URI template; {@code ""} for instructions and capabilities
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

    /**
     * Another server that has a trusted tool of the same name, while this one has none. A server that has one keeps it,
     * even if another has one too.
     *
     * @param server the server that declares the name
     * @param kind names of other kinds than tools belong to nobody
     * @param name the name
     * @return the other server's name, empty if there is none
     */
    public Optional<String> ownerElsewhere(Server server, ItemKind kind, String name) {
        return book.ownerElsewhere(server, kind, name);
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
        return turns.take(() -> learn(server, observed, TRIES));
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
                book = book.unread(Reasons.unreadable(cause));
                return CompletableFuture.failedFuture(cause);
            }
            book = book.read(snapshot.pins());
            return CompletableFuture.completedFuture(snapshot);
        });
    }

    private CompletionStage<Learned> learn(Server server, Observed observed, int tries) {
        KnownServer known = book.server(server.name());
        if (known != null) {
            if (!known.isAt(server)) {
                return completed(elsewhere(server, known));
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
            return completed(keepInMemory(server, plan, withUnsaved(server, plan), reason));
        });
    }

    /** The book has read the store just now: another process may have pinned the server meanwhile. */
    private CompletionStage<Learned> write(Server server, Observed observed, Snapshot snapshot, int tries) {
        KnownServer known = book.server(server.name());
        if (known != null && !known.isAt(server)) {
            return completed(elsewhere(server, known));
        }
        Plan plan = Plan.of(book, server, policy, observed);
        if (plan.changesNothing() && nothingUnsaved()) {
            return completed(plan.learned(true, ""));
        }
        Pins toSave = withUnsaved(server, plan);
        Pins content = Merge.add(
                snapshot.pins(), toSave, name -> name.equals(server.name()) ? plan.result() : remembered(name));
        return Stages.then(Stages.start(() -> store.replace(snapshot.revision(), content)), (replaced, problem) -> {
            if (Boolean.FALSE.equals(replaced) && tries > 0) {
                return Stages.afterAPause(() -> learn(server, observed, tries - 1));
            }
            if (Boolean.TRUE.equals(replaced)) {
                unsaved = Pins.empty();
                book = book.with(server.name(), plan.result());
                return completed(plan.learned(true, ""));
            }
            String reason = Reasons.unsaved(problem == null ? Merge.tooManyWriters() : problem);
            return completed(keepInMemory(server, plan, toSave, reason));
        });
    }

    private Learned keepInMemory(Server server, Plan plan, Pins toSave, String reason) {
        unsaved = toSave;
        book = book.with(server.name(), plan.result());
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

    private Learned elsewhere(Server server, KnownServer known) {
        String reason = Reasons.elsewhere(server, known.pins());
        return new Learned(Outcome.IDENTITY_CHANGED, List.of(), List.of(), nothingUnsaved(), reason);
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
            return store.replace(snapshot.revision(), content.with(server, Merge.replace(stored, approved)))
                    .thenCompose(replaced -> {
                        if (!replaced) {
                            return tries > 0
                                    ? Stages.afterAPause(() -> approve(server, wanted, tries - 1))
                                    : CompletableFuture.failedFuture(Merge.tooManyWriters());
                        }
                        unsaved = Pins.empty();
                        book = book.with(server, Merge.replace(known.pins(), approved));
                        return completed(true);
                    });
        });
    }

    private static <T> CompletionStage<T> completed(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
