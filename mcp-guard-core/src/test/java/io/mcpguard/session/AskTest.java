package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Hook;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.api.Validator;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.api.ask.ApprovalRequest;
import io.mcpguard.api.ask.Grant;
import io.mcpguard.api.ask.Reviewer.Opinion;
import io.mcpguard.approval.ApprovalInbox;
import io.mcpguard.policy.Policy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AskTest {

    private static final Conversation ANA = Conversation.of("chat-1").principal("ana");

    private final ApprovalInbox inbox = new ApprovalInbox();
    private final Policy asks = Policy.balanced().server("mail", mail -> mail.approveTools("send"));
    private final Decisions decisions = new Decisions();

    @Test
    void sendsOnceAPersonSaidYes() {
        Line line = mail(guard().build());
        CompletableFuture<Message> answer = line.send("tools/call", call("ana@example.com"), ANA);
        assertThat(line.calls("send")).isEmpty();

        assertThat(inbox.answer(onlyQuestion().id(), Approval.once("boss"))).isTrue();

        assertThat(Line.isRefusal(Line.answer(answer))).isFalse();
        assertThat(line.calls("send")).hasSize(1);
    }

    @Test
    void showsThePersonWhatWouldBeSentAndForWhom() {
        Line line = mail(guard().build());
        ask(line, "ana@example.com", ANA);

        assertThat(onlyQuestion()).satisfies(question -> {
            assertThat(question.target()).isEqualTo("send");
            assertThat(question.arguments()).isEqualTo(Map.of("to", "ana@example.com"));
            assertThat(question.conversation().principal()).contains("ana");
            assertThat(question.findings().get(0).rule()).contains("servers.mail.tools.ask");
        });
    }

    @Test
    void refusesWhenAPersonSaysNo() {
        Line line = mail(guard().build());
        CompletableFuture<Message> answer = line.send("tools/call", call("eve@evil.test"), ANA);

        inbox.answer(onlyQuestion().id(), Approval.denied("boss", "who is eve"));

        assertThat(Line.isRefusal(Line.answer(answer))).isTrue();
        assertThat(line.calls("send")).isEmpty();
    }

    @Test
    void refusesWhenNobodyAnswersInTimeAndIgnoresTheLateAnswer() {
        McpGuard guard = guard().policy(asks.approval(a -> a.budget(Duration.ofMillis(100))))
                .build();
        Line line = mail(guard);
        CompletableFuture<Message> answer = line.send("tools/call", call("ana@example.com"), ANA);
        String id = onlyQuestion().id();

        assertThat(Line.isRefusal(Line.answer(answer))).isTrue();
        assertThat(inbox.answer(id, Approval.once("boss"))).isFalse();
        assertThat(line.calls("send")).isEmpty();
    }

    @Test
    void refusesWhenThereIsNobodyToAsk() {
        Line line = mail(McpGuard.builder().policy(asks).build());

        assertThat(Line.isRefusal(line.call("send", Map.of()))).isTrue();
    }

    @Test
    void asksAgainForTheSameCall() {
        Line line = mail(guard().build());
        ask(line, "ana@example.com", ANA);
        inbox.answer(onlyQuestion().id(), Approval.once("boss"));

        ask(line, "ana@example.com", ANA);

        assertThat(inbox.open()).hasSize(1);
    }

    @Test
    void doesNotAskAgainWithinAGrantAndAsksOutsideOfIt() {
        Line line = mail(guard().build());
        ask(line, "ana@example.com", ANA);
        inbox.answer(
                onlyQuestion().id(),
                Approval.remembered("boss", Grant.lasting(Duration.ofHours(1)).sameArguments("to")));

        ask(line, "ana@example.com", ANA);
        assertThat(inbox.open()).isEmpty();
        assertThat(line.calls("send")).hasSize(2);

        ask(line, "eve@evil.test", ANA);
        ask(line, "ana@example.com", Conversation.of("chat-2").principal("eve"));
        assertThat(inbox.open()).hasSize(2);
    }

    @Test
    void refusesWhatWasApprovedWhenTheToolChangedMeanwhile() {
        Line line = mail(guard().build());
        CompletableFuture<Message> answer = line.send("tools/call", call("ana@example.com"), ANA);

        line.tool("send", "Sends an e-mail, and a copy to everybody");
        line.fromServer(new Message.Notification("notifications/tools/list_changed", Map.of()));
        inbox.answer(onlyQuestion().id(), Approval.once("boss"));

        assertThat(Line.isRefusal(Line.answer(answer))).isTrue();
        assertThat(line.calls("send")).isEmpty();
    }

    @Test
    void refusesMoreQuestionsThanThePolicyAllowsAtOnce() {
        McpGuard guard = guard().policy(asks.approval(a -> a.maxOpen(2))).build();
        Line line = mail(guard);
        ask(line, "a@example.com", ANA);
        ask(line, "b@example.com", ANA);

        assertThat(Line.isRefusal(Line.answer(line.send("tools/call", call("c@example.com"), ANA))))
                .isTrue();
        assertThat(inbox.open()).hasSize(2);
    }

    @Test
    void letsAReviewerClearWhatIsOpenToReviewAndNothingElse() {
        var asked = new AtomicInteger();
        McpGuard soft = McpGuard.builder()
                .interceptor(objection(Remedy.REVIEWED))
                .reviewer(request -> {
                    asked.incrementAndGet();
                    return CompletableFuture.completedStage(Opinion.BENIGN);
                })
                .build();
        McpGuard hard = McpGuard.builder()
                .interceptor(objection(Remedy.NONE))
                .reviewer(request -> CompletableFuture.completedStage(Opinion.BENIGN))
                .build();

        assertThat(Line.isRefusal(mail(soft).call("send", Map.of()))).isFalse();
        assertThat(Line.isRefusal(mail(hard).call("send", Map.of()))).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void anApproverThatFailsMeansNo() {
        McpGuard guard = McpGuard.builder()
                .policy(asks)
                .approver(request -> {
                    throw new IllegalStateException("no desk");
                })
                .build();

        assertThat(Line.isRefusal(mail(guard).call("send", Map.of()))).isTrue();
    }

    private static void ask(Line line, String to, Conversation conversation) {
        CompletableFuture<Message> answer = line.send("tools/call", call(to), conversation);
        assertThat(answer).isNotNull();
    }

    private McpGuard.Builder guard() {
        return McpGuard.builder().policy(asks).approver(inbox).audit(decisions);
    }

    private ApprovalRequest onlyQuestion() {
        assertThat(inbox.open()).hasSize(1);
        return inbox.open().get(0);
    }

    private static Validator objection(Remedy remedy) {
        return Validator.of(
                "soft",
                Hook.requests("tools/call"),
                in -> ValidationResult.error("", "hm").unless(remedy));
    }

    private static Line mail(McpGuard guard) {
        return Line.to(guard, "mail").tool("send", "Sends an e-mail");
    }

    private static Map<String, Object> call(String to) {
        return Map.of("name", "send", "arguments", Map.of("to", to));
    }
}
