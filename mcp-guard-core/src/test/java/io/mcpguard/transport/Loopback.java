package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.mcpguard.json.Limits;
import io.mcpguard.transport.HttpRules.Flavour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on loopback, and a guarded client to it. */
final class Loopback extends Reported implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static final String REQUEST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}";
    static final String ANSWER = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";

    final URI url;
    final HttpClients clients;
    final HttpClient client;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Loopback(Flavour flavour, Duration patience, HttpHandler handler) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                handler.handle(exchange);
            }
        });
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
        clients = new HttpClients(new HttpRules("mail", url, flavour, Limits.DEFAULT, patience));
        clients.reportTo(this);
        client = clients.build();
    }

    HttpRequest post(String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(body));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    HttpRequest get() {
        return HttpRequest.newBuilder(url).build();
    }

    static void answer(HttpExchange exchange, String mediaType, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", mediaType);
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Until the server is stopped. */
    static void never() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Soon: an exchange is forgotten on the thread that ends it, which need not be the one that is told so. */
    void holdsNothingOpen() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!clients.open().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(clients.open()).isEmpty();
    }

    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public void close() {
        clients.close();
        stop();
    }
}
