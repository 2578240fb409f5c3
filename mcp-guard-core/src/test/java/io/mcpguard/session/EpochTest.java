package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Decision;
import io.mcpguard.api.Hook;
import io.mcpguard.api.Server;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.api.audit.AuditSink;
import io.mcpguard.approval.ApprovalInbox;
import io.mcpguard.policy.ClientFeature;
import io.mcpguard.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What belongs to one connection has no effect on the next, though ids may be the same. */
class EpochTest {

    private static final Map<String, Object> LISTING = Map.of("tools", List.of(Line.definition("send", "Sends")));

    private final Policy asks =
            Policy.balanced().server("mail", server -> server.allowClient(ClientFeature.ELICITATION));
    private final Decisions decisions = new Decisions();
    private final List<Message> toServer = new ArrayList<>();
    private Session session;
    private Session.Connection newest;

    /** A connection to a server that lists its tools whenever it is asked, and answers nothing else by itself. */
    private Session.Connection connect() {
        var connection = new AtomicReference<Session.Connection>();
        connection.set(session.open(own -> {
            toServer.add(own);
            connection.get().inbound(new Message.Result(((Message.Request) own).id(), LISTING));
            return CompletableFuture.completedStage(null);
        }));
        newest = connection.get();
        return newest;
    }

    private Outcome call(long id) {
        return session.outbound(
                new Message.Request(id, "tools/call", Map.of("name", "send", "arguments", Map.of())), null);
    }

    private static Message.Result done(long id) {
        return new Message.Result(id, Line.text("done"));
    }

    private static Message asks(String question) {
        return new Message.Request(
                0,
                "elicitation/create",
                Map.of("message", question, "requestedSchema", Map.of("type", "object", "properties", Map.of())));
    }

    private static Outcome settled(Outcome outcome) {
        return outcome instanceof Outcome.Later later
                ? later.outcome().toCompletableFuture().join()
                : outcome;
    }

    private void guard(McpGuard.Builder builder) {
        session = builder.audit(decisions).build().session(Server.named("mail"));
    }

    @Test
    void dropsAnAnswerOfTheLastConnectionToARequestOfThisOneWithTheSameId() {
        guard(McpGuard.builder());
        Session.Connection old = connect();
        assertThat(settled(call(1))).isInstanceOf(Outcome.Pass.class);
        connect();
        assertThat(settled(call(1))).isInstanceOf(Outcome.Pass.class);

        assertThat(old.inbound(done(1))).isInstanceOf(Outcome.Drop.class);

        assertThat(decisions.of("guard/dropped"))
                .singleElement()
                .satisfies(decision -> assertThat(decision.reason()).contains("connection that was replaced"));
        assertThat(newest.inbound(done(1))).isInstanceOf(Outcome.Pass.class);
    }

    @Test
    void forgetsTheRequestsOfTheLastConnection() {
        guard(McpGuard.builder());
        connect();
        settled(call(1));

        connect();

        assertThat(newest.inbound(done(1))).isInstanceOf(Outcome.Drop.class);
    }

    @Test
    void dropsTheReplyToAQuestionOfTheLastConnection() {
        guard(McpGuard.builder().policy(asks));
        connect().inbound(asks("Which city?"));
        connect();

        Outcome second = newest.inbound(asks("Which key?"));
        Outcome late = session.outbound(
                new Message.Result(0L, Map.of("action", "accept", "content", Map.of("city", "Rome"))), null);

        assertThat(late).isInstanceOf(Outcome.Drop.class);
        Message.Request known = (Message.Request) ((Outcome.Pass) second).message();
        assertThat(reply(known.id())).isEqualTo(0L);
    }

    @Test
    void dropsTheReplyToAQuestionOfAConnectionThatWasLost() {
        guard(McpGuard.builder().policy(asks));
        connect().inbound(asks("Which city?"));
        session.lost("it ended");
        connect();

        newest.inbound(asks("Delete the database?"));

        assertThat(reply(0L)).isNull();
    }

    /** The id under which the application's reply reaches the server; null if it does not. */
    private Object reply(Object id) {
        Outcome outcome = session.outbound(
                new Message.Result(id, Map.of("action", "accept", "content", Map.of("city", "Rome"))), null);
        return outcome instanceof Outcome.Pass pass ? ((Message.Result) pass.message()).id() : null;
    }

    @Test
    void tellsOfACancelledQuestionUnderTheIdThatTheApplicationKnows() {
        guard(McpGuard.builder().policy(asks));
        connect().inbound(asks("Which city?"));
        connect();
        Outcome second = newest.inbound(asks("Which key?"));

        Outcome cancelled = newest.inbound(new Message.Notification("notifications/cancelled", Map.of("requestId", 0)));

        Message.Request known = (Message.Request) ((Outcome.Pass) second).message();
        assertThat(((Message.Notification) ((Outcome.Pass) cancelled).message()).params())
                .containsEntry("requestId", known.id());
    }

    @Test
    void passesTheReplyToAQuestionOfThisConnection() {
        guard(McpGuard.builder().policy(asks));
        connect();
        connect().inbound(asks("Which city?"));

        Outcome reply = session.outbound(
                new Message.Result(0L, Map.of("action", "accept", "content", Map.of("city", "Rome"))), null);

        assertThat(reply).isInstanceOf(Outcome.Pass.class);
    }

    @Test
    void letsTheServerUseAnIdAgainOnceTheLateReplyCame() {
        guard(McpGuard.builder().policy(asks));
        connect().inbound(asks("Which city?"));
        connect();
        session.outbound(new Message.Result(0L, Map.of()), null);

        assertThat(newest.inbound(asks("Which key?"))).isInstanceOf(Outcome.Pass.class);
    }

    @Test
    void refusesACallThatWasJudgedByTheListingOfTheLastConnection() {
        var reconnects = new AtomicReference<Runnable>(() -> {});
        guard(McpGuard.builder().interceptor(Validator.of("slow", Hook.requests("tools/call"), in -> {
            reconnects.getAndSet(() -> {}).run();
            return ValidationResult.valid();
        })));
        connect();
        settled(call(1));
        reconnects.set(this::connect);

        Outcome outcome = settled(call(2));

        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
        assertThat(last().reason()).contains("the connection that it was made for is closed");
        assertThat(settled(call(3))).isInstanceOf(Outcome.Pass.class);
    }

    @Test
    void refusesACallWhoseRecordIsDurableOnlyAfterTheConnectionWasReplaced() {
        var durable = new CompletableFuture<Void>();
        session = McpGuard.builder()
                .policy(Policy.balanced().audit(audit -> audit.required(true)))
                .audit(new AuditSink() {
                    @Override
                    public void append(Decision decision) {
                        decisions.append(decision);
                    }

                    @Override
                    public CompletionStage<Void> flush() {
                        return durable;
                    }
                })
                .build()
                .session(Server.named("mail"));
        connect();
        Outcome waits = call(1);
        connect();

        durable.complete(null);

        assertThat(settled(waits)).isInstanceOf(Outcome.Answer.class);
        assertThat(last().rule()).isEqualTo("cancelled");
        assertThat(settled(call(1))).isInstanceOf(Outcome.Pass.class);
    }

    @Test
    void refusesWhatIsApprovedAfterTheConnectionWasReplaced() {
        var inbox = new ApprovalInbox();
        guard(McpGuard.builder()
                .policy(Policy.balanced().server("mail", server -> server.approveTools("send")))
                .approver(inbox));
        connect();
        Outcome waits = call(1);
        connect();

        inbox.answer(inbox.open().get(0).id(), Approval.once("boss"));

        assertThat(settled(waits)).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void refusesWhatIsApprovedAfterTheSessionWasClosed() {
        var inbox = new ApprovalInbox();
        guard(McpGuard.builder()
                .policy(Policy.balanced().server("mail", server -> server.approveTools("send")))
                .approver(inbox));
        connect();
        Outcome waits = call(1);
        session.close();

        inbox.answer(inbox.open().get(0).id(), Approval.once("boss"));

        assertThat(settled(waits)).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void verifiesPinsAgainOnEachConnection() {
        guard(McpGuard.builder());
        connect();
        settled(call(1));
        settled(call(2));
        connect();
        settled(call(1));

        assertThat(toServer).hasSize(2);
    }

    @Test
    void numbersConnectionsForInterceptors() {
        var epochs = new ArrayList<Long>();
        guard(McpGuard.builder().interceptor(Validator.of("epochs", Hook.requests("tools/call"), in -> {
            epochs.add(in.exchange().epoch());
            return ValidationResult.valid();
        })));
        connect();
        settled(call(1));
        connect();
        session.outbound(new Message.Request(1, "tools/call", Map.of("name", "send")), Conversation.of("chat-1"));

        assertThat(epochs).containsExactly(1L, 2L);
    }

    private Decision last() {
        List<Decision> calls = decisions.of("tools/call");
        return calls.get(calls.size() - 1);
    }
}
