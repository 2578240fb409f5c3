package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.approval.ApprovalInbox;
import io.mcpguard.policy.Policy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Nothing is sent that nobody waits for any more, whoever approved it meanwhile. */
class CancelTest {

    private static final Conversation ANA = Conversation.of("chat-1").principal("ana");

    private final ApprovalInbox inbox = new ApprovalInbox();
    private final Decisions decisions = new Decisions();
    private final Line line = Line.to(
                    McpGuard.builder()
                            .policy(Policy.balanced()
                                    .server("mail", mail -> mail.approveTools("send"))
                                    .approval(approval -> approval.hold(Duration.ofSeconds(10))))
                            .approver(inbox)
                            .audit(decisions)
                            .build(),
                    "mail")
            .tool("send", "Sends an e-mail");

    @Test
    void aRequestWhoseOutcomeIsCancelledIsNotSent() {
        Outcome.Later later = (Outcome.Later) line.session.outbound(request(), ANA);

        later.cancel().run();
        approve();

        assertThat(later.outcome().toCompletableFuture().join()).isInstanceOf(Outcome.Answer.class);
        assertThat(decisions.of("tools/call"))
                .singleElement()
                .satisfies(decision -> assertThat(decision.rule()).isEqualTo("cancelled"));
    }

    @Test
    void aRequestThatIsNotCancelledIsSent() {
        Outcome.Later later = (Outcome.Later) line.session.outbound(request(), ANA);

        approve();

        assertThat(later.outcome().toCompletableFuture().join()).isInstanceOf(Outcome.Pass.class);
    }

    @Test
    void aRequestThatTheApplicationCancelsByMessageIsNotSentAndNeitherIsTheMessage() {
        CompletableFuture<Message> answer = line.send("tools/call", call(), ANA);
        Outcome cancel =
                line.session.outbound(new Message.Notification("notifications/cancelled", Map.of("requestId", 1)), ANA);

        approve();

        assertThat(cancel).isEqualTo(Outcome.Drop.INSTANCE);
        assertThat(Line.isRefusal(Line.answer(answer))).isTrue();
        assertThat(line.calls("send")).isEmpty();
    }

    @Test
    void theCancellationOfARequestThatWasSentReachesTheServer() {
        Outcome cancel = line.session.outbound(
                new Message.Notification("notifications/cancelled", Map.of("requestId", 77)), ANA);

        assertThat(cancel).isInstanceOf(Outcome.Pass.class);
    }

    @Test
    void aRequestOfAConnectionThatWasClosedMeanwhileIsNotSent() {
        CompletableFuture<Message> answer = line.send("tools/call", call(), ANA);

        line.session.close();
        approve();

        assertThat(Line.isRefusal(Line.answer(answer))).isTrue();
        assertThat(line.calls("send")).isEmpty();
    }

    @Test
    void aRequestOfAnEarlierConnectionIsNotSentOverTheNext() {
        CompletableFuture<Message> answer = line.send("tools/call", call(), ANA);

        line.session.open(message -> CompletableFuture.completedFuture(null));
        approve();

        assertThat(Line.isRefusal(Line.answer(answer))).isTrue();
        assertThat(line.calls("send")).isEmpty();
    }

    private void approve() {
        assertThat(inbox.answer(inbox.open().get(0).id(), Approval.once("boss")))
                .isTrue();
    }

    private static Message.Request request() {
        return new Message.Request(1_000L, "tools/call", call());
    }

    private static Map<String, Object> call() {
        return Map.of("name", "send", "arguments", Map.of("to", "ana@example.com"));
    }
}
