package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Decision;
import io.mcpguard.api.Server;
import io.mcpguard.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of requests whose answer never comes, or cannot be read. */
class LostTest {

    private static final String REASON = "its process ended with status 137";

    private final Decisions decisions = new Decisions();
    private final Line line =
            Line.to(McpGuard.builder().audit(decisions).build(), "mail").tool("send", "Sends an e-mail");

    @Test
    void aRequestThatCouldNotBeSentIsNotWaitedFor() {
        Line line = Line.to(
                McpGuard.builder()
                        .policy(Policy.balanced().limits(limits -> limits.maxPending(1)))
                        .build(),
                "mail");
        Outcome first = line.session.outbound(new Message.Request(1L, "logging/setLevel", Map.of()), null);

        ((Outcome.Pass) first).unsent().run();

        assertThat(line.session.outbound(new Message.Request(2L, "logging/setLevel", Map.of()), null))
                .isInstanceOf(Outcome.Pass.class);
        assertThat(line.session.outbound(new Message.Request(3L, "logging/setLevel", Map.of()), null))
                .as("the second still waits")
                .isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void answersACallThatWaitsWithAToolErrorInWordsOfItsOwn() {
        line.call("send", Map.of());
        neverAnswer("tools/call");
        waits("tools/call", Map.of("name", "send", "arguments", Map.of()));

        List<Message> answers = line.session.lost(REASON);

        assertThat(answers).singleElement().isInstanceOfSatisfying(Message.Result.class, answer -> {
            assertThat(answer.id()).isEqualTo(2L);
            assertThat(answer.result()).containsEntry("isError", true);
            assertThat(answer.result().get("content").toString())
                    .contains(
                            "mcp-guard: the connection to the server was lost before it answered "
                                    + "(rule: session.lost). Whether it did what it was asked to do is not known; tell the user.");
        });
    }

    @Test
    void answersOtherRequestsThatWaitWithAnError() {
        line.prompt("greet", "Greets");
        neverAnswer("prompts/get");
        waits("prompts/get", Map.of("name", "greet"));

        assertThat(line.session.lost(REASON))
                .singleElement()
                .isInstanceOfSatisfying(
                        Message.Failure.class,
                        answer -> assertThat(answer.error())
                                .containsEntry("code", Refusals.CODE)
                                .extractingByKey("message")
                                .asString()
                                .startsWith("mcp-guard: the connection to the server was lost"));
    }

    @Test
    void recordsTheLossAndADecisionForEachRequestThatWaits() {
        neverAnswer("ping");
        waits("ping", Map.of());
        waits("ping", Map.of());

        line.session.lost(REASON);

        assertThat(decisions.of("guard/lost")).singleElement().satisfies(decision -> {
            assertThat(decision.rule()).isEqualTo("session.lost");
            assertThat(decision.reason()).isEqualTo(REASON);
        });
        assertThat(decisions.of("ping"))
                .filteredOn(decision -> decision.verdict() == Decision.Verdict.REFUSED)
                .hasSize(2)
                .allSatisfy(decision -> assertThat(decision.rule()).isEqualTo("session.lost"));
    }

    @Test
    void refusesWhatFollowsUntilItIsOpenAgain() {
        line.session.lost(REASON);

        Message refused = line.call("send", Map.of());
        line.session.open(message -> CompletableFuture.completedFuture(null));
        Message ping =
                line.on("ping", request -> Line.result(request, Map.of())).request("ping", Map.of());

        assertThat(refused.toString()).contains("mcp-guard refused this call (rule: session.lost)");
        assertThat(line.calls("send")).isEmpty();
        assertThat(ping).isEqualTo(new Message.Result(2L, Map.of()));
    }

    @Test
    void takesNoAnswerAfterIt() {
        neverAnswer("ping");
        waits("ping", Map.of());
        line.session.lost(REASON);

        line.fromServer(new Message.Result(1L, Map.of("late", true)));

        assertThat(line.reachedApplication).noneMatch(Message.Result.class::isInstance);
    }

    @Test
    void endsTheGuardsOwnListingAndTheCallThatWaitsForIt() {
        neverAnswer("tools/list");
        CompletableFuture<Message> call = line.send("tools/call", Map.of("name", "send", "arguments", Map.of()), null);
        assertThat(call).isNotDone();

        line.session.lost(REASON);

        assertThat(Line.isRefusal(Line.answer(call))).isTrue();
        assertThat(line.calls("send")).isEmpty();
    }

    @Test
    void isSaidOnceAndNotOfWhatWasClosed() {
        assertThat(line.session.lost(REASON)).isEmpty();
        line.session.lost("once more");
        line.session.close();
        line.session.lost("after closing");

        assertThat(decisions.of("guard/lost")).hasSize(1);
    }

    /** Sends from many threads while the connection is lost: each gets one answer, of whichever kind, and none waits. */
    @Test
    void leavesNobodyWaitingWhoSendsAtThatVeryMoment() {
        McpGuard guard = McpGuard.builder().audit(decisions).build();
        for (int round = 0; round < 50; round++) {
            Session session = guard.session(Server.named("mail"));
            session.open(message -> CompletableFuture.completedFuture(null));
            var answered = new Correlated();
            CompletableFuture<?> senders = CompletableFuture.allOf(IntStream.range(0, 8)
                    .mapToObj(sender -> CompletableFuture.runAsync(() -> {
                        for (long i = 0; i < 50; i++) {
                            long id = sender * 1_000L + i;
                            Outcome outcome = session.outbound(new Message.Request(id, "ping", Map.of()), null);
                            if (outcome instanceof Outcome.Answer refusal) {
                                answered.by(refusal.message());
                            }
                        }
                    }))
                    .toArray(CompletableFuture<?>[]::new));
            session.lost(REASON).forEach(answered::by);
            senders.join();

            assertThat(answered.ids).hasSize(400);
        }
    }

    @Test
    void refusesAnAnswerThatIsTooLargeAtOnceAndOnce() {
        line.call("send", Map.of());
        neverAnswer("tools/call");
        waits("tools/call", Map.of("name", "send", "arguments", Map.of()));

        Outcome outcome = line.session.tooLarge(2L);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Pass.class,
                        pass -> assertThat(pass.message().toString())
                                .contains("isError=true", "mcp-guard refused this result (rule: limits)"));
        assertThat(line.session.tooLarge(2L)).isEqualTo(Outcome.Drop.INSTANCE);
    }

    /** The application hears of the loss from within it, connects again, and asks: what it asks there is not lost too. */
    @Test
    void leavesTheConnectionAloneThatACallbackOpens() {
        neverAnswer("tools/list");
        var second = new AtomicReference<Session.Connection>();
        CompletableFuture<Void> reconnected = line.send(
                        "tools/call", Map.of("name", "send", "arguments", Map.of()), null)
                .thenRun(() -> {
                    second.set(line.session.open(message -> CompletableFuture.completedFuture(null)));
                    assertThat(line.session.outbound(new Message.Request(77L, "ping", Map.of()), null))
                            .isInstanceOf(Outcome.Pass.class);
                    assertThat(second.get().inbound(new Message.Request("s-1", "ping", Map.of())))
                            .isInstanceOf(Outcome.Pass.class);
                });

        List<Message> answers = line.session.lost(REASON);

        assertThat(answers).isEmpty();
        assertThat(reconnected).isCompleted();
        assertThat(second.get().inbound(new Message.Result(77L, Map.of()))).isInstanceOf(Outcome.Pass.class);
        assertThat(line.session.outbound(new Message.Result("s-1", Map.of()), null))
                .isInstanceOf(Outcome.Pass.class);
        assertThat(line.session.outbound(new Message.Request(78L, "ping", Map.of()), null))
                .isInstanceOf(Outcome.Pass.class);
    }

    @Test
    void isNotHeldUpByACallbackThatWaitsForAnotherThreadToConnect() {
        neverAnswer("tools/list");
        CompletableFuture<Void> called = line.send("tools/call", Map.of("name", "send", "arguments", Map.of()), null)
                .thenRun(() -> CompletableFuture.runAsync(
                                () -> line.session.open(message -> CompletableFuture.completedFuture(null)))
                        .orTimeout(5, TimeUnit.SECONDS)
                        .join());

        line.session.lost(REASON);

        assertThat(called).isCompleted();
    }

    @Test
    void aConnectionThatWasReplacedLosesNothingOfTheNext() {
        Session.Connection old = line.session.open(message -> CompletableFuture.completedFuture(null));
        Session.Connection next = line.session.open(message -> CompletableFuture.completedFuture(null));
        line.session.outbound(new Message.Request(77L, "ping", Map.of()), null);

        assertThat(old.lost(REASON)).isEmpty();
        assertThat(old.tooLarge(77L)).isEqualTo(Outcome.Drop.INSTANCE);

        assertThat(next.inbound(new Message.Result(77L, Map.of()))).isInstanceOf(Outcome.Pass.class);
        assertThat(decisions.of("guard/lost")).isEmpty();
    }

    @Test
    void theNewestConnectionIsLostAndTellsWhatIsTooLarge() {
        Session.Connection newest = line.session.open(message -> CompletableFuture.completedFuture(null));
        line.session.outbound(new Message.Request(77L, "ping", Map.of()), null);
        line.session.outbound(new Message.Request(78L, "ping", Map.of()), null);

        assertThat(newest.tooLarge(77L)).isInstanceOf(Outcome.Pass.class);
        assertThat(newest.lost(REASON)).hasSize(1);

        assertThat(decisions.of("guard/lost")).hasSize(1);
    }

    @Test
    void recordsNoMoreOneByOneBecauseTheClientConnectsAgain() {
        for (int connection = 0; connection < 10; connection++) {
            line.session.open(message -> CompletableFuture.completedFuture(null));
            for (int i = 0; i < 5; i++) {
                line.session.unreadable("garbage");
            }
        }

        assertThat(decisions.of("guard/dropped")).hasSize(Strays.SINGLY);
    }

    private void waits(String method, Map<String, Object> params) {
        assertThat(line.send(method, params, null)).isNotDone();
    }

    private void neverAnswer(String method) {
        line.on(method, request -> new Message.Notification("notifications/nothing", Map.of()));
    }

    private static final class Correlated {

        final Set<Object> ids = ConcurrentHashMap.newKeySet();

        void by(Message answer) {
            Object id = answer instanceof Message.Failure failure ? failure.id() : ((Message.Result) answer).id();
            if (id == null || !ids.add(id)) {
                throw new AssertionError("answered twice: " + id);
            }
        }
    }
}
