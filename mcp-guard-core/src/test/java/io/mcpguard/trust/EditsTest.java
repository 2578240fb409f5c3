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

import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.PinStore.Snapshot;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What others change in the store is told once, and does not count. */
class EditsTest {

    private static final String ALARM =
            "somebody else edited the pins of \"files\" in the store; that does not count before the next start";

    private final MemoryPinStore store = new MemoryPinStore();
    private final TrustBook book = new TrustBook(store, BALANCED);

    private Snapshot content() {
        return store.load().toCompletableFuture().join();
    }

    private void edit(ServerPins files) {
        Snapshot before = content();
        assertThat(store.replace(before.revision(), before.pins().with("files", files))
                        .toCompletableFuture()
                        .join())
                .isTrue();
    }

    private ServerPins files() {
        return content().pins().server("files").orElseThrow();
    }

    /** Has something to store, so it reads. */
    private String learned(String added) {
        return learn(book, FILES, listing(tool("read", "Reads"), tool(added, "Added"))).alarms().stream()
                .map(Alarm::message)
                .collect(Collectors.joining());
    }

    @Test
    void anApprovedDefinitionOfSomebodyElseIsToldOnce() {
        learn(book, FILES, listing(tool("read", "Reads")));
        edit(files().pins(List.of(
                pin(PinState.SEEN, tool("read", "Reads")), pin(PinState.APPROVED, tool("read", "Evil")))));

        assertThat(learned("a")).isEqualTo(ALARM);
        assertThat(learned("b")).isEmpty();
        assertThat(check(book, FILES, tool("read", "Evil")).trusted()).isFalse();
        assertThat(check(book, FILES, tool("read", "Reads")).trusted()).isTrue();
    }

    @Test
    void anotherPlaceOrAServerThatIsGoneIsToldToo() {
        learn(book, FILES, listing(tool("read", "Reads")));
        edit(ServerPins.of(Map.of("url", "https://evil.example"), files().pins()));
        assertThat(learned("a")).isEqualTo(ALARM);

        store.replace(content().revision(), Pins.empty());
        assertThat(learned("b")).isEqualTo(ALARM);
    }

    @Test
    void theWorkOfOtherGuardsIsNoEdit() {
        learn(book, FILES, listing(tool("read", "Reads")));
        var other = new TrustBook(store, BALANCED);
        learn(other, FILES, listing(tool("read", "Reads"), tool("more", "More")));
        learn(other, OTHER, listing(tool("search", "Searches")));

        assertThat(learned("a")).isEmpty();
    }

    @Test
    void whatThisGuardWroteAndApprovedIsNoEdit() {
        learn(book, FILES, listing(tool("read", "Reads")));
        learn(book, FILES, listing(tool("read", "Reads more")));
        Given.approve(book, FILES, tool("read", "Reads more"));

        assertThat(learned("a")).isEmpty();
    }

    @Test
    void anApprovalInAnotherProcessIsTold() {
        learn(book, FILES, listing(tool("read", "Reads")));
        learn(book, FILES, listing(tool("read", "Reads more")));
        var other = new TrustBook(store, BALANCED);
        learn(other, FILES, listing(tool("read", "Reads more")));
        Given.approve(other, FILES, tool("read", "Reads more"));

        assertThat(learned("a")).isEqualTo(ALARM);
    }
}
