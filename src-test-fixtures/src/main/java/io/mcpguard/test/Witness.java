package io.mcpguard.test;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A transport that writes down every string that it hands to the client: what the model may come to read. It stands
 * between the client and the guard.
 */
final class Witness implements McpClientTransport {

    private static final TypeRef<Map<String, @Nullable Object>> OBJECT = new TypeRef<>() {};

    private final McpClientTransport delegate;
    private final List<String> strings = new CopyOnWriteArrayList<>();

    Witness(McpClientTransport delegate) {
        this.delegate = delegate;
    }

    List<String> strings() {
        return strings;
    }

    /** Also what the client throws may reach the model: frameworks turn it into text. */
    void saw(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            strings.add(String.valueOf(t.getMessage()));
        }
    }

    private void saw(@Nullable Object node) {
        if (node instanceof String text) {
            strings.add(text);
        } else if (node instanceof List<?> list) {
            list.forEach(this::saw);
        } else if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                saw(key);
                saw(value);
            });
        }
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return delegate.connect(inbound ->
                handler.apply(inbound.doOnNext(message -> saw((Object) delegate.unmarshalFrom(message, OBJECT)))));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return delegate.sendMessage(message);
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        delegate.setExceptionHandler(failure -> {
            saw(failure);
            handler.accept(failure);
        });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return delegate.unmarshalFrom(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return delegate.protocolVersions();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return delegate.closeGracefully();
    }

    @Override
    public void close() {
        delegate.close();
    }
}
