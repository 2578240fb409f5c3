package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.CAREFUL;
import static io.mcpguard.trust.Given.FILES;
import static io.mcpguard.trust.Given.OTHER;
import static io.mcpguard.trust.Given.check;
import static io.mcpguard.trust.Given.clean;
import static io.mcpguard.trust.Given.learn;
import static io.mcpguard.trust.Given.listing;
import static io.mcpguard.trust.Given.pin;
import static io.mcpguard.trust.Given.tool;
import static io.mcpguard.trust.Given.unclean;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.policy.PinPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A process that the guard started runs as the same user, and could write to the store before the guard meets it. */
class StartedServerTest {

    private static final Object READ = tool("read", "Reads");
    private static final Object EVIL = tool("send_mail", "Sends better");

    private final UnreliableStore store = new UnreliableStore();

    private TrustBook open(PinPolicy policy) {
        var book = new TrustBook(store, policy);
        book.load().toCompletableFuture().join();
        return book;
    }

    private static void starts(TrustBook book, Server server) {
        book.starts(server.name()).toCompletableFuture().join();
    }

    private void writes(Server server, Pin... pins) {
        writes(store, server, pins);
    }

    private static void writes(PinStore store, Server server, Pin... pins) {
        var before = store.load().toCompletableFuture().join();
        Pins after = before.pins()
                .with(
                        server.name(),
                        ServerPins.of(Identity.of(server), List.of(pins)).listed(Set.of(ItemKind.TOOL)));
        assertThat(store.replace(before.revision(), after).toCompletableFuture().join())
                .isTrue();
    }

    private static Observed tools(Observed.Item... items) {
        return new Observed(Map.of(), Set.of(ItemKind.TOOL), List.of(items));
    }

    private static List<String> rules(Learned learned) {
        return learned.alarms().stream().map(Alarm::rule).toList();
    }

    @Test
    void startedServerDoesNotApproveItself() {
        for (PinPolicy policy : List.of(CAREFUL, BALANCED)) {
            var edited = new MemoryPinStore();
            var book = new TrustBook(edited, policy);
            starts(book, OTHER);
            writes(edited, OTHER, pin(PinState.APPROVED, EVIL));

            Learned learned = learn(book, OTHER, tools(unclean(EVIL)));

            assertThat(check(book, OTHER, EVIL).trusted()).isFalse();
            assertThat(rules(learned)).containsExactly("pins.edited");
            assertThat(rules(learn(book, OTHER, tools(unclean(EVIL), clean(READ)))))
                    .as("told once")
                    .isEmpty();
        }
    }

    @Test
    void whatAPersonApprovesBeforeTheStartCounts() {
        TrustBook book = open(CAREFUL);
        writes(OTHER, pin(PinState.APPROVED, READ));
        starts(book, OTHER);

        assertThat(rules(learn(book, OTHER, tools(clean(READ))))).isEmpty();
        assertThat(check(book, OTHER, READ).trusted()).isTrue();
    }

    @Test
    void whatAPersonApprovesAfterTheStartCountsInTheNextProcess() {
        TrustBook book = open(CAREFUL);
        starts(book, OTHER);
        writes(OTHER, pin(PinState.APPROVED, READ));
        learn(book, OTHER, tools(clean(READ)));
        assertThat(check(book, OTHER, READ).trusted()).isFalse();

        TrustBook next = open(CAREFUL);
        starts(next, OTHER);
        learn(next, OTHER, tools(clean(READ)));
        assertThat(check(next, OTHER, READ).trusted()).isTrue();
    }

    @Test
    void whatAnotherGuardSawFirstMeanwhileIsNoEdit() {
        TrustBook book = open(BALANCED);
        starts(book, OTHER);
        TrustBook faster = open(BALANCED);
        learn(faster, OTHER, tools(clean(READ)));

        assertThat(rules(learn(book, OTHER, tools(clean(READ))))).isEmpty();
        assertThat(check(book, OTHER, READ).trusted()).isTrue();
    }

    @Test
    void whoeverSawAKindFirstStillDecidesWhatIsHeld() {
        TrustBook book = open(BALANCED);
        starts(book, OTHER);
        learn(open(BALANCED), OTHER, tools(clean(READ)));

        learn(book, OTHER, tools(clean(READ), clean(tool("more", "More"))));

        assertThat(check(book, OTHER, tool("more", "More")).trusted()).isFalse();
        assertThat(check(book, OTHER, READ).trusted()).isTrue();
    }

    @Test
    void startedServerGetsNoKindThatItHadNotShown() {
        TrustBook book = open(CAREFUL);
        starts(book, OTHER);
        learn(book, OTHER, new Observed(Map.of(), Set.of(ItemKind.CAPABILITIES), List.of()));
        writes(OTHER, pin(PinState.APPROVED, EVIL));

        Learned learned = learn(book, OTHER, tools(clean(EVIL)));

        assertThat(check(book, OTHER, EVIL).trusted()).isFalse();
        assertThat(rules(learned)).contains("pins.edited");
    }

    @Test
    void startedServerGetsNoOlderRightToAName() {
        TrustBook book = open(BALANCED);
        starts(book, OTHER);
        writes(OTHER, pin(PinState.SEEN, EVIL));
        learn(book, OTHER, tools(clean(EVIL)));
        learn(book, FILES, listing(tool("send_mail", "Sends")));

        assertThat(check(book, OTHER, EVIL).trusted()).isFalse();
    }

    @Test
    void entryAtAnotherPlaceIsBelievedNonetheless() {
        TrustBook book = open(BALANCED);
        starts(book, OTHER);
        var before = store.load().toCompletableFuture().join();
        store.replace(
                before.revision(),
                before.pins().with("other", ServerPins.of(Map.of("url", "https://other.example"), List.of())));

        assertThat(learn(book, OTHER, tools(clean(READ))).outcome()).isEqualTo(Learned.Outcome.IDENTITY_CHANGED);
        assertThat(check(book, OTHER, READ).trusted()).isFalse();
    }

    @Test
    void storeThatWasNeverReadIsBelievedWhenItIs() {
        writes(OTHER, pin(PinState.APPROVED, READ));
        store.failReads("away");
        var book = new TrustBook(store, CAREFUL);
        starts(book, OTHER);
        store.work();

        learn(book, OTHER, tools(clean(READ)));

        assertThat(check(book, OTHER, READ).trusted()).isTrue();
    }

    @Test
    void storeThatWasReadOnceIsNotBelievedWhenItComesBackAfterTheStart() {
        TrustBook book = open(CAREFUL);
        store.failReads("away");
        starts(book, OTHER);
        store.work();
        writes(OTHER, pin(PinState.APPROVED, READ));

        learn(book, OTHER, tools(clean(READ)));

        assertThat(check(book, OTHER, READ).trusted()).isFalse();
    }
}
