package io.mcpguard.trust;

import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.PinStore.Snapshot;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.shadow.ForeignTools;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The store of the pins beside the book that a guard made of it: what was read, what waits to be written, what others
 * edited meanwhile. Everything but {@link #book} is used in turn only.
 */
final class Ledger {

    /** So often another writer may be first. */
    static final int TRIES = 50;

    private final PatientStore store;
    private final Turns turns;
    private final ForeignTools foreign;
    private final Edits edits = new Edits();
    private volatile Book book;

    /** Learned, and not in the store yet. */
    private Pins unsaved = Pins.empty();

    /** Servers that may have run since the store was read for them: none takes over what it says later. */
    private final Set<String> started = new HashSet<>();

    /** What the next learning tells, and why a signed store could not be read last. */
    private String alarm = "";

    private String complaint = "";
    /** What the book was made of; null if it has more than was read. */
    private @Nullable String lastRevision;

    Ledger(PatientStore store, Turns turns, Book book, ForeignTools foreign) {
        this.store = store;
        this.turns = turns;
        this.book = book;
        this.foreign = foreign;
    }

    Book book() {
        return book;
    }

    void book(Book next) {
        book = next;
    }

    boolean isSigned() {
        return store.isSigned();
    }

    boolean countsAtOnce() {
        return store.countsAtOnce();
    }

    PinStore.Watch watch(Runnable changed) {
        return store.watch(changed);
    }

    Set<String> started() {
        return started;
    }

    Pins unsaved() {
        return unsaved;
    }

    boolean isAllSaved() {
        return unsaved.servers().isEmpty();
    }

    /** What is pinned of a server that the book knows. */
    ServerPins remembered(String server) {
        return Objects.requireNonNull(book.server(server), server).pins();
    }

    /** Reads the store, and has the book take over what counts. */
    CompletionStage<Snapshot> read() {
        return Stages.then(store.load(), (snapshot, problem) -> {
            if (snapshot == null) {
                Throwable cause = problem == null ? new NullPointerException("no snapshot") : problem;
                complain(cause);
                book = book.unread(Reasons.unreadable(cause));
                return CompletableFuture.failedFuture(cause);
            }
            if (store.countsAtOnce()) {
                takeOver(snapshot);
            } else {
                List<String> edited = edits.read(snapshot.pins());
                alarm = edited.isEmpty() ? alarm : Reasons.edited(edited);
                become(book.read(snapshot.pins(), started));
            }
            return CompletableFuture.completedFuture(snapshot);
        });
    }

    private void takeOver(Snapshot snapshot) {
        // Lock and signature are two files: whoever replaces them is between them for a moment, and that is no edit.
        complaint = "";
        alarm = "";
        if (book.isRead() && snapshot.revision().equals(lastRevision)) {
            return;
        }
        lastRevision = snapshot.revision();
        become(
                store.isSigned()
                        ? book.signed(snapshot.pins())
                        : book.shared(snapshot.pins(), unsaved.servers().keySet()));
    }

    private void become(Book next) {
        Set<String> before = book.servers().keySet();
        book = next;
        if (store.countsAtOnce() || !next.servers().keySet().equals(before)) {
            tellPinnedTools();
            foreign.decided();
        }
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

    /** Replaces the content that was read. If it was, the store has everything. */
    CompletionStage<Boolean> replace(Snapshot read, Pins content) {
        return Stages.then(store.replace(read.revision(), content, () -> wroteLate(content)), (replaced, problem) -> {
            if (Boolean.TRUE.equals(replaced)) {
                // The book is ahead of what was read last: a store that has that again took back what was written.
                lastRevision = null;
                unsaved = Pins.empty();
                edits.wrote(content);
            }
            return problem == null
                    ? CompletableFuture.completedFuture(Boolean.TRUE.equals(replaced))
                    : CompletableFuture.failedFuture(problem);
        });
    }

    /** What a slow store wrote when nobody waited for it any more is no edit of somebody else. */
    private void wroteLate(Pins content) {
        var unused = turns.take(() -> {
            edits.wrote(content);
            return CompletableFuture.completedFuture(null);
        });
    }

    /** What could not be written is kept, and written with the next change. */
    void keep(Pins notSaved) {
        unsaved = notSaved;
    }

    /** Somebody who could be the server made the store say more than this guard found. */
    void outdone(String server) {
        String edited = Reasons.edited(List.of(server));
        alarm = alarm.isEmpty() || alarm.equals(edited) ? edited : Reasons.both(alarm, edited);
    }

    /** What is to be told, once; null if there is nothing. */
    @Nullable
    String takeAlarm() {
        String text = alarm;
        alarm = "";
        return text.isEmpty() ? null : text;
    }
}
