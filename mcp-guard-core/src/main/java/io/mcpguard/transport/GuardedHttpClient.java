package io.mcpguard.transport;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The JDK's client, held to one server's rules. */
final class GuardedHttpClient extends HttpClient {

    /** A server that does not even begin to answer is not waited for. */
    private static final long LISTENING_PATIENCE_MILLIS = 500;

    private final HttpClient client;
    private final HttpClients origin;
    private final SessionIds sessions = SessionIds.ofSessions();
    private final SessionIds events = SessionIds.ofEvents();
    private final PostQueue queue = new PostQueue();
    private volatile CompletableFuture<@Nullable Void> listening = CompletableFuture.completedFuture(null);

    GuardedHttpClient(HttpClient client, HttpClients origin) {
        this.client = client;
        this.origin = origin;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        var exchange = new HttpExchange<>(origin.report(), sessions, events, request, handler);
        origin.open().add(exchange);
        exchange.whenOver(() -> origin.open().remove(exchange));
        if (exchange.listens()) {
            listening = exchange.headed();
        }
        if (!exchange.mayWait()) {
            exchange.start(client);
        } else if (exchange.letsTalk()) {
            // Not before the stream is open on which the server talks: what it says at once would be lost.
            CompletionStage<?> open =
                    listening.copy().completeOnTimeout(null, LISTENING_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            open.thenRun(() -> enter(exchange));
        } else {
            enter(exchange);
        }
        return exchange.answer();
    }

    private void enter(HttpExchange<?> exchange) {
        if (!queue.enter(new Waiting(exchange))) {
            exchange.refuse("does not take what it is sent");
        }
    }

    /** A post that waits until the server has taken others. */
    private final class Waiting implements PostQueue.Post {

        private final HttpExchange<?> exchange;

        Waiting(HttpExchange<?> exchange) {
            this.exchange = exchange;
        }

        @Override
        public long bytes() {
            return exchange.bytes();
        }

        @Override
        public boolean isOver() {
            return exchange.answer().isDone();
        }

        @Override
        public void begin() {
            exchange.whenOver(queue::leave);
            exchange.start(client);
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
        return sendAsync(request, handler); // nobody asked for what a server pushes
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = sendAsync(request, handler);
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException("mcp-guard: no answer");
        }
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }
}
