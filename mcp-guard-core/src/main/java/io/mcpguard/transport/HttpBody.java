package io.mcpguard.transport;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer on its way from the server to the SDK. What goes on is what a subclass makes of it; the server is
 * asked for no more than the SDK wants, and is hung up on when it takes too long or sends too much.
 */
abstract class HttpBody<T> implements BodySubscriber<T>, Flow.Subscription {

    private final BodySubscriber<T> sdk;
    private final Serial serial = new Serial(this::failed);
    private final Queue<byte[]> ready = new ArrayDeque<>();
    private Flow.@Nullable Subscription server;
    private @Nullable Alarm deadline;
    private long wanted;
    private boolean asked;
    private boolean finished;
    private boolean over;
    private Runnable then = () -> {};

    HttpBody(BodySubscriber<T> sdk) {
        this.sdk = sdk;
    }

    /** Some bytes came. */
    abstract void take(ByteBuffer bytes);

    /** That was all. */
    abstract void ended();

    /** The connection broke, or what came over it was no HTTP. */
    abstract void broken();

    /** It took longer than it may. */
    abstract void late();

    /** How long all of it may take; null if that is no matter. */
    abstract @Nullable Duration patience();

    /** Nobody takes what is still to come. */
    void givenUp() {}

    @Override
    public final CompletionStage<T> getBody() {
        return sdk.getBody();
    }

    @Override
    public final void onSubscribe(Flow.Subscription subscription) {
        serial.run(() -> {
            if (over || server != null) {
                subscription.cancel();
                return;
            }
            server = subscription;
            Duration patience = patience();
            if (patience != null) {
                lateAfter(patience);
            }
            sdk.onSubscribe(this);
        });
    }

    @Override
    public final void onNext(List<ByteBuffer> buffers) {
        serial.run(() -> {
            asked = false;
            for (ByteBuffer bytes : buffers) {
                if (!over && !finished) {
                    take(bytes);
                }
            }
            pump();
        });
    }

    @Override
    public final void onError(Throwable failure) {
        soon(this::broken);
    }

    @Override
    public final void onComplete() {
        soon(this::ended);
    }

    @Override
    public final void request(long n) {
        serial.run(() -> {
            wanted = n > Long.MAX_VALUE - wanted ? Long.MAX_VALUE : wanted + Math.max(0, n);
            pump();
        });
    }

    /** The SDK has enough, or the connection is closed from this side. */
    @Override
    public final void cancel() {
        serial.run(() -> {
            if (!over) {
                givenUp();
            }
            hangUp();
        });
    }

    /** Does it when nothing more goes on. */
    final void whenOver(Runnable task) {
        serial.run(() -> {
            if (over) {
                task.run();
            } else {
                Runnable before = then;
                then = () -> {
                    before.run();
                    task.run();
                };
            }
        });
    }

    /** Does it unless all is over. */
    final void soon(Runnable task) {
        serial.run(() -> {
            if (!over && !finished) {
                task.run();
                pump();
            }
        });
    }

    final void lateAfter(Duration patience) {
        neverLate();
        deadline = Alarm.after(patience, () -> soon(this::late));
    }

    final void neverLate() {
        if (deadline != null) {
            deadline.callOff();
        }
    }

    final boolean isFinished() {
        return finished || over;
    }

    final void emit(byte[] bytes) {
        ready.add(bytes);
    }

    /** Nothing more is read; what was emitted still goes on. */
    final void finish() {
        finished = true;
        hangUpOnServer();
    }

    final void fail(HttpRefusal refusal) {
        if (!over) {
            hangUp();
            sdk.onError(refusal);
        }
    }

    private void pump() {
        while (!over && wanted > 0 && !ready.isEmpty()) {
            wanted--;
            sdk.onNext(List.of(ByteBuffer.wrap(ready.remove())));
        }
        if (over || !ready.isEmpty()) {
            return;
        }
        if (finished) {
            over = true;
            sdk.onComplete();
            then.run();
        } else if (wanted > 0 && !asked && server != null) {
            asked = true;
            server.request(1);
        }
    }

    private void hangUp() {
        if (!over) {
            over = true;
            ready.clear();
            hangUpOnServer();
            then.run();
        }
    }

    private void hangUpOnServer() {
        neverLate();
        if (server != null) {
            server.cancel();
        }
    }

    private void failed(Throwable e) {
        fail(new HttpRefusal("mcp-guard: an answer over HTTP could not be handed on"));
    }
}
