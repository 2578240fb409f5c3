package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.FILES;
import static io.mcpguard.trust.Given.check;
import static io.mcpguard.trust.Given.learn;
import static io.mcpguard.trust.Given.listing;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.shadow.NameClaims;
import io.mcpguard.trust.Learned.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A store that takes work and never says that it is done. */
class SilentStoreTest {

    private static final Object TOOL = tool("read", "Reads a file");
    private static final Object MORE = tool("write", "Writes a file");

    private static final class SilentStore implements PinStore {

        private final MemoryPinStore content = new MemoryPinStore();
        private boolean silent;
        private CompletableFuture<Boolean> writing = new CompletableFuture<>();

        @Override
        public CompletionStage<Snapshot> load() {
            return silent ? new CompletableFuture<>() : content.load();
        }

        @Override
        public CompletionStage<Boolean> replace(String expectedRevision, Pins pins) {
            CompletionStage<Boolean> replaced = content.replace(expectedRevision, pins);
            if (!silentWrites) {
                return replaced;
            }
            writing = new CompletableFuture<>();
            return writing;
        }

        private boolean silentWrites;
    }

    private final SilentStore store = new SilentStore();
    private final TrustBook book =
            new TrustBook(store, BALANCED, NameClaims.none(), Duration.ofMillis(50), System::nanoTime);

    @Test
    void aServerIsNotTrustedByAStoreThatIsNeverRead() {
        store.silent = true;

        Learned learned = learn(book, FILES, listing(TOOL));

        assertThat(learned.outcome()).isEqualTo(Outcome.UNREADABLE);
        assertThat(learned.reason()).contains("did not answer within 50 ms");
    }

    @Test
    void aServerThatIsKnownGoesOn() {
        learn(book, FILES, listing(TOOL));
        store.silent = true;

        Learned learned = learn(book, FILES, listing(TOOL, MORE));

        assertThat(learned.outcome()).isEqualTo(Outcome.KNOWN);
        assertThat(learned.persisted()).isFalse();
        assertThat(check(book, FILES, TOOL).trusted()).isTrue();
    }

    @Test
    void aServerMayStartThatNothingIsPinnedOf() {
        store.silent = true;

        assertThat(book.starts("files").toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void anApprovalFails() {
        learn(book, FILES, listing(TOOL));
        store.silent = true;

        assertThatThrownBy(() -> book.approve("files", ItemKind.TOOL, "read", Definitions.digest(TOOL))
                        .toCompletableFuture()
                        .join())
                .hasRootCauseInstanceOf(LockException.class);
    }

    @Test
    void whatItWroteTooLateIsNoEditOfSomebodyElse() {
        learn(book, FILES, listing(TOOL));
        store.silentWrites = true;
        assertThat(learn(book, FILES, listing(TOOL, MORE)).persisted()).isFalse();
        store.silentWrites = false;
        store.writing.complete(true);

        Learned learned = learn(book, FILES, listing(TOOL, MORE));

        assertThat(learned.persisted()).isTrue();
        assertThat(learned.alarms()).isEmpty();
    }
}
