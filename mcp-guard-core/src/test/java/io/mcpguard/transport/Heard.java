package io.mcpguard.transport;

import io.mcpguard.json.Limits;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stdio transport to a shell script, and everything that came of it. */
final class Heard extends Reported {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    final BlockingQueue<JSONRPCMessage> messages = new LinkedBlockingQueue<>();
    final StdioTransport transport;

    private Heard(StdioTransport transport) {
        this.transport = transport;
    }

    static Heard of(StdioTransport transport) {
        var heard = new Heard(transport);
        transport
                .connect(
                        inbound -> inbound.doOnNext(message -> {
                            if (message instanceof JSONRPCNotification told
                                    && told.method().equals("fail")) {
                                throw new IllegalStateException("the application fails");
                            }
                            if (message instanceof JSONRPCNotification told
                                    && told.method().equals("overflow")) {
                                throw new StackOverflowError();
                            }
                            heard.messages.add(message);
                        }),
                        heard)
                .block(PATIENCE);
        return heard;
    }

    static StdioTransport to(String script) {
        return to(script, Limits.DEFAULT);
    }

    static StdioTransport to(String script, Limits limits) {
        return new StdioTransport(
                "script", ServerParameters.builder("sh").args("-c", script).build(), limits);
    }

    static Heard of(String script) {
        return of(to(script));
    }

    void tell(String method) {
        transport.sendMessage(new JSONRPCNotification("2.0", method, null)).block(PATIENCE);
    }

    /** The next message's method. */
    String method() throws InterruptedException {
        JSONRPCMessage message = next(messages);
        return message instanceof JSONRPCNotification notification ? notification.method() : String.valueOf(message);
    }

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    void close() {
        transport.closeGracefully().block(PATIENCE);
    }
}
