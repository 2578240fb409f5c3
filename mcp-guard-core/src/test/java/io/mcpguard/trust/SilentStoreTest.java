package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.FILES;
import static io.mcpguard.trust.Given.OTHER;
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
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that takes work and never says that it is done. */
class SilentStoreTest {

    private static final Object TOOL = tool("read", "Reads a file");
    private static final Object MORE = tool("write", "Writes a file");

    private static final class SilentStore implements PinStore {

        private final MemoryPinStore content = new MemoryPinStore();
        private boolean silent;
        private int loads;
        private CompletableFuture<Boolean> writing = new CompletableFuture<>();

        @Override
        public CompletionStage<Snapshot> load() {
            loads++;
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

    private long now;
    private final SilentStore store = new SilentStore();
    private final TrustBook book = new TrustBook(store, BALANCED, NameClaims.none(), Duration.ofMillis(50), () -> now);

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

    /** A store whose watch does not work, as a database may have it that is not there yet. */
    private static final class Unwatchable implements PinStore {

        private final MemoryPinStore content = new MemoryPinStore();
        private final boolean throwing;

        private Unwatchable(boolean throwing) {
            this.throwing = throwing;
        }

        @Override
        public CompletionStage<Snapshot> load() {
            return content.load();
        }

        @Override
        public CompletionStage<Boolean> replace(String expectedRevision, Pins pins) {
            return content.replace(expectedRevision, pins);
        }

        @Override
        public boolean countsAtOnce() {
            return true;
        }

        @Override
        public Watch watch(Runnable changed) {
            if (throwing) {
                throw new IllegalStateException("no connection");
            }
            return () -> {
                throw new IllegalStateException("no connection");
            };
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStoreThatCannotBeWatchedIsReadAllTheSame(boolean throwing) {
        var unwatched = new TrustBook(new Unwatchable(throwing), BALANCED);

        assertThat(unwatched.load().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
        learn(unwatched, FILES, listing(TOOL));

        assertThat(check(unwatched, FILES, TOOL).trusted()).isTrue();
        unwatched.close();
    }

    @Test
    void serversDoNotWaitOneAfterAnotherForAStoreThatDoesNotAnswer() {
        store.silent = true;
        learn(book, FILES, listing(TOOL));
        int asked = store.loads;

        Learned learned = learn(book, OTHER, listing(TOOL));

        assertThat(learned.outcome()).isEqualTo(Outcome.UNREADABLE);
        assertThat(learned.reason()).contains("did not answer within");
        assertThat(store.loads).as("asked once for both").isEqualTo(asked);
    }

    @Test
    void aStoreThatDidNotAnswerIsAskedAgainAfterAWhile() {
        store.silent = true;
        learn(book, FILES, listing(TOOL));
        store.silent = false;
        now += PatientStore.REST.toNanos();

        assertThat(learn(book, FILES, listing(TOOL)).persisted()).isTrue();
    }

    @Test
    void aStoreThatAnswersAfterAllIsAskedAtOnce() {
        learn(book, FILES, listing(TOOL));
        store.silentWrites = true;
        learn(book, FILES, listing(TOOL, MORE));
        int asked = store.loads;
        store.silentWrites = false;

        assertThat(learn(book, FILES, listing(TOOL, MORE)).persisted()).isFalse();
        assertThat(store.loads).isEqualTo(asked);
        store.writing.complete(true);

        assertThat(learn(book, FILES, listing(TOOL, MORE)).persisted()).isTrue();
    }

    @Test
    void aStoreThatSaysItselfThatItTimedOutIsAskedAgain() {
        var attempts = new AtomicInteger();
        PinStore busy = new PinStore() {
            @Override
            public CompletionStage<Snapshot> load() {
                return attempts.incrementAndGet() == 1
                        ? CompletableFuture.failedFuture(new TimeoutException("pool"))
                        : store.load();
            }

            @Override
            public CompletionStage<Boolean> replace(String expectedRevision, Pins pins) {
                return store.replace(expectedRevision, pins);
            }
        };
        var behind = new TrustBook(busy, BALANCED);
        assertThat(learn(behind, FILES, listing(TOOL)).outcome()).isEqualTo(Outcome.UNREADABLE);

        assertThat(learn(behind, FILES, listing(TOOL)).outcome()).isEqualTo(Outcome.FIRST_SIGHT);
    }
}
