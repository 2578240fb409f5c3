package io.mcpguard.test.transport;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What lives from one {@code connect} of an {@link InMemoryTransport} to the next. */
final class InMemoryConnection implements Peer {

    private static final Logger log = LoggerFactory.getLogger(InMemoryConnection.class);

    private final McpJsonMapper mapper;
    private final Scheduler inbound = Schedulers.newSingle("mcp-in-memory-inbound", true);
    private final Sinks.Many<String> lines = Sinks.many().unicast().onBackpressureBuffer();
    private volatile Peer server = NOBODY;
    private volatile boolean forgotten;

    private InMemoryConnection(McpJsonMapper mapper) {
        this.mapper = mapper;
    }

    static InMemoryConnection open(
            MessageServer server, McpJsonMapper mapper, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        var connection = new InMemoryConnection(mapper);
        connection.read(handler);
        connection.server = server.connect(connection);
        return connection;
    }

    private void read(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        // flatMap, and at its default concurrency: a handler that never completes must hurt here as it does over stdio
        lines.asFlux()
                .publishOn(inbound)
                .mapNotNull(this::message)
                .flatMap(message -> Mono.just(message).transform(handler))
                .subscribe(message -> {}, failure -> log.warn("reading from the server ended", failure));
    }

    /** Null for a line that is no message: one of them must not end the connection. */
    private @Nullable JSONRPCMessage message(String json) {
        try {
            return McpSchema.deserializeJsonRpcMessage(mapper, json);
        } catch (IOException | RuntimeException e) {
            log.debug(
                    "a line that is no message was dropped after {}",
                    e.getClass().getName());
            return null;
        }
    }

    void send(String json) {
        server.receive(json);
    }

    boolean isForgotten() {
        return forgotten;
    }

    void hangUp() {
        server.close();
        inbound.dispose();
    }

    @Override
    public void receive(String json) {
        synchronized (lines) { // the sink takes one emitter at a time
            lines.tryEmitNext(json);
        }
    }

    @Override
    public void close() {
        forgotten = true;
    }

    private static final Peer NOBODY = new Peer() {
        @Override
        public void receive(String json) {}

        @Override
        public void close() {}
    };
}
