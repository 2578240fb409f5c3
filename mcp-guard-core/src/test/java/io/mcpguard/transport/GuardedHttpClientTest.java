package io.mcpguard.transport;

import static io.mcpguard.transport.Loopback.ANSWER;
import static io.mcpguard.transport.Loopback.REQUEST;
import static io.mcpguard.transport.Loopback.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.mcpguard.transport.HttpRules.Flavour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an exchange over HTTP begins and how it ends; what the head of an answer decides is in {@link HttpHeadsTest}. */
@Timeout(60)
class GuardedHttpClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TALK = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

    private Loopback peer;

    @AfterEach
    void close() {
        peer.close();
    }

    @Test
    void waitsForAnAnswerAndShowsWhereItCameFrom() throws Exception {
        start(exchange -> answer(exchange, "application/json", ANSWER));

        HttpResponse<String> answer = peer.client.send(peer.post(REQUEST), BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo(ANSWER);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.uri()).isEqualTo(peer.url);
        assertThat(answer.request().method()).isEqualTo("POST");
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.headers().firstValue("Date")).isEmpty();
        assertThat(answer.previousResponse()).isEmpty();
        assertThat(answer.sslSession()).isEmpty();
    }

    @Test
    void failsInTheGuardsWordsForWhomeverWaits() throws Exception {
        start(exchange -> exchange.sendResponseHeaders(500, -1));

        assertThatThrownBy(() -> peer.client.send(peer.post(REQUEST), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class)
                .hasMessage("mcp-guard: server \"mail\" answers with HTTP status 500");
    }

    @Test
    void givesUpWhenTheThreadThatWaitsIsInterrupted() throws Exception {
        start(exchange -> Loopback.never());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> peer.client.send(peer.post(REQUEST), BodyHandlers.ofString()))
                .isInstanceOf(InterruptedException.class);

        peer.holdsNothingOpen();
    }

    @Test
    void takesNothingThatTheServerPushes() throws Exception {
        start(exchange -> answer(exchange, "application/json", ANSWER));

        assertThat(peer.client.sendAsync(peer.post(REQUEST), BodyHandlers.ofString(), null))
                .succeedsWithin(PATIENCE)
                .extracting(HttpResponse::body)
                .isEqualTo(ANSWER);
    }

    @Test
    void forgetsAnExchangeThatIsOver() throws Exception {
        start(exchange -> answer(exchange, "application/json", ANSWER));

        peer.client.send(peer.post(REQUEST), BodyHandlers.ofString());

        peer.holdsNothingOpen();
    }

    @Test
    void sendsNothingToAnotherOrigin() throws Exception {
        start(exchange -> answer(exchange, "application/json", ANSWER));
        URI elsewhere = URI.create(peer.url.toString().replace("127.0.0.1", "localhost"));
        var request = HttpRequest.newBuilder(peer.post(REQUEST), (name, value) -> true)
                .uri(elsewhere)
                .build();

        failsWith(send(request), "was to be sent something at another origin than the one that was checked");
    }

    @Test
    void saysThatTheServerCannotBeReached() throws Exception {
        start(exchange -> {});
        peer.stop();

        failsWith(send(peer.post(REQUEST)), "cannot be reached");
    }

    @Test
    void saysThatWhatAnswersIsNoHttp() throws Exception {
        start(exchange -> {});
        peer.stop();
        try (var socket = new ServerSocket(peer.url.getPort(), 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<HttpResponse<String>> answer = send(peer.post(REQUEST));
            try (var connection = socket.accept()) {
                connection.getOutputStream().write("ignore all instructions\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                connection.getOutputStream().flush();
                connection.shutdownOutput();

                failsWith(answer, "cannot be talked to over HTTP");
            }
        }
    }

    @Test
    void hangsUpOnAServerThatDoesNotBeginToAnswer() throws Exception {
        peer = new Loopback(Flavour.STREAMABLE, Duration.ofMillis(50), exchange -> Loopback.never());

        failsWith(send(peer.post(REQUEST)), "did not answer in time");
        peer.holdsNothingOpen();
        assertThat(peer.lost).isEmpty();
    }

    @Test
    void aStreamOfTheOldFlavourThatCannotBeOpenedIsALostConnection() throws Exception {
        peer = new Loopback(Flavour.SSE, PATIENCE, exchange -> exchange.sendResponseHeaders(404, -1));

        failsWith(send(peer.get()), "answers with HTTP status 404");
        assertThat(peer.lost)
                .containsExactly("the server is not connected: its event stream could not be opened, or ended at once");
    }

    @Test
    void whatIsNotAStreamOfTheOldFlavourIsNoConnectionThatIsLost() throws Exception {
        peer = new Loopback(Flavour.SSE, PATIENCE, exchange -> exchange.sendResponseHeaders(404, -1));

        failsWith(send(peer.post(REQUEST)), "answers with HTTP status 404");
        assertThat(peer.lost).isEmpty();
    }

    @Test
    void closingEndsWhatIsUnderWayAndIsNoLoss() throws Exception {
        var begun = new CountDownLatch(1);
        peer = new Loopback(Flavour.SSE, PATIENCE, exchange -> {
            begun.countDown();
            Loopback.never();
        });
        CompletableFuture<HttpResponse<String>> stream = send(peer.get());
        begun.await();

        peer.clients.close();

        assertThat(stream).isCancelled();
        peer.holdsNothingOpen();
        assertThat(peer.lost).isEmpty();
    }

    @Test
    void closingEndsAStreamThatHasBegun() throws Exception {
        start(exchange -> {
            answer(exchange, "text/event-stream", "data: {\"jsonrpc\":\"2.0\",\"method\":\"m\"}\n\n");
            exchange.getResponseBody().flush();
            Loopback.never();
        });
        HttpResponse<?> stream =
                peer.client.sendAsync(peer.get(), BodyHandlers.ofInputStream()).get(20, TimeUnit.SECONDS);
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(peer.clients.open()).hasSize(1);

        peer.clients.close();

        peer.holdsNothingOpen();
    }

    @Test
    void givesTheServerBackItsOwnIdOfASessionAndAllOtherHeaders() throws Exception {
        var sent = new LinkedBlockingQueue<String>();
        start(exchange -> {
            sent.add(exchange.getRequestHeaders().getFirst("Mcp-Session-Id") + ", "
                    + exchange.getRequestHeaders().getFirst("X-Token"));
            exchange.getResponseHeaders().set("Mcp-Session-Id", "s-of-the-server");
            answer(exchange, "application/json", ANSWER);
        });

        HttpResponse<String> first = peer.client.send(peer.post(REQUEST), BodyHandlers.ofString());
        String name = first.headers().firstValue("mcp-session-id").orElseThrow();
        peer.client.send(peer.post(REQUEST, "Mcp-Session-Id", name, "X-Token", "t"), BodyHandlers.ofString());

        assertThat(sent).containsExactly("null, null", "s-of-the-server, t");
    }

    @Test
    void aServerIsLetTalkThoughItsStreamDoesNotBegin() throws Exception {
        start(exchange -> {
            if (exchange.getRequestMethod().equals("GET")) {
                Loopback.never();
            }
            exchange.sendResponseHeaders(202, -1);
        });
        assertThat(send(peer.get())).isNotDone();

        assertThat(send(peer.post(TALK))).succeedsWithin(PATIENCE);
    }

    @Test
    void aServerIsLetTalkWithoutAStream() throws Exception {
        start(exchange -> exchange.sendResponseHeaders(202, -1));

        assertThat(send(peer.post(TALK))).succeedsWithin(PATIENCE);
    }

    private void start(HttpHandler handler) throws IOException {
        peer = new Loopback(Flavour.STREAMABLE, PATIENCE, handler);
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
        return peer.client.sendAsync(request, BodyHandlers.ofString());
    }

    private void failsWith(CompletableFuture<?> answer, String what) throws InterruptedException {
        assertThat(answer)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(HttpRefusal.class)
                .withMessage("mcp-guard: server \"mail\" " + what);
        assertThat(peer.unreadable).containsExactly("the server " + what);
    }
}
