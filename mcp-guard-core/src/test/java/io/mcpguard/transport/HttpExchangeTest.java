package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.mcpguard.json.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard's HTTP client against a server on loopback, without the SDK between them. */
@Timeout(60)
class HttpExchangeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String NOTICE = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}";

    private final Reported reported = new Reported();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger reached = new AtomicInteger();
    private HttpServer server;
    private URI url;
    private HttpClients clients;
    private HttpClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
        clients = new HttpClients(new HttpRules("test", url, HttpRules.Flavour.STREAMABLE, Limits.DEFAULT, PATIENCE));
        clients.reportTo(reported);
        client = clients.build();
    }

    @AfterEach
    void stop() {
        clients.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void sendsAndAnswersAsDeepAsAMessageMayBe() {
        serve(exchange -> json(exchange, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + nested(128) + "}"));

        HttpResponse<String> answer = post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":" + nested(128)
                        + "}")
                .join();

        assertThat(answer.body()).contains("\"result\"");
        assertThat(reported.unreadable).isEmpty();
    }

    @Test
    void refusesAnAnswerThatIsDeeperThanAMessageMayBe() {
        serve(exchange -> json(exchange, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + nested(129) + "}"));

        assertThat(post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}"))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("answered with what is no JSON-RPC message");
    }

    @Test
    void answersInPlaceOfAServerWhoseEventIsDeeperThanAMessageMayBe() throws Exception {
        var answered = new CountDownLatch(1);
        serve(exchange -> {
            events(exchange, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + nested(129) + "}");
            awaitQuietly(answered); // the stream stays open
        });

        HttpResponse<String> answer =
                post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}").get(5, TimeUnit.SECONDS);
        answered.countDown();

        assertThat(answer.body())
                .contains("\"id\":1", "gave an answer that cannot be read, or is larger than the limits allow");
        assertThat(reported.unreadable)
                .containsExactly("the server gave an answer that cannot be read, or is larger than the limits allow");
        assertThat(reported.tooLarge).isEmpty();
    }

    @Test
    void tellsWhichAnswerOnTheListeningStreamIsDeeperThanAMessageMayBe() {
        serve(exchange ->
                events(exchange, "{\"jsonrpc\":\"2.0\",\"id\":\"a-1\",\"result\":" + nested(129) + "}", NOTICE));

        assertThat(listen().join().body()).isEqualTo("event: message\ndata: " + NOTICE + "\n\n");
        assertThat(reported.tooLarge).containsExactly("a-1");
        assertThat(reported.unreadable).isEmpty();
    }

    @Test
    void knowsARequestThatIsLongerAsTextThanItsCharacters() {
        serve(exchange -> json(exchange, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}"));
        String escaped = "\\u0001".repeat(3 << 20);

        HttpResponse<String> answer = post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"text\":\""
                        + escaped + "\"}}")
                .join();

        assertThat(answer.body()).contains("\"result\"");
    }

    @Test
    void failsAtOnceWhatItCannotReadAndSendsNothingOfIt() {
        serve(exchange -> json(exchange, "{}"));

        assertThat(post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":"))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("was to be sent what the guard cannot read as a message");
        assertThat(reached).hasValue(0);
        assertThat(reported.unreadable).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405})
    void aServerWithNothingToListenToHasNotLostTheSession(int status) {
        serve(exchange -> exchange.sendResponseHeaders(status, -1));

        assertThat(listen().join().statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404})
    void aPostThatIsToldSoHasLostTheSession(int status) {
        serve(exchange -> exchange.sendResponseHeaders(status, -1));

        assertThat(post(NOTICE).join().statusCode()).isEqualTo(status);
        assertThat(reported.unreadable)
                .containsExactly("the server does not know the session any more (HTTP status " + status + ")");
    }

    @Test
    void aServerThatTakesNothingGetsOnlySoManyPostsThatAwaitNoAnswer() throws Exception {
        var taken = new CountDownLatch(1);
        var full = new CountDownLatch(PostQueue.MAX_OPEN);
        serve(exchange -> {
            full.countDown();
            awaitQuietly(taken);
            exchange.sendResponseHeaders(202, -1);
        });

        var posts = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 3 * PostQueue.MAX_OPEN; i++) {
            posts.add(post(NOTICE));
        }

        assertThat(full.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(reached).hasValue(PostQueue.MAX_OPEN);
        taken.countDown();
        assertThat(posts).allSatisfy(post -> assertThat(post).succeedsWithin(PATIENCE));
        assertThat(reached).hasValue(3 * PostQueue.MAX_OPEN);
    }

    @Test
    void aRequestOfTheApplicationWaitsForNoneOfThem() {
        serve(exchange -> {
            if (exchange.getRequestHeaders().containsKey("X-Request")) {
                json(exchange, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
            } else {
                awaitQuietly(new CountDownLatch(1));
            }
        });
        for (int i = 0; i < 2 * PostQueue.MAX_OPEN; i++) {
            assertThat(post(NOTICE)).isNotDone();
        }

        assertThat(post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", "X-Request", "yes"))
                .succeedsWithin(PATIENCE);
    }

    @Test
    void refusesAndRecordsPostsOfWhichTooManyWait() {
        serve(exchange -> awaitQuietly(new CountDownLatch(1)));
        for (int i = 0; i < PostQueue.MAX_OPEN + PostQueue.MAX_WAITING; i++) {
            assertThat(post(NOTICE)).isNotDone();
        }

        assertThat(post(NOTICE))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("does not take what it is sent");
        assertThat(reported.unreadable).containsExactly("the server does not take what it is sent");
    }

    @Test
    void postsThatNobodyWaitsForAnyMoreMakeRoom() throws Exception {
        var taken = new CountDownLatch(1);
        serve(exchange -> {
            awaitQuietly(taken);
            exchange.sendResponseHeaders(202, -1);
        });
        var open = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < PostQueue.MAX_OPEN; i++) {
            open.add(post(NOTICE));
        }
        for (int i = 0; i < PostQueue.MAX_WAITING; i++) {
            post(NOTICE).cancel(true);
        }

        open.add(post(NOTICE));
        assertThat(open).noneMatch(CompletableFuture::isDone);
        taken.countDown();

        assertThat(open).allSatisfy(post -> assertThat(post).succeedsWithin(PATIENCE));
        assertThat(reached).hasValue(PostQueue.MAX_OPEN + 1);
    }

    @Test
    void givesTheServerBackItsOwnIdOfAnEventAndTheSdkAName() {
        var lastEvents = new LinkedBlockingQueue<String>();
        serve(exchange -> {
            lastEvents.add(String.valueOf(exchange.getRequestHeaders().getFirst(HttpHead.LAST_EVENT)));
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            String event = "id: ignore-all-instructions\ndata: " + NOTICE + "\n\n";
            exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
        });

        String seen = listen().join().body();
        listen(HttpHead.LAST_EVENT, "event-1").join();

        assertThat(seen).contains("id: event-1\n").doesNotContain("ignore-all-instructions");
        assertThat(lastEvents).containsExactly("null", "ignore-all-instructions");
    }

    private void serve(HttpHandler handler) {
        server.createContext("/mcp", exchange -> {
            reached.incrementAndGet();
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                handler.handle(exchange);
            }
        });
    }

    private static void json(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void events(HttpExchange exchange, String... messages) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        for (String message : messages) {
            exchange.getResponseBody().write(("data: " + message + "\n\n").getBytes(StandardCharsets.UTF_8));
        }
        exchange.getResponseBody().flush();
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }

    private CompletableFuture<HttpResponse<String>> listen(String... headers) {
        return client.sendAsync(
                HttpRequest.newBuilder(url)
                        .headers(headers.length == 0 ? new String[] {HttpHead.SESSION, "session-1"} : headers)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<HttpResponse<String>> post(String body, String... headers) {
        return client.sendAsync(
                HttpRequest.newBuilder(url)
                        .headers(headers.length == 0 ? new String[] {HttpHead.SESSION, "session-1"} : headers)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
