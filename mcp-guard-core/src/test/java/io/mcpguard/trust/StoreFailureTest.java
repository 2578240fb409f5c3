package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.FILES;
import static io.mcpguard.trust.Given.OTHER;
import static io.mcpguard.trust.Given.check;
import static io.mcpguard.trust.Given.learn;
import static io.mcpguard.trust.Given.listing;
import static io.mcpguard.trust.Given.pin;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.trust.Learned.Outcome;
import io.mcpguard.trust.Learned.Why;
import io.mcpguard.trust.Standing.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFailureTest {

    private final UnreliableStore store = new UnreliableStore();
    private final TrustBook book = new TrustBook(store, BALANCED);

    private List<Pin> stored(String server) {
        return store.content().server(server).orElseThrow().pins();
    }

    @Test
    void nothingIsTrustedBeforeThePinsAreRead() {
        Standing standing = check(book, FILES, tool("read", "Reads"));
        assertThat(standing.state()).isEqualTo(State.UNREADABLE);
        assertThat(standing.reason()).isEqualTo("the pins have not been read yet");
    }

    @Test
    void nothingIsTrustedWhileThePinsAreUnreadable() {
        store.failReads("no\u001b[2K connection");
        assertThatThrownBy(() -> book.load().toCompletableFuture().join())
                .hasRootCauseMessage("no\u001b[2K connection");
        Learned learned = learn(book, FILES, listing(tool("read", "Reads")));
        assertThat(learned.outcome()).isEqualTo(Outcome.UNREADABLE);
        assertThat(learned.reason())
                .isEqualTo("the pins cannot be read: IllegalStateException: no\\u{1b}[2K connection");
        Standing standing = check(book, FILES, tool("read", "Reads"));
        assertThat(standing.state()).isEqualTo(State.UNREADABLE);
        assertThat(standing.reason()).isEqualTo(learned.reason());
        assertThat(book.trusts(FILES, ItemKind.TOOL, "read")).isFalse();
    }

    @Test
    void readsAgainWithTheNextListing() {
        store.failReads("no connection");
        learn(book, FILES, listing(tool("read", "Reads")));
        store.work();
        assertThat(learn(book, FILES, listing(tool("read", "Reads"))).outcome()).isEqualTo(Outcome.FIRST_SIGHT);
        assertThat(check(book, FILES, tool("read", "Reads")).trusted()).isTrue();
    }

    @Test
    void damagedLockIsNoFreshStart(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("mcp-guard.lock");
        Files.writeString(path, "{\"version\":1,");
        TrustBook reader = new TrustBook(LockFile.at(path), BALANCED);
        Learned learned = learn(reader, FILES, listing(tool("read", "Reads")));
        assertThat(learned.outcome()).isEqualTo(Outcome.UNREADABLE);
        assertThat(learned.reason())
                .startsWith("the pins cannot be read: " + path + ": the lock is damaged: ")
                .endsWith("Restore it from version control, or delete it to have every server pinned anew.");
        assertThat(path).hasContent("{\"version\":1,");
    }

    @Test
    void newServerIsNotTrustedOnceTheStoreIsUnreadableAndKnownOnesStay() {
        learn(book, FILES, listing(tool("read", "Reads")));
        store.failReads("no connection");
        assertThat(learn(book, OTHER, listing(tool("mail", "Sends"))).outcome()).isEqualTo(Outcome.UNREADABLE);
        assertThat(check(book, OTHER, tool("mail", "Sends")).trusted()).isFalse();
        assertThat(learn(book, FILES, listing(tool("read", "Reads"))).held()).isEmpty();
        assertThat(check(book, FILES, tool("read", "Reads")).trusted()).isTrue();
    }

    @Test
    void pinsLiveInMemoryWhileTheyCannotBeStored() {
        store.failWrites("disk full");
        Learned learned = learn(book, FILES, listing(tool("read", "Reads")));
        assertThat(learned.outcome()).isEqualTo(Outcome.FIRST_SIGHT);
        assertThat(learned.persisted()).isFalse();
        assertThat(learned.reason())
                .isEqualTo("the pins live in memory only, because they cannot be stored:"
                        + " IllegalStateException: disk full");
        assertThat(check(book, FILES, tool("read", "Reads")).trusted()).isTrue();
        assertThat(check(book, FILES, tool("read", "Evil")).state()).isEqualTo(State.CHANGED);
        Learned again = learn(book, FILES, listing(tool("read", "Evil")));
        assertThat(again.persisted()).isFalse();
        assertThat(again.held()).hasSize(1);
    }

    @Test
    void storesLaterWhatCouldNotBeStored() {
        store.failWrites("disk full");
        learn(book, FILES, listing(tool("read", "Reads")));
        learn(book, FILES, listing(tool("read", "Evil")));
        learn(book, OTHER, listing(tool("mail", "Sends")));
        store.work();
        assertThat(learn(book, FILES, listing(tool("read", "Reads"))).persisted())
                .isTrue();
        assertThat(stored("files"))
                .containsExactly(pin(PinState.SEEN, tool("read", "Reads")), pin(PinState.HELD, tool("read", "Evil")));
        assertThat(stored("other")).containsExactly(pin(PinState.SEEN, tool("mail", "Sends")));
    }

    @Test
    void lateStoringDoesNotTrustWhatSomebodyElsePinnedDifferently() {
        store.failWrites("disk full");
        learn(book, FILES, listing(tool("read", "Evil")));
        store.work();
        learn(new TrustBook(store, BALANCED), FILES, listing(tool("read", "Reads")));
        learn(book, FILES, listing(tool("read", "Evil")));
        assertThat(stored("files"))
                .containsExactly(pin(PinState.SEEN, tool("read", "Reads")), pin(PinState.HELD, tool("read", "Evil")));
    }

    @Test
    void firstSightOfSomebodyElseInTheSameMomentWins() {
        store.beforeNextWrite(() -> learn(new TrustBook(store, BALANCED), FILES, listing(tool("read", "Reads"))));
        Learned learned = learn(book, FILES, listing(tool("read", "Evil")));
        assertThat(learned.outcome()).isEqualTo(Outcome.KNOWN);
        assertThat(learned.held())
                .containsExactly(new Learned.Held(pin(PinState.HELD, tool("read", "Evil")), Why.CHANGED));
        assertThat(check(book, FILES, tool("read", "Evil")).trusted()).isFalse();
        assertThat(check(book, FILES, tool("read", "Reads")).trusted()).isTrue();
    }

    @Test
    void nameTakenBySomebodyElseInTheSameMomentCollides() {
        store.beforeNextWrite(() -> learn(new TrustBook(store, BALANCED), FILES, listing(tool("read", "Reads"))));
        assertThat(learn(book, OTHER, listing(tool("read", "Reads better"))).held())
                .extracting(Learned.Held::why)
                .containsExactly(Why.COLLISION);
    }

    @Test
    void editOfTheStoreDoesNotCountInARunningProcess() {
        learn(book, FILES, listing(tool("read", "Reads")));
        TrustBook attacker = new TrustBook(store, BALANCED);
        learn(attacker, FILES, listing(tool("read", "Evil")));
        Given.approve(attacker, FILES, tool("read", "Evil"));
        assertThat(learn(book, FILES, listing(tool("read", "Evil"))).held()).hasSize(1);
        assertThat(check(book, FILES, tool("read", "Evil")).trusted()).isFalse();
        assertThat(stored("files")).contains(pin(PinState.APPROVED, tool("read", "Evil")));
    }

    @Test
    void serverDeletedFromTheStoreMeanwhileIsStoredWhole() {
        learn(book, FILES, listing(tool("read", "Reads")));
        store.replace(store.load().toCompletableFuture().join().revision(), Pins.empty());
        learn(book, FILES, listing(tool("read", "Evil")));
        assertThat(stored("files"))
                .containsExactly(pin(PinState.SEEN, tool("read", "Reads")), pin(PinState.HELD, tool("read", "Evil")));
    }

    @Test
    void keepsPinsInMemoryWhenOthersAreAlwaysFaster() {
        store.refuseWrites();
        Learned learned = learn(book, FILES, listing(tool("read", "Reads")));
        assertThat(learned.persisted()).isFalse();
        assertThat(learned.reason())
                .isEqualTo("the pins live in memory only, because they cannot be stored:"
                        + " other processes keep changing the pins. Try again.");
    }

    @Test
    void unchangedListingDoesNotTouchTheStore() {
        learn(book, FILES, listing(tool("read", "Reads")));
        int loads = store.loads();
        learn(book, FILES, listing(tool("read", "Reads")));
        assertThat(store.loads()).isEqualTo(loads);
    }
}
