package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Hook;
import io.mcpguard.api.Interceptor.Mode;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.approval.ApprovalInbox;
import io.mcpguard.policy.DataDirection;
import io.mcpguard.policy.DataPolicy;
import io.mcpguard.policy.DataTreatment;
import io.mcpguard.policy.Policy;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of values on their way, with a class of data that the policy describes itself. */
class DataFlowTest {

    private static final Conversation ANA = Conversation.of("chat-1").principal("ana");
    private static final Conversation BEN = Conversation.of("chat-2").principal("ben");
    private static final String BADGE = "EMP-204611";

    private final Decisions decisions = new Decisions();

    private static Policy policy(UnaryOperator<DataPolicy> data) {
        return Policy.balanced().data(all -> data.apply(all.own("badge", "EMP-[0-9]{6}")));
    }

    private Line line(Policy policy, String server) {
        return line(guard(policy), server);
    }

    private McpGuard guard(Policy policy) {
        return McpGuard.builder().policy(policy).audit(decisions).build();
    }

    private static Line line(McpGuard guard, String server) {
        return Line.to(guard, server)
                .tool("read", "Reads")
                .tool("send", "Sends")
                .on("tools/call", request -> Line.result(request, Line.text("badge " + BADGE + " of Ana")));
    }

    private static String call(Line line, Conversation conversation, String tool, Map<String, Object> arguments) {
        return Line.answer(line.send("tools/call", Map.of("name", tool, "arguments", arguments), conversation))
                .toString();
    }

    @Test
    void theModelWorksWithAPlaceholder() {
        Line line = line(policy(data -> data.results("badge", DataTreatment.REDACT)), "hr");

        assertThat(call(line, ANA, "read", Map.of()))
                .contains("badge <BADGE_1> of Ana")
                .doesNotContain(BADGE);
        assertThat(decisions.all().toString()).doesNotContain(BADGE);
    }

    @Test
    void theSameValueHasTheSamePlaceholderEverywhereInAConversation() {
        Line line = line(policy(data -> data.results("badge", DataTreatment.REDACT)), "hr")
                .on("tools/call", request -> Line.result(request, both(BADGE)));

        String answer = call(line, ANA, "read", Map.of());

        assertThat(answer).contains("<BADGE_1>").doesNotContain("<BADGE_2>").doesNotContain(BADGE);
        assertThat(call(line, ANA, "read", Map.of())).contains("<BADGE_1>").doesNotContain("<BADGE_2>");
    }

    private static Map<String, Object> both(String badge) {
        var result = new LinkedHashMap<>(Line.text("badge " + badge));
        result.put("structuredContent", Map.of("badge", badge, badge, true));
        return result;
    }

    @Test
    void theValueGoesBackToAServerThatMayHaveIt() {
        McpGuard guard = guard(
                policy(data -> data.results("badge", DataTreatment.REDACT).arguments("badge", DataTreatment.ALLOW)));
        Line line = line(guard, "hr");
        call(line, ANA, "read", Map.of());

        call(line, ANA, "send", Map.of("text", "about <BADGE_1>", "<BADGE_1>", List.of("<BADGE_1>")));

        assertThat(line.calls("send").get(0).get("arguments"))
                .isEqualTo(Map.of("text", "about " + BADGE, BADGE, List.of(BADGE)));
    }

    @Test
    void aServerThatMayNotHaveItGetsThePlaceholder() {
        Line line = line(
                policy(data -> data.results("badge", DataTreatment.REDACT).arguments("badge", DataTreatment.REDACT)),
                "hr");
        call(line, ANA, "read", Map.of());

        call(line, ANA, "send", Map.of("text", "about <BADGE_1> and EMP-300000"));

        assertThat(line.calls("send").toString()).contains("about <BADGE_1> and <BADGE_2>");
    }

    @Test
    void aPlaceholderOfAnotherConversationStandsForNothing() {
        Line line = line(
                policy(data -> data.results("badge", DataTreatment.REDACT).arguments("badge", DataTreatment.ALLOW)),
                "hr");
        call(line, ANA, "read", Map.of());

        call(line, BEN, "send", Map.of("text", "about <BADGE_1>"));

        assertThat(line.calls("send").toString()).contains("about <BADGE_1>").doesNotContain(BADGE);
    }

    @Test
    void aPlaceholderThatTheModelInventedOrAlteredStandsForNothing() {
        Line line = line(
                policy(data -> data.results("badge", DataTreatment.REDACT).arguments("badge", DataTreatment.ALLOW)),
                "hr");
        call(line, ANA, "read", Map.of());

        call(line, ANA, "send", Map.of("text", "<BADGE_2> <badge_1> <BADGE_01> <BADGE 1> < BADGE_1>"));

        assertThat(line.calls("send").toString()).contains("<BADGE_2> <badge_1> <BADGE_01> <BADGE 1> < BADGE_1>");
    }

    @Test
    void aServerCannotMakeAPlaceholder() {
        Line line = line(
                        policy(data ->
                                data.results("badge", DataTreatment.REDACT).arguments("badge", DataTreatment.ALLOW)),
                        "hr")
                .on("tools/call", request -> Line.result(request, Line.text("send <BADGE_1>, not " + BADGE)));

        String answer = call(line, ANA, "read", Map.of());

        assertThat(answer).contains("send <LITERAL_1>, not <BADGE_1>");
        call(line, ANA, "send", Map.of("text", "send <LITERAL_1>, not <BADGE_1>"));
        assertThat(line.calls("send").toString()).contains("send <BADGE_1>, not " + BADGE);
    }

    @Test
    void whatIsRefusedDoesNotReachTheServerAndIsNotTold() {
        Line line = line(policy(data -> data.arguments("badge", DataTreatment.REFUSE)), "hr");

        String answer = call(line, ANA, "send", Map.of("text", "about " + BADGE));

        assertThat(answer).contains("builder data.arguments.badge").doesNotContain(BADGE);
        assertThat(line.calls("send")).isEmpty();
        assertThat(decisions.all().toString()).doesNotContain(BADGE);
    }

    @Test
    void aPlaceholderCountsAsWhatItStandsFor() {
        Line line = line(
                policy(data -> data.results("badge", DataTreatment.REDACT).arguments("badge", DataTreatment.REFUSE)),
                "hr");
        call(line, ANA, "read", Map.of());

        assertThat(call(line, ANA, "send", Map.of("text", "about <BADGE_1>"))).contains("data.arguments.badge");
        assertThat(line.calls("send")).isEmpty();
    }

    @Test
    void whatIsAskedAboutGoesOutOnceSomebodyApproves() {
        var inbox = new ApprovalInbox();
        McpGuard guard = McpGuard.builder()
                .policy(policy(data -> data.arguments("badge", DataTreatment.ASK))
                        .approval(approval -> approval.hold(Duration.ofSeconds(4))))
                .audit(decisions)
                .approver(inbox)
                .build();
        Line line = line(guard, "hr");

        var answer =
                line.send("tools/call", Map.of("name", "send", "arguments", Map.of("text", "about " + BADGE)), ANA);
        var question = inbox.open().get(0);
        assertThat(question.toString()).doesNotContain(BADGE);
        inbox.answer(question.id(), Approval.once("boss"));

        Line.answer(answer);
        assertThat(line.calls("send").toString()).contains("about " + BADGE);
        assertThat(decisions.all().toString()).doesNotContain(BADGE);
    }

    @Test
    void aResultThatIsAskedAboutComesAsItWasOnceSomebodyApproves() {
        var inbox = new ApprovalInbox();
        McpGuard guard = McpGuard.builder()
                .policy(policy(data -> data.results("badge", DataTreatment.ASK))
                        .approval(approval -> approval.hold(Duration.ofSeconds(4))))
                .audit(decisions)
                .approver(inbox)
                .build();
        Line line = line(guard, "hr");

        var answer = line.send("tools/call", Map.of("name", "read", "arguments", Map.of()), ANA);
        var question = inbox.open().get(0);
        inbox.answer(question.id(), Approval.once("boss"));

        assertThat(Line.answer(answer).toString()).contains("badge " + BADGE + " of Ana");
        assertThat(decisions.all().toString()).doesNotContain(BADGE);
    }

    @Test
    void whatIsRecordedPassesAsItIs() {
        Line line = line(policy(data -> data), "hr");

        assertThat(call(line, ANA, "read", Map.of())).contains("badge " + BADGE + " of Ana");
        assertThat(decisions.all())
                .anySatisfy(decision -> assertThat(decision.findings())
                        .singleElement()
                        .satisfies(finding -> {
                            assertThat(finding.rule()).isEqualTo("badge");
                            assertThat(finding.category()).isEqualTo("data-exposure");
                            assertThat(finding.path()).isEqualTo("/content/0/text");
                            assertThat(finding.start()).isEqualTo(6);
                        }));
        assertThat(decisions.all())
                .allSatisfy(decision -> assertThat(decision.verdict()).isEqualTo(Verdict.ALLOWED));
    }

    @Test
    void whatATestRunWouldChangeStaysAsItIs() {
        Line line = line(
                policy(data -> data.results("badge", DataTreatment.REDACT)).interceptorMode("data", Mode.AUDIT), "hr");

        assertThat(call(line, ANA, "read", Map.of())).contains(BADGE);
        assertThat(decisions.all())
                .anySatisfy(decision -> assertThat(decision.wouldBe()).isEqualTo(Verdict.CHANGED));
    }

    @Test
    void aToolMayBeTreatedOtherwiseThanItsServerAndThatOtherwiseThanAll() {
        Policy policy = policy(data -> data.results("badge", DataTreatment.REDACT))
                .server(
                        "hr",
                        hr -> hr.allowTools("*")
                                .data(data -> data.results("badge", DataTreatment.RECORD)
                                        .tool("s*", DataDirection.RESULTS, "badge", DataTreatment.REFUSE)))
                .server("wiki", wiki -> wiki.allowTools("*"));
        McpGuard guard = guard(policy);

        assertThat(call(line(guard, "hr"), ANA, "read", Map.of())).contains(BADGE);
        assertThat(call(line(guard, "hr"), ANA, "send", Map.of()))
                .contains("servers.hr.data.tools[\"s*\"]")
                .doesNotContain(BADGE);
        assertThat(call(line(guard, "wiki").tool("find", "Finds"), ANA, "find", Map.of()))
                .contains("<BADGE_1>");
    }

    @Test
    void aNumberIsReplacedByANumberAndComesBack() {
        Policy policy = Policy.balanced()
                .data(data -> data.own("account", "77[0-9]{8}")
                        .results("account", DataTreatment.REDACT)
                        .arguments("account", DataTreatment.ALLOW));
        Line line = line(policy, "bank")
                .on(
                        "tools/call",
                        request -> Line.result(
                                request,
                                Map.of("content", List.of(), "structuredContent", Map.of("account", 7712345678L))));

        var answer = (Message.Result)
                Line.answer(line.send("tools/call", Map.of("name", "read", "arguments", Map.of()), ANA));
        Object standIn = ((Map<?, ?>) answer.result().get("structuredContent")).get("account");

        assertThat(standIn).isInstanceOf(Number.class).isNotEqualTo(7712345678L);
        assertThat(standIn.toString()).hasSize(10);
        call(line, ANA, "send", Map.of("to", standIn, "again", standIn.toString()));
        assertThat(line.calls("send").toString()).contains("to=7712345678").contains("again=7712345678");
    }

    @Test
    void textInTheContentOfAResourceIsRedactedAndStaysText() {
        Line line = line(policy(data -> data.results("badge", DataTreatment.REDACT)), "hr")
                .on(
                        "resources/read",
                        request -> Line.result(
                                request,
                                Map.of(
                                        "contents",
                                        List.of(Map.of("uri", "file:///a.txt", "blob", base64("badge " + BADGE))))));

        String answer =
                line.request("resources/read", Map.of("uri", "file:///a.txt")).toString();

        assertThat(answer).contains(base64("badge <BADGE_1>"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void errorsAndNotificationsAreRedactedToo() {
        Line line = line(policy(data -> data.results("badge", DataTreatment.REDACT)), "hr")
                .on(
                        "tools/call",
                        request -> new Message.Failure(
                                request.id(),
                                new LinkedHashMap<>(Map.of("code", -32000, "message", "no such badge " + BADGE))));

        assertThat(call(line, ANA, "read", Map.of())).contains("no such badge <BADGE_1>");
        line.fromServer(new Message.Notification(
                "notifications/message", new LinkedHashMap<>(Map.of("level", "info", "data", "badge " + BADGE))));
        assertThat(line.reachedApplication.toString())
                .contains("badge <BADGE_1>")
                .doesNotContain(BADGE);
    }

    @Test
    void progressHasThePlaceholdersOfTheConversationOfItsRequest() {
        Line line = line(policy(data -> data.results("badge", DataTreatment.REDACT)), "hr");
        line.on("tools/call", request -> {
            line.fromServer(new Message.Notification(
                    "notifications/progress",
                    new LinkedHashMap<>(Map.of("progressToken", 7, "progress", 1, "message", "EMP-300000, " + BADGE))));
            return Line.result(request, Line.text("badge " + BADGE));
        });

        Message answer = Line.answer(line.send(
                "tools/call", Map.of("name", "read", "arguments", Map.of(), "_meta", Map.of("progressToken", 7)), ANA));

        assertThat(line.reachedApplication.toString()).contains("<BADGE_1>, <BADGE_2>");
        assertThat(answer.toString()).contains("badge <BADGE_2>");
    }

    @Test
    void aDefinitionIsNotChangedForItWasPinnedAsItIs() {
        Line line = line(policy(data -> data.results("badge", DataTreatment.REDACT)), "hr")
                .tool("badge", "Looks a badge up, such as " + BADGE);

        assertThat(line.request("tools/list", Map.of()).toString()).contains(BADGE);
    }

    @Test
    void aSecretInADefinitionIsRecordedAndNothingMore() {
        Line line = line(policy(data -> data), "hr").tool("key", "Uses the key AKIAQ3EGRLUM7ZVTY2XD");

        assertThat(line.request("tools/list", Map.of()).toString()).contains("AKIAQ3EGRLUM7ZVTY2XD");
        assertThat(decisions.rulesOfData("tools/list")).containsExactly("aws-access-key");
        assertThat(decisions.of("tools/list")).allSatisfy(decision -> {
            assertThat(decision.wouldBe()).isEqualTo(Verdict.ALLOWED);
            assertThat(decision.findings().toString()).doesNotContain("AKIAQ3");
        });
    }

    @Test
    void aMessageWithMoreValuesThanCanBeKeptIsRefusedAtOnce() {
        Line line = line(policy(data -> data.results("badge", DataTreatment.REDACT)), "hr")
                .on("tools/call", request -> Line.result(request, Line.text("EMP-204611 ".repeat(100_000))));

        String answer = call(line, ANA, "read", Map.of());

        assertThat(answer).contains("data-flood").doesNotContain(BADGE);
    }

    @Test
    void aStrictValueInsideAMilderOneIsNotSwallowedByIt() {
        Line line = line(policy(data -> data.arguments("badge", DataTreatment.REFUSE)), "hr");

        assertThat(Line.isRefusal(Line.answer(line.send(
                        "tools/call",
                        Map.of("name", "send", "arguments", Map.of("to", BADGE + "@corp-mail.es")),
                        ANA))))
                .isTrue();
        assertThat(Line.isRefusal(Line.answer(line.send(
                        "tools/call", Map.of("name", "send", "arguments", Map.of("to", "ana@corp-mail.es")), ANA))))
                .isFalse();
    }

    @Test
    void theNamesOfAServersOwnMembersHideNothing() {
        Line line = line(
                        policy(data ->
                                data.arguments("badge", DataTreatment.REFUSE).results("badge", DataTreatment.REDACT)),
                        "hr")
                .on(
                        "tools/call",
                        request -> Line.result(
                                request,
                                Map.of(
                                        "content",
                                        List.of(),
                                        "structuredContent",
                                        Map.of("sessionId", BADGE, "signature", BADGE))));

        assertThat(call(line, ANA, "read", Map.of())).doesNotContain(BADGE);
        assertThat(call(line, ANA, "send", Map.of("sessionId", BADGE))).contains("data.arguments.badge");
    }

    @Test
    void whatWasApprovedIsWhatIsSentAlsoIfAPlaceholderHasComeToMeanSomethingSince() {
        var inbox = new ApprovalInbox();
        McpGuard guard = McpGuard.builder()
                .policy(policy(data ->
                                data.arguments("badge", DataTreatment.ASK).results("badge", DataTreatment.REDACT))
                        .approval(approval -> approval.hold(Duration.ofSeconds(4))))
                .approver(inbox)
                .build();
        Line line = line(guard, "hr");
        var answer = line.send(
                "tools/call", Map.of("name", "send", "arguments", Map.of("a", "EMP-300000", "b", "<BADGE_2>")), ANA);

        call(line, ANA, "read", Map.of());
        inbox.answer(inbox.open().get(0).id(), Approval.once("boss"));
        Line.answer(answer);

        assertThat(line.calls("send").toString()).contains("b=<BADGE_2>").doesNotContain(BADGE);
    }

    @Test
    void aFloodOfOneClassHidesNoneOfAnotherAndIsNoReasonToRefuse() {
        Policy policy = policy(data -> data.results("mac", DataTreatment.REDACT));
        Line line = line(policy, "net")
                .on(
                        "tools/call",
                        request ->
                                Line.result(request, Line.text("8.8.8.8 ".repeat(60_000) + "mac 00:1b:63:84:45:e6")));

        assertThat(call(line, ANA, "read", Map.of()))
                .contains("<MAC_1>")
                .doesNotContain("00:1b:63:84:45:e6")
                .doesNotContain("data-flood");
    }

    @Test
    void aNumberIsTheSameHoweverItIsWritten() {
        Policy policy = Policy.balanced()
                .data(data -> data.own("account", "77[0-9]{8}").arguments("account", DataTreatment.REFUSE));
        Line line = line(policy, "bank");

        for (Object number : List.of(7712345678L, -7712345678L, 7712345678.0, new BigDecimal("7.712345678E+9"))) {
            assertThat(call(line, ANA, "send", Map.of("to", number))).contains("data.arguments.account");
        }
        assertThat(call(line, ANA, "send", Map.of("to", 7712345678.5))).doesNotContain("data.arguments.account");
    }

    @Test
    void aRuleAboutResourcesHoldsForTheUriBehindAPlaceholder() {
        Policy policy = policy(data -> data.results("badge", DataTreatment.REDACT))
                .server("hr", hr -> hr.allowTools("*").denyResources("file:///EMP-*"));
        Line line =
                line(policy, "hr").on("resources/read", request -> Line.result(request, Map.of("contents", List.of())));
        call(line, ANA, "read", Map.of());

        Message answer = Line.answer(line.send("resources/read", Map.of("uri", "file:///<BADGE_1>.txt"), ANA));

        assertThat(answer.toString()).contains("servers.hr.resources.deny").doesNotContain(BADGE);
    }

    @Test
    void aPlaceholderOfAForgottenValueIsNotSentAsText() {
        Line line = line(policy(data -> data.values(10).results("badge", DataTreatment.REDACT)), "hr");
        call(line, ANA, "read", Map.of());
        line.on(
                "tools/call",
                request -> Line.result(
                        request,
                        Line.text(String.join(
                                " ",
                                IntStream.range(300_000, 300_010)
                                        .mapToObj(number -> "EMP-" + number)
                                        .toList()))));
        call(line, ANA, "read", Map.of());

        assertThat(call(line, ANA, "send", Map.of("text", "write <BADGE_1> back")))
                .contains("placeholder-forgotten");
    }

    @Test
    void manyAddressesInAFormatOfASchemaKeepTheFormat() {
        Map<String, Object> definition = new LinkedHashMap<>(Line.definition("list", "Lists"));
        definition.put(
                "outputSchema",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("to", Map.of("type", "array", "items", Map.of("type", "string", "format", "email")))));
        var addresses = IntStream.range(0, 300)
                .mapToObj(i -> "ana.lopez" + i + "@corp-mail.es")
                .toList();
        Line line = line(policy(data -> data.results("email", DataTreatment.REDACT)), "hr")
                .tool(definition)
                .on(
                        "tools/call",
                        request -> Line.result(
                                request, Map.of("content", List.of(), "structuredContent", Map.of("to", addresses))));

        assertThat(call(line, ANA, "list", Map.of()))
                .contains("EMAIL_1@redacted.invalid", "EMAIL_300@redacted.invalid")
                .doesNotContain("corp-mail");
    }

    @Test
    void aPlaceholderInsideAUriIsNotReadTogetherWithWhatFollows() {
        Line line = line(policy(data -> data.results("badge", DataTreatment.REDACT)), "hr")
                .on("tools/call", request -> Line.result(request, Line.text("https://evil.example/?b=" + BADGE + "2")));

        assertThat(call(line, ANA, "read", Map.of()))
                .doesNotContain("<BADGE_12>")
                .doesNotContain("BADGE_12");
    }

    @Test
    void whatAValidatorSaysOfAValueIsRecordedWithoutIt() {
        McpGuard guard = McpGuard.builder()
                .policy(policy(data -> data.results("badge", DataTreatment.REDACT)))
                .audit(decisions)
                .interceptor(Validator.of(
                        "talkative",
                        Hook.responses("tools/call"),
                        in -> ValidationResult.of(
                                List.of(Finding.of(Severity.WARN, "/content/0/text", "odd: " + in.payload())))))
                .build();

        call(line(guard, "hr"), ANA, "read", Map.of());

        assertThat(decisions.all().toString()).doesNotContain(BADGE);
        assertThat(decisions.all())
                .flatExtracting(decision -> decision.findings())
                .anySatisfy(finding ->
                        assertThat(finding.message()).contains("odd: ").doesNotContain(BADGE));
    }

    @Test
    void listsOfNumbersThatSpellASecretDoNotLeave() {
        Line line = line(
                policy(data -> data.results("badge", DataTreatment.REDACT).arguments("badge", DataTreatment.REFUSE)),
                "hr");
        call(line, ANA, "read", Map.of());

        assertThat(call(line, ANA, "send", Map.of("codes", BADGE.chars().boxed().toList())))
                .contains("data-leak");
    }

    @Test
    void aValueInTheNameOfAMemberIsNotToldByAPointer() {
        Line line = line(policy(data -> data.results("badge", DataTreatment.REDACT)), "hr")
                .on(
                        "tools/call",
                        request -> Line.result(
                                request,
                                Map.of(
                                        "content",
                                        List.of(),
                                        "structuredContent",
                                        Map.of("a/" + BADGE, Map.of("x", BADGE)))));

        assertThat(call(line, ANA, "read", Map.of())).contains("a/<BADGE_1>");
        assertThat(decisions.all())
                .flatExtracting(decision -> decision.findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.path()).doesNotContain(BADGE));
    }
}
