package io.mcpguard.transport;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A transport of the SDK whose server is the test. It does everything at once, on the caller's thread. */
final class Peer implements McpClientTransport {

    /** What reached the server, and what was done to the transport, by name. */
    final List<Object> seen = new ArrayList<>();

    /** Fails everything with it, once it is there. */
    @Nullable
    RuntimeException failure;

    Consumer<Throwable> exceptions = failure -> {};
    private Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler = message -> message;

    /** A message from the server; what the handler returns is what the SDK's transports send back. */
    @Nullable
    JSONRPCMessage say(JSONRPCMessage message) {
        return handler.apply(Mono.just(message)).block();
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> to) {
        handler = to;
        return done("connect");
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return done(message);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return done("closeGracefully");
    }

    @Override
    public void close() {
        seen.add("close");
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> to) {
        exceptions = to;
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        if (failure != null) {
            throw failure;
        }
        return McpJsonDefaults.getMapper().convertValue(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return List.of("2025-06-18");
    }

    private Mono<Void> done(Object what) {
        return Mono.defer(() -> {
            if (failure != null) {
                return Mono.error(failure);
            }
            seen.add(what);
            return Mono.empty();
        });
    }
}
