package io.mcpguard.test.transport;

import static java.util.Objects.requireNonNull;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The client's side of a connection within one process. Every message takes the way through JSON text, so that each end
 * sees the types that a wire would give it. As over stdio, one thread reads what the server says, in order; a line that
 * is no JSON-RPC message is dropped, as the guard's own stdio transport does. As over HTTP, the next message to a server that forgot its client fails
 * with {@link McpTransportSessionNotFoundException}, upon which the SDK's client connects anew for the one after it.
 *
 * <pre>{@code
 * var client = McpClient.sync(InMemoryTransport.to(TestServer.named("mail"))).build();
 * }</pre>
 */
public final class InMemoryTransport implements McpClientTransport {

    private final MessageServer server;
    private final McpJsonMapper mapper = JsonMappers.standard();
    private volatile Consumer<Throwable> exceptionHandler = failure -> {};
    private volatile @Nullable InMemoryConnection connection;

    private InMemoryTransport(MessageServer server) {
        this.server = requireNonNull(server, "server");
    }

    /**
     * A transport to a server in this process.
     *
     * @param server a {@code TestServer}, or an {@link InMemoryServerTransport} with a server of the SDK behind it
     * @return the transport, for one client
     */
    public static InMemoryTransport to(MessageServer server) {
        return new InMemoryTransport(server);
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> {
            disconnect();
            connection = InMemoryConnection.open(server, mapper, handler);
        });
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> {
            InMemoryConnection open = connection;
            if (open == null) {
                throw new IllegalStateException("not connected");
            }
            if (open.isForgotten()) {
                var failure = new McpTransportSessionNotFoundException("in-memory");
                exceptionHandler.accept(failure);
                throw failure;
            }
            open.send(text(message));
        });
    }

    private String text(JSONRPCMessage message) {
        try {
            return mapper.writeValueAsString(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        exceptionHandler = requireNonNull(handler, "handler");
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return mapper.convertValue(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2024_11_05,
                ProtocolVersions.MCP_2025_03_26,
                ProtocolVersions.MCP_2025_06_18,
                ProtocolVersions.MCP_2025_11_25);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::disconnect);
    }

    private void disconnect() {
        InMemoryConnection open = connection;
        connection = null;
        if (open != null) {
            open.hangUp();
        }
    }
}
