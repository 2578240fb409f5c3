package io.mcpguard.transport;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A body that nobody is to read: the SDK gets an empty one. A little of it is read and thrown away, so that the connection
 * can be used again; for more, or if it takes long, the connection is closed.
 */
final class EmptyBody<T> implements BodySubscriber<T> {

    private static final int MAX_BYTES = 16 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final BodySubscriber<T> sdk;
    private long bytes;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription server;
    private volatile @Nullable Alarm deadline;

    EmptyBody(BodySubscriber<T> sdk) {
        this.sdk = sdk;
    }

    @Override
    public CompletionStage<T> getBody() {
        return sdk.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        server = subscription;
        deadline = Alarm.after(PATIENCE, () -> {
            subscription.cancel();
            over();
        });
        subscription.request(Long.MAX_VALUE);
        sdk.onSubscribe(new Nothing());
        sdk.onComplete();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        buffers.forEach(buffer -> bytes += buffer.remaining());
        if (bytes > MAX_BYTES && server != null) {
            server.cancel();
            over();
        }
    }

    @Override
    public void onError(Throwable failure) {
        over();
    }

    @Override
    public void onComplete() {
        over();
    }

    /** Does it when the server has the connection no more, or has sent all. */
    void whenOver(Runnable then) {
        CompletionStage<Void> end = over;
        end.thenRun(then);
    }

    private void over() {
        over.complete(null);
        if (deadline != null) {
            deadline.callOff();
        }
    }

    /** There is nothing to be asked for. */
    private static final class Nothing implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
