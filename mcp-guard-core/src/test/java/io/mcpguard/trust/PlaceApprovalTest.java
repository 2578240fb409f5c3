package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.FILES;
import static io.mcpguard.trust.Given.check;
import static io.mcpguard.trust.Given.learn;
import static io.mcpguard.trust.Given.listing;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Server;
import io.mcpguard.trust.Learned.Outcome;
import io.mcpguard.trust.Standing.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that moved is trusted again when somebody approves the place at which it was refused. */
class PlaceApprovalTest {

    private static final Server MOVED = Server.command("files", List.of("java", "-jar", "/opt/files-2.jar"));
    private static final Object TOOL = tool("read", "Reads a file");

    private final UnreliableStore store = new UnreliableStore();
    private final TrustBook book = new TrustBook(store, BALANCED);

    @BeforeEach
    void pin() {
        learn(book, FILES, listing(TOOL));
    }

    private boolean approve(String code) {
        return book.approvePlace("files", code).toCompletableFuture().join();
    }

    private static String code(Server server) {
        return Places.code(Identity.of(server));
    }

    @Test
    void theReasonNamesThePlaceByACode() {
        Learned refused = learn(book, MOVED, listing(TOOL));

        assertThat(refused.outcome()).isEqualTo(Outcome.IDENTITY_CHANGED);
        assertThat(refused.reason()).contains(code(MOVED));
    }

    @Test
    void anApprovedPlaceIsTrustedAtOnceAndInTheStore() {
        learn(book, MOVED, listing(TOOL));

        assertThat(approve(code(MOVED))).isTrue();

        assertThat(check(book, MOVED, TOOL).trusted()).isTrue();
        assertThat(store.content().server("files").orElseThrow().identity()).isEqualTo(Identity.of(MOVED));
        assertThat(learn(book, MOVED, listing(TOOL)).outcome()).isEqualTo(Outcome.KNOWN);
    }

    @Test
    void thePlaceBeforeIsNotTrustedAnyMore() {
        learn(book, MOVED, listing(TOOL));
        approve(code(MOVED));

        assertThat(check(book, FILES, TOOL).state()).isEqualTo(State.IDENTITY_CHANGED);
    }

    @Test
    void aPlaceThatNobodySawIsNotApproved() {
        assertThat(approve(code(MOVED))).isFalse();

        assertThat(check(book, MOVED, TOOL).state()).isEqualTo(State.IDENTITY_CHANGED);
    }

    @Test
    void anApprovalOfOnePlaceIsNoneOfTheNext() {
        learn(book, MOVED, listing(TOOL));
        Server further = Server.command("files", List.of("java", "-jar", "/tmp/files-3.jar"));
        learn(book, further, listing(TOOL));

        assertThat(approve(code(MOVED))).isFalse();
        assertThat(check(book, further, TOOL).state()).isEqualTo(State.IDENTITY_CHANGED);
    }

    @Test
    void aPlaceThatIsRefusedBeforeTheStartCanBeApproved() {
        assertThat(book.forbidsStart(MOVED).toCompletableFuture().join()).isPresent();

        assertThat(approve(code(MOVED))).isTrue();

        assertThat(book.forbidsStart(MOVED).toCompletableFuture().join()).isEmpty();
    }

    @Test
    void anApprovalThatCannotBeStoredIsNone() {
        learn(book, MOVED, listing(TOOL));
        store.failWrites("disk full");

        assertThat(book.approvePlace("files", code(MOVED)).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(10));
        assertThat(check(book, MOVED, TOOL).state()).isEqualTo(State.IDENTITY_CHANGED);
    }
}
