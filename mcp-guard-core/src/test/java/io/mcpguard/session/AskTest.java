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
import io.mcpguard.policy.Treatment;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AskTest {

    private static final Conversation ANA = Conversation.of("chat-1").principal("ana");

    private final ApprovalInbox inbox = new ApprovalInbox();
    private final Policy asks = Policy.balanced()
            .server("mail", mail -> mail.approveTools("send"))
            .approval(approval -> approval.hold(Duration.ofSeconds(10)));
    private final Decisions decisions = new Decisions();

    @Test
    void sendsOnceAPersonSaidYes() {
        Line line = mail(guard().build());
        CompletableFuture<Message> answer = line.send("tools/call", call("ana@mail"), ANA);
        assertThat(line.calls("send")).isEmpty();

        assertThat(inbox.answer(onlyQuestion().id(), Approval.once("boss"))).isTrue();

        assertThat(Line.isRefusal(Line.answer(answer))).isFalse();
        assertThat(line.calls("send")).hasSize(1);
    }

    @Test
    void showsThePersonWhatWouldBeSentAndForWhom() {
        Line line = mail(guard().build());
        ask(line, "ana@mail", ANA);

        assertThat(onlyQuestion()).satisfies(question -> {
            assertThat(question.target()).isEqualTo("send");
            assertThat(question.arguments()).isEqualTo(Map.of("to", "ana@mail"));
            assertThat(question.conversation().principal()).contains("ana");
            assertThat(question.findings().get(0).rule()).contains("servers.mail.tools.ask");
        });
    }

    @Test
    void showsThePersonAllThatACallSaysBesidesItsArguments() {
        Line line = mail(guard().build());
        Map<String, Object> plain =
                Map.of("name", "send", "arguments", Map.of("to", "ana@mail"), "_meta", Map.of("progressToken", 1));
        assertThat(line.send("tools/call", plain, ANA)).isNotNull();
        assertThat(onlyQuestion().arguments()).isEqualTo(Map.of("to", "ana@mail"));
        inbox.answer(onlyQuestion().id(), Approval.denied("boss", "no"));

        Map<String, Object> more = Map.of(
                "name", "send", "arguments", Map.of(), "inputResponses", Map.of("card", "4111"), "requestState", "s");
        assertThat(line.send("tools/call", more, ANA)).isNotNull();
        assertThat(onlyQuestion().arguments()).isEqualTo(more);
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
    void refusesAResultThatNobodyApprovesInTimeAndIgnoresTheLateAnswer() {
        McpGuard guard = guard().policy(Policy.balanced().approval(a -> a.budget(Duration.ofMillis(100))))
                .interceptor(Validator.of(
                        "results",
                        Hook.responses("tools/call"),
                        in -> ValidationResult.error("", "hm").unless(Remedy.APPROVED)))
                .build();
        Line line = mail(guard);
        CompletableFuture<Message> answer = line.send("tools/call", call("ana@mail"), ANA);
        ApprovalRequest question = onlyQuestion();

        assertThat(question.ticket()).as("a result does not come again").isEmpty();
        assertThat(Line.isRefusal(Line.answer(answer))).isTrue();
        assertThat(inbox.answer(question.id(), Approval.once("boss"))).isFalse();
    }

    @Test
    void refusesWhenThereIsNobodyToAsk() {
        Line line = mail(McpGuard.builder().policy(asks).build());

        assertThat(Line.isRefusal(line.call("send", Map.of()))).isTrue();
    }

    @Test
    void asksAgainForTheSameCall() {
        Line line = mail(guard().build());
        ask(line, "ana@mail", ANA);
        inbox.answer(onlyQuestion().id(), Approval.once("boss"));

        ask(line, "ana@mail", ANA);

        assertThat(inbox.open()).hasSize(1);
    }

    @Test
    void doesNotAskAgainWithinAGrantAndAsksOutsideOfIt() {
        Line line = mail(guard().build());
        ask(line, "ana@mail", ANA);
        inbox.answer(
                onlyQuestion().id(),
                Approval.remembered("boss", Grant.lasting(Duration.ofHours(1)).sameArguments("to")));

        ask(line, "ana@mail", ANA);
        assertThat(inbox.open()).isEmpty();
        assertThat(line.calls("send")).hasSize(2);

        ask(line, "eve@evil.test", ANA);
        ask(line, "ana@mail", Conversation.of("chat-2").principal("eve"));
        assertThat(inbox.open()).hasSize(2);
    }

    @Test
    void asksAgainWithinAGrantWhenThereIsOneMoreReason() {
        Validator secrets = Validator.of(
                "secrets",
                Hook.requests("tools/call"),
                in -> String.valueOf(in.payload().get("arguments")).contains("secret")
                        ? ValidationResult.error("/arguments", "a secret").unless(Remedy.APPROVED)
                        : ValidationResult.valid());
        Line line = mail(guard().interceptor(secrets).build());
        ask(line, "ana@mail", ANA);
        inbox.answer(onlyQuestion().id(), Approval.remembered("boss", Grant.lasting(Duration.ofHours(1))));

        ask(line, "bob@mail", ANA);
        assertThat(line.calls("send")).as("for the reason that was shown").hasSize(2);

        ask(line, "secret@mail", ANA);
        assertThat(onlyQuestion().findings()).hasSize(2);
        assertThat(line.calls("send")).hasSize(2);
    }

    @Test
    void aGrantForResultsEndsWhenTheToolChanges() {
        Line line = mail(guard().policy(Policy.balanced().pin(pin -> pin.drift(Treatment.FLAG)))
                .interceptor(Validator.of(
                        "results",
                        Hook.responses("tools/call"),
                        in -> ValidationResult.error("", "hm").unless(Remedy.APPROVED)))
                .build());
        ask(line, "ana@mail", ANA);
        inbox.answer(onlyQuestion().id(), Approval.remembered("boss", Grant.lasting(Duration.ofHours(1))));
        ask(line, "bob@mail", ANA);
        assertThat(inbox.open()).as("within the grant").isEmpty();

        line.tool("send", "Sends an e-mail at once");
        line.fromServer(new Message.Notification("notifications/tools/list_changed", Map.of()));
        ask(line, "ana@mail", ANA);

        assertThat(inbox.open()).hasSize(1);
    }

    @Test
    void aGrantForACallIsNoneForItsResult() {
        Line line = mail(guard().policy(Policy.balanced())
                .interceptor(Validator.of(
                        "both",
                        Hook.both("tools/call"),
                        in -> ValidationResult.error("", "hm").unless(Remedy.APPROVED)))
                .build());
        CompletableFuture<Message> answer = line.send("tools/call", call("ana@mail"), ANA);
        assertThat(Line.answer(answer).toString()).contains("A person is asked");
        inbox.answer(onlyQuestion().id(), Approval.remembered("boss", Grant.lasting(Duration.ofHours(1))));

        ask(line, "bob@mail", ANA);

        assertThat(line.calls("send")).hasSize(1);
        assertThat(onlyQuestion().ticket())
                .as("the result, which nobody was asked about")
                .isEmpty();
    }

    @Test
    void aGrantForCompletionsHoldsForOnePromptOrTemplate() {
        Line line = mail(guard().interceptor(Validator.of(
                        "completions",
                        Hook.requests("completion/complete"),
                        in -> ValidationResult.error("", "hm").unless(Remedy.APPROVED)))
                .build());
        line.prompt("review", "Reviews").template("file:///{path}", "Files");
        complete(line, Map.of("type", "ref/prompt", "name", "review"));
        assertThat(onlyQuestion().target()).isEqualTo("review");
        inbox.answer(onlyQuestion().id(), Approval.remembered("boss", Grant.lasting(Duration.ofHours(1))));

        complete(line, Map.of("type", "ref/prompt", "name", "review"));
        assertThat(inbox.open()).isEmpty();
        complete(line, Map.of("type", "ref/resource", "uri", "file:///{path}"));
        assertThat(onlyQuestion().target()).isEqualTo("file:///{path}");
    }

    private static void complete(Line line, Map<String, Object> ref) {
        CompletableFuture<Message> answer = line.send(
                "completion/complete", Map.of("ref", ref, "argument", Map.of("name", "a", "value", "b")), ANA);
        assertThat(answer).isNotNull();
    }

    @Test
    void refusesWhatWasApprovedWhenTheToolChangedMeanwhile() {
        Line line = mail(guard().build());
        CompletableFuture<Message> answer = line.send("tools/call", call("ana@mail"), ANA);

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
        ask(line, "a@mail", ANA);
        ask(line, "b@mail", ANA);

        assertThat(Line.isRefusal(Line.answer(line.send("tools/call", call("c@mail"), ANA))))
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
