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

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.Treatment;
import io.mcpguard.trust.Learned.Held;
import io.mcpguard.trust.Learned.Why;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollisionTest {

    private final MemoryPinStore store = new MemoryPinStore();
    private final TrustBook book = new TrustBook(store, BALANCED);

    private void inTheLock(Server server, Object item) {
        store.replace(
                "",
                Pins.empty()
                        .with(server.name(), ServerPins.of(Identity.of(server), List.of(pin(PinState.SEEN, item)))));
    }

    @Test
    void newcomerDoesNotGetTheNameOfAToolThatTheLockHasElsewhere() {
        inTheLock(FILES, tool("read", "Reads"));
        Learned learned = learn(book, OTHER, listing(tool("read", "Reads better"), tool("mail", "Sends")));
        assertThat(learned.held())
                .containsExactly(new Held(pin(PinState.HELD, tool("read", "Reads better")), Why.COLLISION));
        assertThat(learned.trusted()).containsExactly(pin(PinState.SEEN, tool("mail", "Sends")));
        assertThat(book.ownerElsewhere(OTHER, ItemKind.TOOL, "read")).contains("files");
        assertThat(check(book, OTHER, tool("read", "Reads better")).trusted()).isFalse();
    }

    /** What no lock can hold leaves no room, as sixty thousand tools do. */
    private static Object full() {
        return JsonTree.freeze(Map.of("name", "full", "x\ud800", 1), Limits.DEFAULT);
    }

    @Test
    void collisionStaysACollisionWhereThereIsNoRoomForIt() {
        inTheLock(FILES, tool("send_mail", "Sends"));
        store.replace(
                store.load().toCompletableFuture().join().revision(),
                store.load()
                        .toCompletableFuture()
                        .join()
                        .pins()
                        .with("other", ServerPins.of(Identity.of(OTHER), List.of(pin(PinState.SEEN, full())))));
        Learned learned = learn(book, OTHER, listing(full(), tool("send_mail", "Sends better")));
        assertThat(learned.held())
                .containsExactly(new Held(pin(PinState.HELD, tool("send_mail", "Sends better")), Why.COLLISION));
        assertThat(check(book, OTHER, tool("send_mail", "Sends better")).pin()).isNull();
    }

    @Test
    void serverKeepsAToolThatTheLockHas() {
        inTheLock(FILES, tool("read", "Reads"));
        learn(book, OTHER, listing(tool("read", "Reads better")));
        assertThat(book.ownerElsewhere(FILES, ItemKind.TOOL, "read")).isEmpty();
        assertThat(check(book, FILES, tool("read", "Reads")).trusted()).isTrue();
    }

    @Test
    void equalDefinitionCollidesToo() {
        learn(book, FILES, listing(tool("read", "Reads")));
        assertThat(learn(book, OTHER, listing(tool("read", "Reads"))).held())
                .containsExactly(new Held(pin(PinState.HELD, tool("read", "Reads")), Why.COLLISION));
    }

    @Test
    void otherNamesDoNotCollide() {
        learn(book, FILES, listing(tool("read", "Reads")));
        assertThat(learn(book, OTHER, listing(tool("read_mail", "Reads mail"))).held())
                .isEmpty();
        assertThat(book.ownerElsewhere(OTHER, ItemKind.TOOL, "read_mail")).isEmpty();
    }

    @Test
    void promptsCollideAndWhatIsAddressedByUriDoesNot() {
        var prompt = new Observed.Item(ItemKind.PROMPT, "review", tool("review", "Reviews"), true);
        var template = new Observed.Item(ItemKind.RESOURCE_TEMPLATE, "file:///{path}", tool("files", "Files"), true);
        learn(book, FILES, listing(prompt, template));
        assertThat(learn(book, OTHER, listing(prompt, template)).held())
                .singleElement()
                .satisfies(held -> assertThat(held.pin().kind()).isEqualTo(ItemKind.PROMPT));
        assertThat(book.ownerElsewhere(OTHER, ItemKind.RESOURCE_TEMPLATE, "file:///{path}"))
                .isEmpty();
    }

    @Test
    void bothKeepTheNameIfTheLockHasBoth() {
        Pins both = Pins.empty();
        for (var server : List.of(FILES, OTHER)) {
            both = both.with(
                    server.name(),
                    ServerPins.of(Identity.of(server), List.of(pin(PinState.SEEN, tool("read", server.name())))));
        }
        store.replace("", both);
        book.load().toCompletableFuture().join();
        assertThat(check(book, FILES, tool("read", "files")).trusted()).isTrue();
        assertThat(check(book, OTHER, tool("read", "other")).trusted()).isTrue();
        assertThat(book.ownerElsewhere(FILES, ItemKind.TOOL, "read")).isEmpty();
        assertThat(book.ownerElsewhere(OTHER, ItemKind.TOOL, "read")).isEmpty();
    }

    @Test
    void newcomerKeepsTheNameOnceAPersonApprovedIt() {
        learn(book, FILES, listing(tool("read", "Reads")));
        learn(book, OTHER, listing(tool("read", "Reads better")));
        approve(book, OTHER, tool("read", "Reads better"));
        assertThat(check(book, OTHER, tool("read", "Reads better")).trusted()).isTrue();
        assertThat(book.ownerElsewhere(OTHER, ItemKind.TOOL, "read")).isEmpty();
    }

    @Test
    void heldToolOwnsNoName() {
        learn(book, FILES, listing(Given.unclean(tool("read", "Evil"))));
        assertThat(learn(book, OTHER, listing(tool("read", "Reads"))).held()).isEmpty();
    }

    @Test
    void policyThatOnlyFlagsCollisionsTrustsBoth() {
        TrustBook observing = new TrustBook(store, BALANCED.collision(Treatment.FLAG));
        learn(observing, FILES, listing(tool("read", "Reads")));
        assertThat(learn(observing, OTHER, listing(tool("read", "Reads better")))
                        .held())
                .isEmpty();
    }
}
