package io.mcpguard.examples.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.examples.approval.RawHttp.Answer;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as HTTP shows it: who gets in, and what comes out. What a browser makes of it is ApprovalBrowserTest's. */
class ApprovalPageTest {

    private final Mailbox mailbox;

    ApprovalPageTest() throws IOException {
        mailbox = new Mailbox();
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void showsWhatIsAskedAndOnWhoseBehalf() throws IOException {
        mailbox.send("ben@example.com", "We meet at ten.");

        Map<String, ?> question = onlyQuestion();

        assertThat(question.get("target")).isEqualTo("tools/call send_email");
        assertThat(question.get("server")).isEqualTo("mail");
        assertThat(question.get("principal")).isEqualTo("ana");
        assertThat(question.get("conversation")).isEqualTo("chat-1");
        assertThat(question.get("recipient")).isEqualTo("ben@example.com");
        assertThat(question.get("whole")).isEqualTo(true);
        assertThat(question.get("ticket"))
                .isEqualTo(mailbox.onlyQuestion().ticket().orElseThrow());
        assertThat((Long) question.get("secondsLeft")).isBetween(500L, 600L);
        assertThat(question.get("arguments").toString()).contains("\"body\": \"We meet at ten.\"");
        assertThat(question.get("because").toString())
                .contains("needs approval")
                .contains("servers.mail.tools.ask[0]");
    }

    @Test
    void anApprovedCallPassesOnce() throws IOException {
        mailbox.send("ben@example.com", "hello");

        assertThat(answer("once").status()).isEqualTo(200);

        assertThat(mailbox.send("ben@example.com", "hello")).isTrue();
        assertThat(mailbox.send("ben@example.com", "hello")).isFalse();
    }

    @Test
    void anApprovalForAnHourHoldsForTheSameRecipientOnly() throws IOException {
        mailbox.send("ben@example.com", "hello");

        assertThat(answer("hour").status()).isEqualTo(200);

        assertThat(mailbox.send("ben@example.com", "another text")).isTrue();
        assertThat(mailbox.send("eve@evil.test", "hello")).isFalse();
    }

    @Test
    void aDeniedCallStaysRefusedAndTheReasonIsInTheAudit() throws IOException {
        mailbox.send("eve@evil.test", "hello");

        assertThat(post("/answers", own(), json("deny", "who is Eve?")).status())
                .isEqualTo(200);

        assertThat(mailbox.send("eve@evil.test", "hello")).isFalse();
        assertThat(mailbox.decisions.of("guard/approval"))
                .singleElement()
                .satisfies(decision -> assertThat(decision.reason()).contains("denied by ana: who is Eve?"));
    }

    @Test
    void aQuestionIsAnsweredOnce() throws IOException {
        mailbox.send("ben@example.com", "hello");
        String deny = json("deny", "");
        answer("once");

        Answer late = post("/answers", own(), deny);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("Too late");
        assertThat(mailbox.send("ben@example.com", "hello")).isTrue();
    }

    @Test
    void noListIsShownAndNothingIsApprovedWithoutTheToken() throws IOException {
        mailbox.send("ben@example.com", "hello");
        String yes = json("once", "");
        List<String> without = List.of(host(), origin(), "Content-Type: application/json");
        String wrong = "X-Approval-Token: " + "0".repeat(64);

        for (List<String> headers : List.of(without, and(without, wrong), and(own(), wrong))) {
            assertThat(get("/questions", headers).status()).isEqualTo(403);
            assertThat(post("/answers", headers, yes).status()).isEqualTo(403);
        }
        assertThat(mailbox.inbox.open()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: http://evil.test", "Origin: null", "Origin: http://127.0.0.1:1", "X-No: origin"})
    void anotherPageCannotApproveEvenWithTheToken(String origin) throws IOException {
        mailbox.send("ben@example.com", "hello");

        Answer answer =
                post("/answers", List.of(host(), origin, token(), "Content-Type: application/json"), json("once", ""));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("Another page may not answer");
        assertThat(mailbox.inbox.open()).hasSize(1);
    }

    @Test
    void anotherOriginIsNotInvited() throws IOException {
        Answer preflight = RawHttp.send(
                mailbox.port(),
                "OPTIONS /answers",
                List.of(host(), "Origin: http://evil.test", "Access-Control-Request-Method: POST"),
                "");

        assertThat(preflight.status()).isEqualTo(405);
        assertThat(preflight.head()).doesNotContainIgnoringCase("access-control-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.js", "/questions"})
    void aNameThatIsNotLoopbackIsNotServed(String path) throws IOException {
        String port = ":" + mailbox.port();
        List<String> hosts = List.of("evil.test" + port, "127.0.0.1.evil.test" + port, "127.0.0.1", "127.0.0.1:1", "");
        for (String host : hosts) {
            assertThat(get(path, List.of("Host: " + host, token())).status())
                    .as(host)
                    .isIn(400, 421);
        }
        assertThat(get(path, List.of(host(), "Host: evil.test" + port, token())).status())
                .as("two hosts")
                .isIn(400, 421);
        assertThat(get(path, List.of("Host: localhost" + port, token())).status())
                .as("the benign twin")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "POST /, 405, GET",
        "HEAD /, 405, GET",
        "PUT /questions, 405, GET",
        "GET /answers, 405, POST",
        "DELETE /answers, 405, POST",
        "GET /favicon.ico, 404, ",
        "GET /../page.html, 404, ",
        "GET /%2e%2e/page.js, 404, ",
        "GET //page.js, 404, ",
        "POST /questions/, 404, ",
    })
    void onlyWhatIsThereIsServed(String line, int status, String allowed) throws IOException {
        Answer answer = RawHttp.send(mailbox.port(), line, own(), "");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(allowed == null || answer.says("Allow: " + allowed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.css", "/page.js", "/questions", "/nowhere"})
    void everyAnswerForbidsWhatThePageDoesNotNeed(String path) throws IOException {
        Answer answer = get(path, own());

        assertThat(answer.head())
                .containsIgnoringCase("Content-Security-Policy: default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
        assertThat(answer.says("Cache-Control: no-store")).isTrue();
        assertThat(answer.says("X-Content-Type-Options: nosniff")).isTrue();
        assertThat(answer.says("Referrer-Policy: no-referrer")).isTrue();
        assertThat(answer.says("X-Frame-Options: DENY")).isTrue();
    }

    @Test
    void theFilesHoldNoSecretAndLoadNothingFromElsewhere() throws IOException {
        for (String path : List.of("/", "/page.css", "/page.js")) {
            String file = get(path, own()).body();
            assertThat(file).doesNotContain(mailbox.token(), "http:", "https:", "=\"//", "insertAdjacentHTML", "eval(");
            assertThat(file.replace("There is no innerHTML", "")).doesNotContain("innerHTML");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{}",
                "{\"id\":1}",
                "{\"id\":\"ID\"}",
                "{\"id\":\"ID\",\"answer\":\"yes\"}",
                "{\"id\":\"ID\",\"answer\":true}",
                "{\"id\":\"ID\",\"answer\":\"once\",\"answer\":\"once\"}",
                "{\"id\":\"ID\",\"answer\":\"once\"} {}",
            })
    void whatIsNoAnswerIsRefused(String body) throws IOException {
        mailbox.send("ben@example.com", "hello");

        Answer answer = post(
                "/answers", own(), body.replace("ID", mailbox.onlyQuestion().id()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(mailbox.inbox.open()).hasSize(1);
    }

    @Test
    void aFormsMediaTypesAreNotAccepted() throws IOException {
        mailbox.send("ben@example.com", "hello");
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            List<String> headers = List.of(host(), origin(), token(), "Content-Type: " + type);
            assertThat(post("/answers", headers, json("once", "")).status()).isEqualTo(415);
        }
        assertThat(mailbox.inbox.open()).hasSize(1);
    }

    @Test
    void anAnswerHasABound() throws IOException {
        mailbox.send("ben@example.com", "hello");
        String fits = json("deny", "x".repeat(3_000));

        assertThat(post("/answers", own(), json("deny", "x".repeat(5_000))).status())
                .isEqualTo(413);
        assertThat(mailbox.inbox.open()).hasSize(1);
        assertThat(post("/answers", own(), fits).status()).isEqualTo(200);
    }

    @Test
    void whatHidesInArgumentsIsWrittenOut() throws IOException {
        mailbox.send("ben@example.com\u202Etset.live@eve", "a\u200Bb\u00A0c\nd\u0007<script>\u2028");

        Map<String, ?> question = onlyQuestion();

        assertThat(question.get("recipient")).isEqualTo("ben@example.com\\u{202e}tset.live@eve");
        assertThat(question.get("arguments").toString())
                .contains("a\\u200bb\\u00a0c\\nd", "<script>\\u2028", "com\\u202etset")
                .doesNotContain("\u202E", "\u200B", "\u00A0", "\u2028");
    }

    @Test
    void whatIsNotShownWholeCannotBeApproved() throws IOException {
        mailbox.send("ben@example.com", "x".repeat(20_000) + "and a copy to eve@evil.test");
        Map<String, ?> question = onlyQuestion();
        assertThat(question.get("whole")).isEqualTo(false);
        assertThat(question.get("arguments").toString().length()).isLessThanOrEqualTo(20_000);

        assertThat(answer("once").status()).isEqualTo(400);
        assertThat(answer("hour").status()).isEqualTo(400);
        assertThat(mailbox.inbox.open()).hasSize(1);
        assertThat(answer("deny").status()).isEqualTo(200);
    }

    @Test
    void withoutARecipientThereIsNoApprovalForAnHour() throws IOException {
        mailbox.send(Map.of("body", "to whom it may concern"));
        assertThat(onlyQuestion().get("recipient")).isEqualTo("");

        assertThat(answer("hour").status()).isEqualTo(400);
        assertThat(answer("once").status()).isEqualTo(200);
    }

    @Test
    void everyPageHasATokenOfItsOwn() throws IOException {
        try (var other = new Mailbox()) {
            assertThat(other.token()).hasSize(64).isNotEqualTo(mailbox.token());
        }
    }

    // --- what the page's script would send ---

    private Answer answer(String answer) throws IOException {
        return post("/answers", own(), json(answer, ""));
    }

    private String json(String answer, String reason) {
        return JsonText.write(Map.of("id", mailbox.onlyQuestion().id(), "answer", answer, "reason", reason));
    }

    private Map<String, ?> onlyQuestion() throws IOException {
        Map<String, ?> shown = JsonText.parseObject(get("/questions", own()).body(), Limits.DEFAULT);
        assertThat((List<?>) shown.get("questions")).hasSize(1);
        @SuppressWarnings("unchecked") // keys of a JSON object are strings
        var question = (Map<String, ?>) ((List<?>) shown.get("questions")).get(0);
        return question;
    }

    private Answer get(String path, List<String> headers) throws IOException {
        return RawHttp.send(mailbox.port(), "GET " + path, headers, "");
    }

    private Answer post(String path, List<String> headers, String body) throws IOException {
        return RawHttp.send(mailbox.port(), "POST " + path, headers, body);
    }

    private List<String> own() {
        return List.of(host(), origin(), token(), "Content-Type: application/json");
    }

    private String host() {
        return "Host: 127.0.0.1:" + mailbox.port();
    }

    private String origin() {
        return "Origin: http://127.0.0.1:" + mailbox.port();
    }

    private String token() {
        return "X-Approval-Token: " + mailbox.token();
    }

    private static List<String> and(List<String> headers, String... more) {
        var all = new ArrayList<>(headers);
        all.addAll(Arrays.asList(more));
        return all;
    }
}
