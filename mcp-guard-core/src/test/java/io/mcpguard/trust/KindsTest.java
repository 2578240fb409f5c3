package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.CAREFUL;
import static io.mcpguard.trust.Given.FILES;
import static io.mcpguard.trust.Given.learn;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.trust.Observed.Item;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each kind of item has a first sight of its own. */
class KindsTest {

    private final MemoryPinStore store = new MemoryPinStore();
    private final TrustBook book = open();

    private TrustBook open() {
        var opened = new TrustBook(store, BALANCED);
        opened.load().toCompletableFuture().join();
        return opened;
    }

    private static Observed tools(String... names) {
        return observed(ItemKind.TOOL, names);
    }

    private static Observed prompts(String... names) {
        return observed(ItemKind.PROMPT, names);
    }

    private static Observed observed(ItemKind kind, String... names) {
        return new Observed(
                Map.of(),
                Set.of(kind),
                List.of(names).stream()
                        .map(name -> new Item(kind, name, tool(name, "Does " + name), true))
                        .toList());
    }

    private boolean trusts(TrustBook book, ItemKind kind, String name) {
        return book.check(FILES, kind, name, tool(name, "Does " + name)).trusted();
    }

    private ServerPins stored() {
        return store.load().toCompletableFuture().join().pins().server("files").orElseThrow();
    }

    @Test
    void whatIsListedLaterForTheFirstTimeIsTrustedAndWhatComesAfterItIsNot() {
        learn(book, FILES, tools("read"));
        learn(book, FILES, prompts("review"));
        learn(book, FILES, prompts("review", "later"));
        learn(book, FILES, tools("read", "later"));

        assertThat(trusts(book, ItemKind.PROMPT, "review")).isTrue();
        assertThat(trusts(book, ItemKind.PROMPT, "later")).isFalse();
        assertThat(trusts(book, ItemKind.TOOL, "later")).isFalse();
        assertThat(stored().listed()).containsExactlyInAnyOrder(ItemKind.TOOL, ItemKind.PROMPT);
    }

    @Test
    void anEmptyListIsASightToo() {
        learn(book, FILES, tools("read"));
        learn(book, FILES, prompts());
        learn(book, FILES, prompts("review"));

        assertThat(trusts(book, ItemKind.PROMPT, "review")).isFalse();
        assertThat(trusts(open(), ItemKind.PROMPT, "review")).isFalse();
    }

    @Test
    void theStoreIsToldOnceOfAnEmptyList() {
        learn(book, FILES, tools("read"));
        learn(book, FILES, prompts());
        String revision = store.load().toCompletableFuture().join().revision();

        learn(book, FILES, prompts());

        assertThat(store.load().toCompletableFuture().join().revision()).isEqualTo(revision);
        assertThat(stored().listed()).contains(ItemKind.PROMPT);
    }

    @Test
    void aPolicyThatRefusesFirstSightHoldsThemAll() {
        var careful = new TrustBook(store, CAREFUL);
        learn(careful, FILES, tools("read"));
        learn(careful, FILES, prompts("review"));

        assertThat(trusts(careful, ItemKind.PROMPT, "review")).isFalse();
        assertThat(stored().pins()).allMatch(pin -> pin.state() == PinState.HELD);
    }

    @Test
    void whoeverListedAKindFirstDecides() {
        learn(book, FILES, tools("read"));
        TrustBook other = open();
        learn(other, FILES, prompts("review"));

        learn(book, FILES, prompts("review", "mine"));

        assertThat(trusts(book, ItemKind.PROMPT, "review")).isTrue();
        assertThat(trusts(book, ItemKind.PROMPT, "mine")).isFalse();
    }

    @Test
    void aKindIsNotTakenFromAServerThatRunsElsewhereInTheStore() {
        learn(book, FILES, tools("read"));
        var snapshot = store.load().toCompletableFuture().join();
        var edited = ServerPins.of(
                        Map.of("url", "https://evil.example"),
                        List.of(Pin.of(
                                ItemKind.PROMPT,
                                "evil",
                                PinState.APPROVED,
                                Definitions.digest(tool("evil", "Does evil")),
                                tool("evil", "Does evil"))))
                .listed(Set.of(ItemKind.TOOL));
        store.replace(snapshot.revision(), snapshot.pins().with("files", edited))
                .toCompletableFuture()
                .join();

        learn(book, FILES, tools("read", "later"));

        assertThat(trusts(book, ItemKind.PROMPT, "evil")).isFalse();
    }

    @Test
    void whatTheGuardSawWhileTheStoreFailedIsStoredAsSeenOfKindsThatAreNewThere() {
        var unreliable = new UnreliableStore();
        var failing = new TrustBook(unreliable, BALANCED);
        learn(failing, FILES, tools("read"));
        unreliable.failWrites("disk full");
        learn(failing, FILES, prompts("review"));
        unreliable.work();
        learn(failing, FILES, prompts("review"));

        var again = new TrustBook(unreliable, BALANCED);
        again.load().toCompletableFuture().join();
        assertThat(trusts(again, ItemKind.PROMPT, "review")).isTrue();
    }
}
