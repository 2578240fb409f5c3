package io.mcpguard.it.realservers;

import io.mcpguard.it.realservers.Transcript.From;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Writes down what the application sees of a transport, guarded or not: every message of both directions, and failures.
 * It sits between the SDK's client and that transport. Ids of JSON-RPC are left out, they differ from run to run; that each
 * answer belongs to a request shows in its lane.
 */
final class Recorder implements McpClientTransport {

    private static final String OWN = "script-";

    private final McpClientTransport delegate;
    private final Transcript transcript;
    private final Map<Object, CompletableFuture<Object>> own = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();

    Recorder(McpClientTransport delegate, Transcript transcript) {
        this.delegate = delegate;
        this.transcript = transcript;
    }

    /**
     * Sends a request that the SDK's client has no method for, and waits for its answer.
     *
     * @return its result or its error
     */
    Object request(String method, Map<String, Object> params, Duration timeout) throws Exception {
        String id = OWN + ids.incrementAndGet();
        var answer = new CompletableFuture<Object>();
        own.put(id, answer);
        sendMessage(new JSONRPCRequest("2.0", method, id, params)).block(timeout);
        return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> application) {
        return delegate.connect(inbound -> application.apply(inbound.filter(this::received)))
                .doOnError(e -> failed("connect", e));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.defer(() -> {
            record(From.CLIENT, message);
            return delegate.sendMessage(message).doOnError(e -> failed("send", e));
        });
    }

    /** Whether it is for the SDK's client, and not an answer to the script. */
    private boolean received(JSONRPCMessage message) {
        Object payload = record(From.SERVER, message);
        CompletableFuture<Object> waiting =
                message instanceof JSONRPCResponse response && response.id() != null ? own.remove(response.id()) : null;
        if (waiting != null) {
            waiting.complete(payload);
        }
        return waiting == null;
    }

    private Object record(From from, JSONRPCMessage message) {
        Map<String, Object> tree = tree(message);
        if (message instanceof JSONRPCRequest request) {
            transcript.opened(from, request.id(), request.method());
            return add(from, request.method() + " request", tree.get("params"));
        }
        if (message instanceof JSONRPCNotification notification) {
            return add(from, notification.method() + " notification", tree.get("params"));
        }
        JSONRPCResponse response = (JSONRPCResponse) message;
        From asker = from == From.CLIENT ? From.SERVER : From.CLIENT;
        boolean failed = response.error() != null;
        Object payload = tree.get(failed ? "error" : "result");
        // First the message, then the mark that it is answered: who waits for quiet must not slip in between.
        String method = transcript.method(asker, response.id());
        add(from, method + (failed ? " error" : " result"), payload);
        transcript.answered(asker, response.id());
        return payload;
    }

    private Object add(From from, String lane, Object payload) {
        transcript.add(from, lane, payload);
        return payload;
    }

    private void failed(String what, Throwable failure) {
        transcript.add(From.SERVER, what + " failure", Outcomes.ofFailure(failure));
    }

    /** As it would stand on the wire, whatever records and maps it is made of. */
    static Map<String, Object> tree(Object value) {
        try {
            String text = McpJsonDefaults.getMapper().writeValueAsString(value);
            return new LinkedHashMap<>(JsonText.parseObject(text, Limits.DEFAULT));
        } catch (IOException e) {
            throw new IllegalStateException("no JSON: " + value.getClass(), e);
        }
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> application) {
        delegate.setExceptionHandler(failure -> {
            failed("transport", failure);
            application.accept(failure);
        });
    }

    @Override
    public Mono<Void> closeGracefully() {
        return delegate.closeGracefully();
    }

    @Override
    public void close() {
        delegate.close();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return delegate.unmarshalFrom(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return delegate.protocolVersions();
    }
}
