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

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.policy.Exposure;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Treatment;
import io.mcpguard.shadow.NameClaims;
import io.mcpguard.trust.Standing.State;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Names that servers ask for which are new in this process: who came first decides nothing. */
class ContestTest {

    private static final Object HIS = tool("read", "Reads files");
    private static final Object HERS = tool("read", "Reads anything");
    private static final Server THIRD = Server.named("third");

    private final MemoryPinStore store = new MemoryPinStore();
    private final TrustBook book = new TrustBook(store, BALANCED);

    @Test
    void nobodyGetsANameThatTwoNewServersDeclare() {
        learn(book, FILES, listing(HIS, tool("stat", "Stats")));
        assertThat(check(book, FILES, HIS).trusted()).isTrue();

        learn(book, OTHER, listing(HERS, tool("mail", "Mails")));

        assertThat(check(book, FILES, HIS).state()).isEqualTo(State.COLLISION);
        assertThat(check(book, OTHER, HERS).state()).isEqualTo(State.COLLISION);
        assertThat(check(book, FILES, tool("stat", "Stats")).trusted()).isTrue();
        assertThat(check(book, OTHER, tool("mail", "Mails")).trusted()).isTrue();
    }

    @Test
    void bothOrdersLeaveTheSameLock() {
        learn(book, FILES, listing(HIS));
        learn(book, OTHER, listing(HERS));
        var other = new MemoryPinStore();
        var reversed = new TrustBook(other, BALANCED);
        learn(reversed, OTHER, listing(HERS));
        learn(reversed, FILES, listing(HIS));

        assertThat(states(other)).isEqualTo(states(store)).hasToString("{files=[HELD], other=[HELD]}");
    }

    @Test
    void serversThatComeAtOnceGetTheSameAsOnesThatComeInTurn() {
        List<Server> servers =
                IntStream.range(0, 16).mapToObj(i -> Server.named("s" + i)).toList();
        CompletableFuture.allOf(servers.stream()
                        .map(server -> CompletableFuture.supplyAsync(() -> learn(
                                book, server, listing(tool("read", server.name()), tool("own_" + server.name(), "x")))))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(servers).allSatisfy(server -> {
            assertThat(check(book, server, tool("read", server.name())).trusted())
                    .isFalse();
            assertThat(check(book, server, tool("own_" + server.name(), "x")).trusted())
                    .isTrue();
        });
    }

    @Test
    void lookAlikesContestEachOther() {
        learn(book, FILES, listing(tool("read_file", "Reads")));
        learn(book, OTHER, listing(tool("Read_File", "Reads")));

        assertThat(check(book, FILES, tool("read_file", "Reads")).state()).isEqualTo(State.COLLISION);
    }

    @Test
    void thirdServerDoesNotGetWhatTwoContest() {
        learn(book, FILES, listing(HIS));
        learn(book, OTHER, listing(HERS));
        learn(book, THIRD, listing(tool("read", "Third")));

        assertThat(check(book, THIRD, tool("read", "Third")).trusted()).isFalse();
    }

    @Test
    void personDecidesAndTheOtherStaysHeld() {
        learn(book, FILES, listing(HIS));
        learn(book, OTHER, listing(HERS));

        approve(book, FILES, HIS);

        assertThat(check(book, FILES, HIS).trusted()).isTrue();
        assertThat(check(book, OTHER, HERS).state()).isEqualTo(State.COLLISION);
        assertThat(book.ownerElsewhere(OTHER, ItemKind.TOOL, "read")).contains("files");
    }

    @Test
    void contestOutlivesTheProcess() {
        learn(book, FILES, listing(HIS));
        learn(book, OTHER, listing(HERS));

        var restarted = new TrustBook(store, BALANCED);
        restarted.load().toCompletableFuture().join();

        assertThat(check(restarted, FILES, HIS).trusted()).isFalse();
        assertThat(check(restarted, OTHER, HERS).trusted()).isFalse();
    }

    @Test
    void whatTheLockHasFromBeforeIsNotTakenAway() {
        learn(book, FILES, listing(HIS));
        var restarted = new TrustBook(store, BALANCED);
        restarted.load().toCompletableFuture().join();

        learn(restarted, OTHER, listing(HERS));

        assertThat(check(restarted, FILES, HIS).trusted()).isTrue();
        assertThat(check(restarted, OTHER, HERS).trusted()).isFalse();
    }

    @Test
    void poisonedToolTakesNoNameAway() {
        learn(book, FILES, listing(HIS));
        learn(book, OTHER, listing(Given.unclean(HERS)));

        assertThat(check(book, FILES, HIS).trusted()).isTrue();
    }

    @Test
    void toolThatIsAddedLaterTakesNoNameAway() {
        learn(book, FILES, listing(HIS));
        learn(book, OTHER, listing(tool("mail", "Mails")));
        learn(book, OTHER, listing(tool("mail", "Mails"), HERS));

        assertThat(check(book, FILES, HIS).trusted()).isTrue();
        assertThat(check(book, OTHER, HERS).trusted()).isFalse();
    }

    @Test
    void policyDecidesInBothOrders() {
        Policy policy = Policy.balanced()
                .server("files", files -> files.allowTools("read"))
                .server("other", other -> other.allowTools("*"));
        for (boolean filesFirst : List.of(true, false)) {
            var decided = new TrustBook(new MemoryPinStore(), BALANCED, NameClaims.of(policy, null, List.of()));
            learn(decided, filesFirst ? FILES : OTHER, listing(filesFirst ? HIS : HERS));
            learn(decided, filesFirst ? OTHER : FILES, listing(filesFirst ? HERS : HIS));

            assertThat(check(decided, FILES, HIS).trusted()).isTrue();
            assertThat(check(decided, OTHER, HERS).trusted()).isFalse();
        }
    }

    @Test
    void policyThatNamesItForBothDecidesNothing() {
        Policy policy = Policy.balanced()
                .server("files", files -> files.allowTools("read"))
                .server("other", other -> other.allowTools("read"));
        var undecided = new TrustBook(store, BALANCED, NameClaims.of(policy, null, List.of()));
        learn(undecided, FILES, listing(HIS));
        learn(undecided, OTHER, listing(HERS));

        assertThat(check(undecided, FILES, HIS).trusted()).isFalse();
        assertThat(check(undecided, OTHER, HERS).trusted()).isFalse();
    }

    @Test
    void declaredInstancesOfOneServerShareTheirNames() {
        Policy policy = Policy.balanced().server("files", files -> {}).server("other", other -> other.sameAs("files"));
        var together = new TrustBook(store, BALANCED, NameClaims.of(policy, null, List.of()));
        learn(together, FILES, listing(HIS));
        learn(together, OTHER, listing(HIS));

        assertThat(check(together, FILES, HIS).trusted()).isTrue();
        assertThat(check(together, OTHER, HIS).trusted()).isTrue();
    }

    @Test
    void prefixedNamesCollideOnlyIfTheWholesAreEqual() {
        Policy prefixed = Policy.balanced().exposedNames(Exposure.PREFIXED);
        var shown = new TrustBook(store, BALANCED, NameClaims.of(prefixed, null, List.of()));
        Server short1 = Server.named("a");
        Server long1 = Server.named("a_b");
        learn(shown, FILES, listing(HIS));
        learn(shown, OTHER, listing(HERS));
        learn(shown, short1, listing(tool("b_c", "One")));
        learn(shown, long1, listing(tool("c", "Two")));

        assertThat(check(shown, FILES, HIS).trusted()).isTrue();
        assertThat(check(shown, OTHER, HERS).trusted()).isTrue();
        assertThat(check(shown, short1, tool("b_c", "One")).state()).isEqualTo(State.COLLISION);
        assertThat(check(shown, long1, tool("c", "Two")).state()).isEqualTo(State.COLLISION);
    }

    @Test
    void functionOfTheApplicationSaysHowNamesAreShown() {
        var shown = new TrustBook(
                store, BALANCED, NameClaims.of(Policy.balanced(), (server, name) -> name + "@" + server, List.of()));
        learn(shown, FILES, listing(HIS));
        learn(shown, OTHER, listing(HERS));

        assertThat(check(shown, FILES, HIS).trusted()).isTrue();
    }

    @Test
    void functionThatFailsLeavesBareNames() {
        var shown = new TrustBook(
                store,
                BALANCED,
                NameClaims.of(
                        Policy.balanced(),
                        (server, name) -> {
                            throw new IllegalStateException();
                        },
                        List.of()));
        learn(shown, FILES, listing(HIS));
        learn(shown, OTHER, listing(HERS));

        assertThat(check(shown, FILES, HIS).trusted()).isFalse();
    }

    @Test
    void toolOfTheApplicationItselfKeepsItsName() {
        var local =
                new TrustBook(store, BALANCED, NameClaims.of(Policy.balanced(), null, List.of("read", "calculator")));
        learn(local, FILES, listing(HIS, tool("stat", "Stats")));

        assertThat(check(local, FILES, HIS).trusted()).isFalse();
        assertThat(check(local, FILES, tool("stat", "Stats")).trusted()).isTrue();
        assertThat(local.ownerElsewhere(FILES, ItemKind.TOOL, "read")).contains("the application");
    }

    @Test
    void policyThatOnlyFlagsTellsBothSides() {
        var observing = new TrustBook(store, BALANCED.collision(Treatment.FLAG));
        learn(observing, FILES, listing(HIS));
        learn(observing, OTHER, listing(HERS));

        assertThat(check(observing, FILES, HIS).trusted()).isTrue();
        assertThat(check(observing, OTHER, HERS).trusted()).isTrue();
        assertThat(observing.ownerElsewhere(FILES, ItemKind.TOOL, "read")).contains("other");
        assertThat(observing.ownerElsewhere(OTHER, ItemKind.TOOL, "read")).contains("files");
    }

    private static Map<String, List<Object>> states(MemoryPinStore store) {
        Pins pins = store.load().toCompletableFuture().join().pins();
        var states = new TreeMap<String, List<Object>>();
        pins.servers()
                .forEach((name, server) -> states.put(
                        name,
                        server.pins().stream().<Object>map(pin -> pin.state()).toList()));
        return states;
    }

    @Test
    void aNewcomerTakesNoNameFromAServerThatHasBeenThereForAnHour() {
        var now = new AtomicLong();
        TrustBook old = bookAt(now);
        learn(old, FILES, listing(HIS));
        now.addAndGet(Claims.FRESH.toNanos());

        learn(old, OTHER, listing(HERS));

        assertThat(check(old, FILES, HIS).trusted()).isTrue();
        assertThat(check(old, OTHER, HERS).state()).isEqualTo(State.COLLISION);
    }

    @Test
    void aNewcomerTakesANameFromAServerThatIsAlmostAsNew() {
        var now = new AtomicLong();
        TrustBook young = bookAt(now);
        learn(young, FILES, listing(HIS));
        now.addAndGet(Claims.FRESH.toNanos() - 1);

        learn(young, OTHER, listing(HERS));

        assertThat(check(young, FILES, HIS).state()).isEqualTo(State.COLLISION);
        assertThat(check(young, OTHER, HERS).state()).isEqualTo(State.COLLISION);
    }

    @Test
    void aNameThatIsContestedDoesNotBecomeFreeByWaiting() {
        var now = new AtomicLong();
        TrustBook book = bookAt(now);
        learn(book, FILES, listing(HIS));
        learn(book, OTHER, listing(HERS));
        now.addAndGet(2 * Claims.FRESH.toNanos());

        learn(book, OTHER, listing(HERS));

        assertThat(check(book, FILES, HIS).state()).isEqualTo(State.COLLISION);
        assertThat(check(book, OTHER, HERS).state()).isEqualTo(State.COLLISION);
    }

    private static TrustBook bookAt(AtomicLong now) {
        return new TrustBook(new MemoryPinStore(), BALANCED, NameClaims.none(), PatientStore.PATIENCE, now::get);
    }
}
