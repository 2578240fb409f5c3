package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Server;
import io.mcpguard.policy.ClientFeature;
import io.mcpguard.policy.Policy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no longer goes anywhere: after the end of a connection, and where there never was a way. */
class ClosingTest {

    private final Decisions decisions = new Decisions();
    private final Session session = McpGuard.builder()
            .policy(Policy.balanced().server("mail", mail -> mail.allowClient(ClientFeature.ELICITATION)))
            .audit(decisions)
            .build()
            .session(Server.named("mail"));

    private Session.Connection connect() {
        return session.open(own -> CompletableFuture.completedStage(null));
    }

    private Outcome ping(long id) {
        return session.outbound(new Message.Request(id, "ping", Map.of()), null);
    }

    private static Message question() {
        return new Message.Request(
                0L, "elicitation/create", Map.of("message", "Which city?", "requestedSchema", Map.of()));
    }

    private List<String> rules() {
        return decisions.of("ping").stream().map(decision -> decision.rule()).toList();
    }

    @Test
    void refusesRequestsBeforeTheFirstConnectionAndAfterClosing() {
        assertThat(ping(1)).isInstanceOf(Outcome.Answer.class);
        connect();
        assertThat(ping(2)).isInstanceOf(Outcome.Pass.class);
        session.close();
        assertThat(ping(3)).isInstanceOf(Outcome.Answer.class);

        assertThat(rules()).containsExactly("session", "", "session");
    }

    @Test
    void asksTheApplicationNothingAfterClosing() {
        Session.Connection connection = connect();
        assertThat(connection.inbound(question())).isInstanceOf(Outcome.Pass.class);

        session.close();

        assertThat(connection.inbound(question())).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void asksTheApplicationNothingWhenTheConnectionWasLost() {
        Session.Connection connection = connect();
        connection.lost("it ended");

        assertThat(connection.inbound(question())).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void recordsOnceThatARequestCouldNotBeSent() {
        connect();
        Outcome.Pass pass = (Outcome.Pass) ping(1);

        pass.unsent().run();
        pass.unsent().run();

        assertThat(rules()).containsExactly("", "session.unsent");
        assertThat(ping(1)).as("its id is free again").isInstanceOf(Outcome.Pass.class);
    }

    @Test
    void refusesARequestThatIsNoJson() {
        connect();

        Outcome outcome = session.outbound(new Message.Request(1L, "ping", Map.of("n", Double.NaN)), null);

        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
        assertThat(rules()).containsExactly("limits");
    }

    @Test
    void dropsAnErrorThatAnswersNothing() {
        var error = new HashMap<String, Object>(Map.of("code", -32700, "message", "what?"));

        assertThat(connect().inbound(new Message.Failure(null, error))).isInstanceOf(Outcome.Drop.class);

        assertThat(decisions.of("guard/dropped"))
                .singleElement()
                .satisfies(decision -> assertThat(decision.reason()).isEqualTo("a JSON-RPC error without an id"));
    }

    private Outcome cancels(Session.Connection connection, Object id) {
        return connection.inbound(
                new Message.Notification("notifications/cancelled", Map.of("requestId", id, "reason", "late")));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void passesACancellationOfWhatNobodyAskedAsItCame(Object id) {
        Outcome told = cancels(connect(), id);

        assertThat(told)
                .isInstanceOfSatisfying(
                        Outcome.Pass.class,
                        pass -> assertThat(((Message.Notification) pass.message()).params())
                                .containsEntry("requestId", id));
        assertThat(decisions.of("notifications/cancelled")).hasSize(1);
    }

    static Stream<Object> ids() {
        return Stream.of("x", 7L);
    }

    @Test
    void dropsACancellationOfWhatIsNoId() {
        assertThat(cancels(connect(), List.of(1))).isEqualTo(Outcome.Drop.INSTANCE);
        assertThat(decisions.of("notifications/cancelled"))
                .singleElement()
                .satisfies(decision -> assertThat(decision.rule()).isEqualTo("shape"));
    }

    @Test
    void remembersWhichTaskTheServerMadeOfARequest() {
        Session.Connection connection = connect();
        ping(1);

        connection.inbound(new Message.Result(1L, Map.of("task", Map.of("taskId", "t-1", "status", "working"))));

        assertThat(decisions.of("ping"))
                .last()
                .satisfies(decision -> assertThat(decision.exchange().taskId()).contains("t-1"));
    }
}
