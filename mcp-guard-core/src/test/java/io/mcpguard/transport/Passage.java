package io.mcpguard.transport;

import io.mcpguard.json.Limits;
import java.net.URI;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The two sides of one body: what the server is told, what the SDK gets, and what is reported. */
final class Passage extends Reported implements BodySubscriber<Void>, Flow.Subscription {

    static final URI URL = URI.create("https://mcp.example.com/mcp");

    /** What the SDK got, one string for each buffer. */
    final List<String> got = new ArrayList<>();

    /** A number that is within our limits, and longer than Jackson reads. */
    static final String LONG_NUMBER = "0." + "1".repeat(998) + "e-0000000001";

    /** How many buffers the server was asked for. */
    long asked;

    boolean isHungUp;
    int ends;
    final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Flow.Subscription sdk;

    HttpReport report(HttpRules.Flavour flavour, Duration patience) {
        return new HttpReport(new HttpRules("mail", URL, flavour, new Limits(10, 100, 10_000, 10_000), patience), this);
    }

    /** The server's end of the body, from which the SDK wants everything. */
    void open(BodySubscriber<?> body) {
        body.onSubscribe(this);
        sdk.request(Long.MAX_VALUE);
    }

    static List<ByteBuffer> bytes(String text) {
        return List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    String failure() {
        return failure.isDone() ? failure.join().getMessage() : "none";
    }

    @Override
    public void request(long n) {
        asked += n;
    }

    @Override
    public void cancel() {
        isHungUp = true;
    }

    @Override
    public CompletionStage<Void> getBody() {
        return new CompletableFuture<>();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        sdk = subscription;
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        buffers.forEach(buffer ->
                got.add(StandardCharsets.UTF_8.decode(buffer.duplicate()).toString()));
    }

    @Override
    public void onError(Throwable e) {
        failure.complete(e);
    }

    @Override
    public void onComplete() {
        ends++;
    }
}
