package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.Interception.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OwnRequestsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<Message> sent = new ArrayList<>();
    private final OwnRequests own = new OwnRequests(() -> "1");
    private final Session.Link link = message -> {
        sent.add(message);
        return CompletableFuture.completedFuture(null);
    };

    OwnRequestsTest() {
        own.begin(1);
    }

    private CompletableFuture<Map<String, Object>> send(long epoch, Session.Link via, Duration patience) {
        return own.send(epoch, via, "tools/list", Map.of(), patience).toCompletableFuture();
    }

    private static void assertFails(CompletableFuture<?> answer, String why) {
        assertThatThrownBy(answer::join).hasRootCauseMessage(why);
    }

    @Test
    void yieldsTheAnswerAndForgetsTheId() {
        CompletableFuture<Map<String, Object>> answer = send(1, link, PATIENCE);
        assertThat(own.isOwn("mcp-guard-1")).isTrue();

        own.answered("mcp-guard-1", Kind.RESULT, Map.of("tools", List.of()));

        assertThat(answer.join()).containsKey("tools");
        assertThat(own.isOwn("mcp-guard-1")).isFalse();
    }

    @Test
    void failsInFixedWordsWhenTheServerAnswersWithAnError() {
        CompletableFuture<Map<String, Object>> answer = send(1, link, PATIENCE);

        own.answered("mcp-guard-1", Kind.ERROR, null);

        assertFails(answer, "the server answered with an error");
    }

    @Test
    void failsWhenItCannotBeSent() {
        assertFails(
                send(1, message -> CompletableFuture.failedFuture(new IllegalStateException("secret")), PATIENCE),
                "the request could not be sent");
        assertFails(
                send(
                        1,
                        message -> {
                            throw new IllegalStateException("secret");
                        },
                        PATIENCE),
                "the request could not be sent");
        assertThat(own.isOwn("mcp-guard-1")).isFalse();
    }

    @Test
    void failsWhenNoAnswerComes() {
        CompletableFuture<Map<String, Object>> answer = send(1, link, Duration.ZERO);

        assertThatThrownBy(answer::join).hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(own.isOwn("mcp-guard-1")).isFalse();
    }

    @Test
    void sendsNothingOnAConnectionThatIsOver() {
        own.begin(2);

        assertFails(send(1, link, PATIENCE), "the connection ended");
        assertThat(sent).isEmpty();
        assertThat(own.isOwn("mcp-guard-1")).isFalse();
    }

    @Test
    void failsWhatWaitsWhenTheConnectionEnds() {
        CompletableFuture<Map<String, Object>> answer = send(1, link, PATIENCE);

        own.end();
        own.abandon();

        assertFails(answer, "the connection ended");
    }

    @Test
    void leavesAloneWhatIsOfTheNewConnection() {
        own.begin(2);
        CompletableFuture<Map<String, Object>> answer = send(2, link, PATIENCE);

        own.abandon();

        assertThat(answer).isNotDone();
    }

    @Test
    void ignoresAnAnswerThatNobodyWaitsFor() {
        own.answered("mcp-guard-7", Kind.RESULT, Map.of());

        assertThat(own.isOwn("mcp-guard-7")).isFalse();
    }
}
