package io.mcpguard.examples.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.ask.Approval;
import io.mcpguard.audit.FileAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser: what a person's clicks do, and what nobody else's do. Runs with the profile {@code browser}. */
@Tag("browser")
class ApprovalBrowserTest {

    private static final String RESTED = "document.getElementById('questions').getAttribute('aria-busy') === 'false'";

    private static Browser browser;

    private Mailbox mailbox;

    @BeforeAll
    static void openBrowser() throws IOException {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        mailbox = new Mailbox();
    }

    @AfterEach
    void close() {
        browser.go("about:blank");
        mailbox.close();
    }

    @Test
    void aPersonApprovesOneCallAndDeniesAnother(@TempDir Path dir) throws IOException {
        Path audit = dir.resolve("audit.jsonl");
        try (var demo = new ApprovalDemo("ana", 0, Duration.ofMinutes(2), audit)) {
            demo.start();
            browser.go(demo.link());

            browser.type(question("eve@evil.test") + "//input", "who is Eve?");
            answer("eve@evil.test", "deny");
            browser.await(activity("notes to Eve: refused, somebody said no"));
            answer("Agenda", "once");
            browser.await(activity("agenda to Ben: done"));
            answer("Minutes", "hour");
            browser.await(activity("minutes to Ben: done"));

            assertThat(demo.mail().calls("send_email"))
                    .extracting(mail -> mail.get("subject"))
                    .containsExactly("Agenda", "Minutes");
            assertThat(demo.mail().calls("delete_email")).as("not answered").isEmpty();
        }
        assertThat(FileAudit.verify(audit).isIntact()).isTrue();
        assertThat(Files.readString(audit)).contains("denied by ana: who is Eve?", "granted by ana");
    }

    @Test
    void anApprovalForAnHourLetsTheNextOneToTheSameRecipientPass(@TempDir Path dir) throws IOException {
        try (var demo = new ApprovalDemo("ana", 0, Duration.ofMinutes(2), dir.resolve("audit.jsonl"))) {
            demo.start();
            browser.go(demo.link());
            assertThat(browser.text(question("Agenda") + "//button[@class='hour']"))
                    .contains("ben@example.com");

            answer("Agenda", "hour");

            browser.await(activity("minutes to Ben: done"));
        }
    }

    @Test
    void aQuestionWhoseTimeRunsOutDisappearsAndTheAgentGivesUp(@TempDir Path dir) throws IOException {
        try (var demo = new ApprovalDemo("ana", 0, Duration.ofSeconds(1), dir.resolve("audit.jsonl"))) {
            browser.go(demo.link());
            browser.await(activity("notes to Eve: not tried yet"));

            demo.start();

            browser.await(activity("notes to Eve: given up, nobody answered"));
            browser.await("document.querySelectorAll('.question').length === 0");
            assertThat(demo.mail().calls("send_email")).isEmpty();
        }
    }

    @Test
    void whatAnAttackerWroteIsShownAsTextAndDoesNothing() {
        mailbox.send(DemoAgent.MARKUP, "</pre><script>document.title='body'</script>${document.title='body'}");
        mailbox.send("ben@example.com", "an honest one");
        browser.go(mailbox.page.link());

        assertThat(browser.text(question("onerror") + "//pre"))
                .contains("<img src=x onerror=", "<script>document.title='taken over'</script>", "</pre><script>");
        assertThat(browser.text(question("honest") + "//pre")).contains("\"an honest one\"");
        assertThat(browser.script("return document.querySelectorAll('main img, main script, main a').length"))
                .isEqualTo(0L);
        assertThat(browser.script("return document.title")).isEqualTo("Approvals");
        assertThat(mailbox.inbox.open()).hasSize(2);
        assertThat(mailbox.sentTo()).isEmpty();
    }

    @Test
    void aScriptThatForgotToEscapeWouldBeStopped() {
        mailbox.send("ben@example.com", "hello");
        browser.go(mailbox.page.link());
        browser.text(question("ben"));

        Object outcome = browser.script("""
                try {
                  document.querySelector('pre').innerHTML = "<img src=x onerror=document.title='html'>";
                  return 'written';
                } catch (e) {
                  return e.name;
                }""");

        assertThat(outcome).isEqualTo("TypeError");
        assertThat(browser.script("return document.title")).isEqualTo("Approvals");
    }

    @Test
    void anotherSiteCannotApprove() throws IOException {
        mailbox.send("eve@evil.test", "hello");
        String victim = "http://127.0.0.1:" + mailbox.port();
        try (var attacker = new AttackerPage(victim, mailbox.onlyQuestion().id(), mailbox.token())) {
            browser.go(attacker.url());
            browser.await("window.tried");

            assertThat(browser.script("return window.tried"))
                    .isEqualTo(List.of("failed", "failed", "failed", "failed", "loaded"));
        }
        assertThat(mailbox.inbox.open()).hasSize(1);
        assertThat(mailbox.send("eve@evil.test", "hello")).isFalse();

        // The benign twin: the same answer from the page itself.
        browser.go(mailbox.page.link());
        answer("eve", "once");
        browser.await(status("Approved."));
        assertThat(mailbox.send("eve@evil.test", "hello")).isTrue();
    }

    @Test
    void aNameOfTheAttackersThatLeadsHereShowsNothing() {
        mailbox.send("ben@example.com", "hello");

        browser.go("http://evil.test:" + mailbox.port() + "/#" + mailbox.token());

        assertThat(browser.text("//body")).contains("127.0.0.1 and of no other name");
        assertThat(browser.script("return document.scripts.length")).isEqualTo(0L);
    }

    @Test
    void withoutTheLinkNothingIsShown() {
        mailbox.send("ben@example.com", "hello");

        browser.go("http://127.0.0.1:" + mailbox.port() + "/");

        browser.await(status("Open the link that the program printed: it holds the token."));
        assertThat(browser.script("return document.querySelectorAll('.question').length"))
                .isEqualTo(0L);
    }

    @Test
    void theTokenLeavesTheAddressBarAndStaysOverAReload() {
        mailbox.send("ben@example.com", "hello");
        browser.go(mailbox.page.link());
        browser.text(question("ben"));

        assertThat(browser.script("return location.href")).isEqualTo("http://127.0.0.1:" + mailbox.port() + "/");
        browser.go("http://127.0.0.1:" + mailbox.port() + "/");

        assertThat(browser.text(question("ben"))).contains("ben@example.com");
    }

    @Test
    void aPersonWithAKeyboardAloneCanAnswer() {
        mailbox.send("ben@example.com", "hello");
        browser.go(mailbox.page.link());
        browser.text(question("ben"));
        rested();

        browser.press(Browser.TAB);
        assertThat(browser.script("return document.activeElement.className")).isEqualTo("once");
        browser.press(Browser.ENTER);

        browser.await(status("Approved."));
        assertThat(browser.script("return document.activeElement.id"))
                .as("where the focus goes when its question is gone")
                .isEqualTo("heading");
        assertThat(mailbox.send("ben@example.com", "hello")).isTrue();
    }

    @Test
    void aClickOnAListThatHasJustChangedAnswersNothing() {
        mailbox.send("ben@example.com", "hello");
        browser.go(mailbox.page.link());
        browser.text(question("ben"));
        rested();

        // In one go, since a click of the driver's would come too late.
        browser.script("rest(); document.querySelector('.question .once').click()");

        assertThat(browser.text("//*[@id='status']")).contains("Look again");
        assertThat(mailbox.inbox.open()).hasSize(1);
        answer("ben", "once");
        browser.await(status("Approved."));
    }

    @Test
    void aQuestionThatSomebodyElseAnsweredDisappears() {
        mailbox.send("ben@example.com", "hello");
        mailbox.send("carla@example.com", "hello");
        browser.go(mailbox.page.link());
        browser.text(question("ben"));

        // Both came within a moment, which says nothing of their order.
        mailbox.inbox.open().stream()
                .filter(request -> request.arguments().toString().contains("ben@"))
                .forEach(bens -> mailbox.inbox.answer(bens.id(), Approval.denied("somebody else", "")));

        browser.await("document.querySelectorAll('.question').length === 1");
        assertThat(browser.text(question("carla"))).contains("carla@example.com");
    }

    @Test
    void whatIsTooLongToShowHasNoButtonThatApproves() {
        mailbox.send("ben@example.com", "x".repeat(30_000));
        browser.go(mailbox.page.link());

        assertThat(browser.text(question("ben"))).contains("you cannot approve here");
        assertThat(browser.script("return [...document.querySelectorAll('.question button')]"
                        + ".filter(button => button.checkVisibility()).map(button => button.className)"))
                .isEqualTo(List.of("deny"));
    }

    @Test
    void itFitsAPhone() {
        mailbox.send("ben@example.com", "a" + " ".repeat(500) + "x".repeat(2_000));
        browser.resize(400, 800);
        try {
            browser.go(mailbox.page.link());
            browser.text(question("ben"));

            assertThat(browser.script("return document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo(true);
            assertThat(browser.script("return [...document.querySelectorAll('.question button')]"
                            + ".every(button => button.getBoundingClientRect().height >= 44)"))
                    .isEqualTo(true);
        } finally {
            browser.resize(1000, 1000);
        }
    }

    /** What a person does: wait until the question is there and nothing moves, then click. */
    private static void answer(String question, String button) {
        browser.text(question(question));
        rested();
        browser.click(question(question) + "//button[@class='" + button + "']");
    }

    private static void rested() {
        browser.await(RESTED);
    }

    /** The question that has this text in it. */
    private static String question(String text) {
        return "//li[@class='question'][contains(., '" + text + "')]";
    }

    private static String activity(String line) {
        return "document.getElementById('activity').textContent.includes(\"" + line + "\")";
    }

    private static String status(String text) {
        return "document.getElementById('status').textContent === \"" + text + "\"";
    }
}
