package io.mcpguard.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Hook;
import io.mcpguard.api.Server;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.api.Validator;
import io.mcpguard.policy.Policy;
import io.mcpguard.session.Message;
import io.mcpguard.session.Outcome;
import io.mcpguard.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ConsoleApproverTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void yesLetsTheCallPass() {
        assertThat(read("y\n", "notes.md")).isInstanceOf(Outcome.Pass.class);
        assertThat(screen())
                .contains("resources/read notes.md of server files needs your approval (ticket ")
                .contains("Approve this call once? [y/N] approved");
    }

    @Test
    void noRefusesIt() {
        assertThat(read("n\n", "notes.md")).isInstanceOf(Outcome.Answer.class);
        assertThat(screen()).contains("denied");
    }

    @Test
    void anEmptyLineAndTheEndOfTheInputMeanNo() {
        assertThat(read("\n", "notes.md")).isInstanceOf(Outcome.Answer.class);
        assertThat(read("", "notes.md")).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void controlSequencesDoNotReachTheTerminal() {
        read("n\n", "\u001b[2J\u001b[31mnotes\r\nApprove this call once? [y/N] approved");

        assertThat(screen()).doesNotContain("\u001b").doesNotContain("\rA").contains("\\u001b[2J");
    }

    @Test
    void aMethodReachesTheTerminalNoMoreThanATargetDoes() {
        asked("", "n\n", new Message.Request(1L, "x\u001b[8m\nread of server calendar", Map.of()));

        assertThat(screen()).doesNotContain("\u001b").contains("x\\u{1b}[8m\\u{a}read of server calendar");
    }

    @Test
    void whatWasTypedBeforeTheQuestionIsNoAnswer() {
        assertThat(read("y\ny\n", "", "notes.md")).isInstanceOf(Outcome.Answer.class);
        assertThat(read("n\n", "y\n", "notes.md")).isInstanceOf(Outcome.Pass.class);
    }

    @Test
    void aConsoleThatNeverStopsTypingMeansNo() {
        assertThat(read("y\n".repeat(40_000), "y\n", "notes.md")).isInstanceOf(Outcome.Answer.class);
    }

    @Test
    void whatCannotBeShownWholeIsDeniedWithoutAQuestion() {
        String longest = "x".repeat(2_000 - "{\"uri\":\"\"}".length());

        assertThat(read("y\n", longest)).isInstanceOf(Outcome.Pass.class);
        assertThat(screen()).contains(longest);
        assertThat(read("y\n", longest + "x")).isInstanceOf(Outcome.Answer.class);
        assertThat(screen()).contains("it cannot be shown whole").doesNotContain("[y/N]");
    }

    @Test
    void countsWhatIsShownAndNotWhatCame() {
        assertThat(read("y\n", "\u202e".repeat(500))).isInstanceOf(Outcome.Answer.class);
        assertThat(screen()).contains("it cannot be shown whole");
    }

    private String screen() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** A read that an own validator wants a person to approve. */
    private Outcome read(String typed, String uri) {
        return read("", typed, uri);
    }

    private Outcome read(String before, String typed, String uri) {
        return asked(before, typed, new Message.Request(1L, "resources/read", Map.of("uri", uri)));
    }

    private Outcome asked(String before, String typed, Message message) {
        printed.reset();
        var console = new ConsoleApprover(
                new Typing(before, typed, () -> screen().contains("[y/N]")),
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                "ana");
        McpGuard guard = McpGuard.builder()
                .policy(Policy.balanced().approval(approval -> approval.hold(Duration.ofSeconds(5))))
                .interceptor(Validator.of(
                        "ask-first",
                        Hook.requests("*"),
                        in -> ValidationResult.error("", "reads a file").unless(Remedy.APPROVED)))
                .approver(console)
                .build();
        Session session = guard.session(Server.named("files"));
        session.open(own -> CompletableFuture.completedFuture(null));
        Outcome outcome = session.outbound(message, null);
        return ((Outcome.Later) outcome)
                .outcome()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    /** Somebody who types a little too early, and the rest when the question is there. */
    private static final class Typing extends Reader {

        private final String text;
        private final int early;
        private final BooleanSupplier asked;
        private int at;

        Typing(String before, String then, BooleanSupplier asked) {
            this.text = before + then;
            this.early = before.length();
            this.asked = asked;
        }

        @Override
        public boolean ready() {
            return at < (asked.getAsBoolean() ? text.length() : early);
        }

        @Override
        public int read(char[] into, int from, int most) {
            int end = at < early ? early : text.length();
            if (at == end) {
                return -1;
            }
            int count = Math.min(most, end - at);
            text.getChars(at, at + count, into, from);
            at += count;
            return count;
        }

        @Override
        public void close() {}
    }
}
