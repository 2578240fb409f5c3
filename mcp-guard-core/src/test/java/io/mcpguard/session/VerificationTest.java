package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.pipeline.Harm;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Treatment;
import io.mcpguard.trust.Learned;
import io.mcpguard.trust.MemoryPinStore;
import io.mcpguard.trust.TrustBook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerificationTest {

    private static final Server MAIL = Server.named("mail");

    private final Queue<CompletableFuture<Map<String, Object>>> open = new ArrayDeque<>();
    private final List<Learned> learned = new ArrayList<>();
    private final List<List<String>> collisions = new ArrayList<>();
    private final List<String> inspected = new ArrayList<>();
    private TrustBook book =
            new TrustBook(new MemoryPinStore(), Policy.balanced().pin());
    private final Handshake handshake = new Handshake();
    private int asked;

    private Verification verification(Policy policy) {
        var verification = new Verification(listing(MAIL, policy), policy.pin().recheck());
        handshake.begin(1);
        verification.begin(1);
        return verification;
    }

    private GuardListing listing(Server server, Policy policy) {
        var current = new CurrentServer(server, policy);
        var introduction = new Introduction(current, policy, book, handshake, this::inspect, this::told);
        return new GuardListing(
                DeclaredList.TOOLS, current, policy, book, handshake, introduction, this::inspect, this::told);
    }

    private Harm inspect(String method, Map<String, @Nullable Object> result) {
        inspected.add(method);
        return String.valueOf(result).contains("bad") ? Harm.KEPT_OUT : Harm.NONE;
    }

    private void told(Learned what, List<String> names, List<String> tools) {
        learned.add(what);
        collisions.add(names);
    }

    private Verification verification() {
        return verification(Policy.balanced());
    }

    private CompletionStage<Map<String, Object>> ask(String method, Map<String, Object> params) {
        asked++;
        var answer = new CompletableFuture<Map<String, Object>>();
        open.add(answer);
        return answer;
    }

    private static Map<String, Object> listing(String... tools) {
        var definitions = new ArrayList<Map<String, Object>>();
        for (String tool : tools) {
            definitions.add(Line.definition(tool, "A tool"));
        }
        return Map.of("tools", List.copyOf(definitions));
    }

    private void answer(Map<String, Object> listing) {
        open.remove().complete(listing);
    }

    private CompletableFuture<?> ensure(Verification verification, long epoch) {
        CompletionStage<?> stage = verification.ensure(new Viewpoint(epoch, Viewpoint.NOBODY), this::ask);
        return stage == null ? null : stage.toCompletableFuture();
    }

    /** Starts a listing, if one is due. */
    private void start(Verification verification, long epoch) {
        CompletableFuture<?> started = ensure(verification, epoch);
        assertThat(started == null || !started.isCompletedExceptionally()).isTrue();
    }

    @Test
    void listsOnceForAllWhoWait() {
        Verification verification = verification();
        CompletableFuture<?> first = ensure(verification, 1);
        CompletableFuture<?> second = ensure(verification, 1);
        assertThat(second).isNotDone();

        answer(listing("send"));

        assertThat(asked).isEqualTo(1);
        assertThat(first).isDone();
        assertThat(second).isDone();
        assertThat(verification.current(1).failure()).isNull();
        assertThat(verification.current(1).items()).containsOnlyKeys("send");
        assertThat(ensure(verification, 1)).isNull();
    }

    @Test
    void listsAgainWhenTheListChangesMeanwhile() {
        Verification verification = verification();
        CompletableFuture<?> verified = ensure(verification, 1);
        verification.stale();

        answer(listing("old"));
        assertThat(verified).isNotDone();
        assertThat(verification.current(1).failure()).isNotNull();
        assertThat(verification.last().items()).containsOnlyKeys("old");

        answer(listing("new"));
        assertThat(verified).isDone();
        assertThat(verification.current(1).items()).containsOnlyKeys("new");
    }

    @Test
    void givesUpOnAServerThatChangesItsListDuringEveryListing() {
        Verification verification = verification();
        CompletableFuture<?> verified = ensure(verification, 1);
        for (int i = 0; i < 3; i++) {
            verification.stale();
            answer(listing("send"));
        }

        assertThat(verified).isDone();
        assertThat(asked).isEqualTo(3);
        assertThat(verification.current(1).failure()).contains("changes its list while it is listed");
    }

    @Test
    void listsAgainAfterAFailure() {
        Verification verification = verification();
        CompletableFuture<?> verified = ensure(verification, 1);
        answer(Map.of("tools", 7));
        assertThat(verified).isDone();
        assertThat(verification.current(1).failure()).contains("could not be listed: the answer is no list");

        start(verification, 1);
        answer(listing("send"));

        assertThat(verification.current(1).failure()).isNull();
    }

    @Test
    void aListingThatFailedIsNotOneThatIsOutdated() {
        Verification verification = verification();
        assertThat(verification.hasFailed(1)).isFalse();
        start(verification, 1);
        answer(Map.of());

        assertThat(verification.hasFailed(1)).isTrue();
        verification.stale();
        assertThat(verification.hasFailed(1)).isFalse();
    }

    @Test
    void trustsNothingWhenAskingThrows() {
        Verification verification = verification();

        CompletionStage<?> verified = verification.ensure(new Viewpoint(1, Viewpoint.NOBODY), (method, params) -> {
            throw new IllegalStateException("secret");
        });

        assertThat(verified.toCompletableFuture()).isDone();
        assertThat(verification.current(1).failure())
                .contains("IllegalStateException")
                .doesNotContain("secret");
    }

    @Test
    void doesNothingForAConnectionThatIsOver() {
        Verification verification = verification();
        verification.begin(2);

        assertThat(ensure(verification, 1)).isDone();
        assertThat(asked).isZero();
        assertThat(verification.current(1).failure()).isNotNull();
    }

    @Test
    void forgetsWhatItVerifiedOnTheLastConnection() {
        Verification verification = verification();
        start(verification, 1);
        answer(listing("send"));

        verification.begin(2);

        assertThat(verification.current(2).failure()).isNotNull();
        assertThat(verification.last().items()).isEmpty();
        assertThat(ensure(verification, 2)).isNotDone();
    }

    @Test
    void ignoresAListingThatEndsOnTheLastConnection() {
        Verification verification = verification();
        start(verification, 1);
        verification.begin(2);
        start(verification, 2);

        answer(listing("old"));
        assertThat(verification.current(2).failure()).isNotNull();
        answer(listing("new"));
        assertThat(verification.current(2).items()).containsOnlyKeys("new");
    }

    @Test
    void doesNotListWhatTheServerSaysItHasNot() {
        Verification verification = verification();
        handshake.came(1, Map.of(), Map.of("capabilities", Map.of()));

        assertThat(ensure(verification, 1)).isDone();
        assertThat(asked).isZero();
        assertThat(verification.current(1).failure()).isNull();
    }

    @Test
    void listsWhatTheServerSaysItHas() {
        Verification verification = verification();
        handshake.came(1, Map.of(), Map.of("capabilities", Map.of("tools", Map.of())));

        start(verification, 1);

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void ignoresTheInitializeResultOfAnotherConnection() {
        Verification verification = verification();
        handshake.came(0, Map.of(), Map.of("capabilities", Map.of()));

        start(verification, 1);

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void learnsInstructionsWithTheTools() {
        Verification verification = verification();
        handshake.came(1, Map.of(), Map.of("capabilities", Map.of("tools", Map.of()), "instructions", "Be kind"));
        start(verification, 1);
        answer(listing("send"));

        assertThat(learned)
                .singleElement()
                .satisfies(what -> assertThat(what.trusted())
                        .extracting(pin -> pin.kind())
                        .containsExactlyInAnyOrder(ItemKind.TOOL, ItemKind.INSTRUCTIONS, ItemKind.CAPABILITIES));
        assertThat(book.check(MAIL, ItemKind.INSTRUCTIONS, "", "Be kind").trusted())
                .isTrue();
    }

    @Test
    void doesNotTrustHarmfulInstructions() {
        Verification verification = verification();
        handshake.came(1, Map.of(), Map.of("instructions", "Be bad"));
        start(verification, 1);

        assertThat(book.check(MAIL, ItemKind.INSTRUCTIONS, "", "Be bad").trusted())
                .isFalse();
    }

    @Test
    void inspectsWhatItKnowsAsCleanOnlyOnce() {
        Verification verification = verification();
        start(verification, 1);
        answer(listing("send"));
        verification.stale();
        start(verification, 1);
        answer(listing("send", "read"));

        assertThat(inspected).containsExactly("tools/list", "tools/list");
        assertThat(verification.current(1).items().get("send").clean()).isTrue();
    }

    @Test
    void tellsOfNamesThatAnotherServerOwnsWhereThePolicyAllowsThem() {
        Policy lax = Policy.balanced().pin(pin -> pin.collision(Treatment.FLAG));
        book = new TrustBook(new MemoryPinStore(), lax.pin());
        var other =
                new Verification(listing(Server.named("other"), lax), lax.pin().recheck());
        other.begin(1);
        start(other, 1);
        answer(listing("send"));

        start(verification(lax), 1);
        answer(listing("send", "read"));

        assertThat(collisions).last().isEqualTo(List.of("send"));
    }

    @Test
    void leavesOutWhatHasNoName() {
        Verification verification = verification();
        start(verification, 1);
        answer(Map.of("tools", List.of("send", Map.of("title", "x"), Line.definition("read", "Reads"))));

        assertThat(verification.current(1).items()).containsOnlyKeys("read");
    }

    @Test
    void remembersToolsThatAreDeclaredTwiceDifferently() {
        Verification verification = verification();
        start(verification, 1);
        answer(Map.of("tools", List.of(Line.definition("send", "Sends"), Line.definition("send", "Sends twice"))));

        assertThat(verification.current(1).items().get("send").twice()).isTrue();
    }

    @Test
    void marksASchemaThatCannotBeCheckedInBoundedTime() {
        Verification verification = verification();
        start(verification, 1);
        answer(Map.of(
                "tools",
                List.of(Map.of("name", "send", "outputSchema", Map.of("type", "string", "pattern", "(?=a)b")))));

        assertThat(verification.current(1).items().get("send").broken())
                .isEqualTo(VerifiedItem.Objection.UNCHECKABLE_OUTPUT);
    }
}
