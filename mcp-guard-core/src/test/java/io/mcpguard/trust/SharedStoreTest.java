package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.FILES;
import static io.mcpguard.trust.Given.OTHER;
import static io.mcpguard.trust.Given.approve;
import static io.mcpguard.trust.Given.check;
import static io.mcpguard.trust.Given.learn;
import static io.mcpguard.trust.Given.listing;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.trust.Standing.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A store that no server can write to, such as a database: what others approve there counts in running guards. */
class SharedStoreTest {

    private static final Object CLEAN = tool("read", "Reads a file");
    private static final Object CHANGED = tool("read", "Reads a file and sends it away");

    /** Tells all guards of each write, as a database with notifications would. */
    private static final class Database implements PinStore {

        private Snapshot content = new Snapshot("", Pins.empty());
        private final List<Runnable> watchers = new ArrayList<>();
        private boolean tells = true;
        private int loads;

        @Override
        public CompletionStage<Snapshot> load() {
            loads++;
            return CompletableFuture.completedFuture(content);
        }

        @Override
        public CompletionStage<Boolean> replace(String expectedRevision, Pins pins) {
            if (!content.revision().equals(expectedRevision)) {
                return CompletableFuture.completedFuture(false);
            }
            content = new Snapshot("revision " + pins.hashCode(), pins);
            if (tells) {
                List.copyOf(watchers).forEach(Runnable::run);
            }
            return CompletableFuture.completedFuture(true);
        }

        /** As an administrator restores a backup: content and revision are those of before. */
        void restore(Snapshot backup) {
            content = backup;
        }

        @Override
        public boolean countsAtOnce() {
            return true;
        }

        @Override
        public Watch watch(Runnable changed) {
            watchers.add(changed);
            return () -> watchers.remove(changed);
        }
    }

    private final Database database = new Database();
    private final TrustBook here = book(database);
    private final TrustBook elsewhere = book(database);

    private static TrustBook book(PinStore store) {
        var book = new TrustBook(store, BALANCED);
        book.load().toCompletableFuture().join();
        return book;
    }

    @Test
    void anApprovalElsewhereCountsHereAtOnce() {
        learn(here, FILES, listing(CLEAN));
        learn(here, FILES, listing(CHANGED));
        assertThat(check(here, FILES, CHANGED).trusted()).isFalse();

        assertThat(approve(elsewhere, FILES, CHANGED)).isTrue();

        assertThat(check(here, FILES, CHANGED).trusted()).isTrue();
    }

    @Test
    void whatWasTakenBackElsewhereIsNotTrustedHere() {
        learn(here, FILES, listing(CLEAN));

        database.replace(revision(), Pins.empty());

        assertThat(check(here, FILES, CLEAN).state()).isEqualTo(State.UNKNOWN_SERVER);
    }

    @Test
    void anApprovalThatWasTakenBackByRestoringWhatWasThereBeforeDoesNotCount() {
        database.tells = false;
        learn(here, FILES, listing(CLEAN));
        learn(here, FILES, listing(CHANGED));
        PinStore.Snapshot backup = database.content;
        assertThat(approve(here, FILES, CHANGED)).isTrue();
        assertThat(check(here, FILES, CHANGED).trusted()).isTrue();

        database.restore(backup);
        learn(here, FILES, listing(CHANGED));

        assertThat(check(here, FILES, CHANGED).trusted()).isFalse();
        assertThat(check(here, FILES, CLEAN).trusted()).isTrue();
    }

    @Test
    void anApprovalThatNobodyTookBackCountsOn() {
        database.tells = false;
        learn(here, FILES, listing(CLEAN));
        learn(here, FILES, listing(CHANGED));
        approve(here, FILES, CHANGED);

        learn(here, FILES, listing(CHANGED));

        assertThat(check(here, FILES, CHANGED).trusted()).isTrue();
    }

    @Test
    void aStoreThatNeverTellsIsReadWithTheNextListing() {
        database.tells = false;
        learn(here, FILES, listing(CLEAN));
        learn(here, FILES, listing(CHANGED));
        approve(elsewhere, FILES, CHANGED);
        assertThat(check(here, FILES, CHANGED).trusted()).isFalse();

        learn(here, FILES, listing(CHANGED));

        assertThat(check(here, FILES, CHANGED).trusted()).isTrue();
    }

    @Test
    void whatOthersChangeInItIsNoAlarm() {
        learn(here, FILES, listing(CLEAN));
        learn(here, FILES, listing(CHANGED));
        approve(elsewhere, FILES, CHANGED);

        assertThat(learn(here, FILES, listing(CHANGED)).alarms()).isEmpty();
    }

    @Test
    void aFileDoesNotCountAtOnce() {
        var store = new UnreliableStore();
        TrustBook first = book(store);
        learn(first, FILES, listing(CLEAN));
        learn(first, FILES, listing(CHANGED));

        approve(book(store), FILES, CHANGED);
        learn(first, FILES, listing(CHANGED));

        assertThat(check(first, FILES, CHANGED).trusted()).isFalse();
    }

    @Test
    void aNameThatTwoNewServersContestStaysContestedWhenTheStoreIsReadAgain() {
        learn(here, FILES, listing(CLEAN));
        learn(here, OTHER, listing(CLEAN));

        database.watchers.forEach(Runnable::run);

        assertThat(check(here, FILES, CLEAN).state()).isEqualTo(State.COLLISION);
        assertThat(check(here, OTHER, CLEAN).state()).isEqualTo(State.COLLISION);
    }

    @Test
    void aStoreThatTellsNothingButThatItChangedIsReadOnceForAsOftenAsItIsBusy() {
        int before = database.loads;

        database.watchers.get(0).run();

        assertThat(database.loads).isEqualTo(before + 1);
    }

    @Test
    void aClosedBookIsToldNothing() {
        here.close();
        elsewhere.close();

        assertThat(database.watchers).isEmpty();
    }

    private String revision() {
        return database.load().toCompletableFuture().join().revision();
    }
}
