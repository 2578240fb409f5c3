package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.transport.HttpRules.Flavour;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What kind of exchange a request is, which decides whether it waits for others. */
class HttpKindsTest {

    private static final String REQUEST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"notifications/initialized\"}";
    private static final String NOTICE = "{\"jsonrpc\":\"2.0\",\"method\":\"m\"}";
    private static final String ANSWER = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";
    private static final String TALK = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

    private final HttpExchange<String> listening =
            exchange(HttpRequest.newBuilder(Passage.URL).build());

    @Test
    void onlyWhatAwaitsNoAnswerMayWait() {
        assertThat(post(NOTICE).mayWait()).isTrue();
        assertThat(post(ANSWER).mayWait()).isTrue();
        assertThat(post(REQUEST).mayWait()).isFalse();
        assertThat(post("no message").mayWait()).isFalse();
        assertThat(listening.mayWait()).isFalse();
    }

    @Test
    void whatIsRefusedAtOnceDoesNotWait() {
        var elsewhere = HttpRequest.newBuilder(URI.create("https://evil.example/mcp"))
                .POST(BodyPublishers.ofString(NOTICE))
                .build();

        assertThat(exchange(elsewhere).mayWait()).isFalse();
    }

    @Test
    void onlyOneNotificationLetsAServerTalk() {
        assertThat(post(TALK).letsTalk()).isTrue();
        assertThat(post(NOTICE).letsTalk()).isFalse();
        assertThat(post(REQUEST).letsTalk()).isFalse();
        assertThat(listening.letsTalk()).isFalse();
    }

    @Test
    void onlyAGetListens() {
        assertThat(listening.listens()).isTrue();
        assertThat(post(NOTICE).listens()).isFalse();
    }

    @Test
    void isAsLongAsItsBody() {
        assertThat(post(NOTICE).bytes()).isEqualTo(NOTICE.length());
        assertThat(listening.bytes()).isZero();
    }

    @Test
    void knowsWhenTheServerHasBegunToAnswer() {
        assertThat(listening.headed()).isNotDone();

        listening.apply(
                new HttpHead(405, HttpHeaders.of(Map.of(), (name, value) -> true), HttpClient.Version.HTTP_1_1));

        assertThat(listening.headed()).isCompleted();
    }

    @Test
    void knowsWhenTheServerWillNeverBeginToAnswer() {
        listening.abort();

        assertThat(listening.headed()).isCompleted();
    }

    private static HttpExchange<String> post(String body) {
        return exchange(HttpRequest.newBuilder(Passage.URL)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static HttpExchange<String> exchange(HttpRequest request) {
        return new HttpExchange<>(
                new Passage().report(Flavour.STREAMABLE, Duration.ofSeconds(1)),
                SessionIds.ofSessions(),
                SessionIds.ofEvents(),
                request,
                BodyHandlers.ofString());
    }
}
