package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.FILES;
import static io.mcpguard.trust.Given.OTHER;
import static io.mcpguard.trust.Given.approve;
import static io.mcpguard.trust.Given.check;
import static io.mcpguard.trust.Given.learn;
import static io.mcpguard.trust.Given.listing;
import static io.mcpguard.trust.Given.pin;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.trust.PinState;
import org.junit.jupiter.api.Test;

class ApprovalTest {

    private final UnreliableStore store = new UnreliableStore();
    private final TrustBook book = new TrustBook(store, BALANCED);

    @Test
    void approvedChangeIsTrustedAtOnceAndAfterARestart() {
        learn(book, FILES, listing(tool("read", "Reads")));
        learn(book, FILES, listing(tool("read", "Reads a file")));
        assertThat(approve(book, FILES, tool("read", "Reads a file"))).isTrue();
        assertThat(check(book, FILES, tool("read", "Reads a file")).pin())
                .isEqualTo(pin(PinState.APPROVED, tool("read", "Reads a file")));
        TrustBook again = new TrustBook(store, BALANCED);
        again.load().toCompletableFuture().join();
        assertThat(check(again, FILES, tool("read", "Reads a file")).trusted()).isTrue();
    }

    @Test
    void approvalIsForOneDefinitionOnly() {
        learn(book, FILES, listing(tool("read", "Reads")));
        learn(book, FILES, listing(tool("read", "Reads a file")));
        learn(book, FILES, listing(tool("read", "Evil")));
        approve(book, FILES, tool("read", "Reads a file"));
        assertThat(check(book, FILES, tool("read", "Evil")).trusted()).isFalse();
    }

    @Test
    void approvedStaysApprovedWhenListedAgain() {
        learn(book, FILES, listing(tool("read", "Reads")));
        approve(book, FILES, tool("read", "Reads"));
        learn(book, FILES, listing(tool("read", "Reads")));
        assertThat(check(book, FILES, tool("read", "Reads")).pin())
                .isEqualTo(pin(PinState.APPROVED, tool("read", "Reads")));
    }

    @Test
    void whatIsNotPinnedCannotBeApproved() {
        assertThat(approve(book, FILES, tool("read", "Reads"))).isFalse();
        learn(book, FILES, listing(tool("read", "Reads")));
        assertThat(approve(book, FILES, tool("read", "Never seen"))).isFalse();
        assertThat(approve(book, FILES, tool("other", "Reads"))).isFalse();
        assertThat(approve(book, OTHER, tool("read", "Reads"))).isFalse();
    }

    @Test
    void whatAnotherGuardRecordedCanBeApproved() {
        learn(book, FILES, listing(tool("read", "Reads")));
        learn(new TrustBook(store, BALANCED), FILES, listing(tool("read", "Reads a file")));
        assertThat(approve(book, FILES, tool("read", "Reads a file"))).isTrue();
        assertThat(check(book, FILES, tool("read", "Reads a file")).trusted()).isTrue();
    }

    @Test
    void nothingIsApprovedThatCannotBeStored() {
        learn(book, FILES, listing(tool("read", "Reads")));
        learn(book, FILES, listing(tool("read", "Reads a file")));
        store.failWrites("disk full");
        assertThatThrownBy(() -> approve(book, FILES, tool("read", "Reads a file")))
                .hasRootCauseMessage("disk full");
        assertThat(check(book, FILES, tool("read", "Reads a file")).trusted()).isFalse();
        store.work();
        assertThat(approve(book, FILES, tool("read", "Reads a file"))).isTrue();
    }

    @Test
    void givesUpWhenOthersAreAlwaysFaster() {
        learn(book, FILES, listing(tool("read", "Reads")));
        store.refuseWrites();
        assertThatThrownBy(() -> approve(book, FILES, tool("read", "Reads")))
                .hasRootCauseMessage("other processes keep changing the pins. Try again.");
    }
}
