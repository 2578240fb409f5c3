package io.mcpguard.test.transport;

import static java.util.Objects.requireNonNull;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs a real server of the MCP SDK in memory, for several clients at once.
 *
 * <pre>{@code
 * var transport = new InMemoryServerTransport();
 * McpServer.sync(transport).serverInfo("real", "1").build();
 * var client = McpClient.sync(InMemoryTransport.to(transport)).build();
 * }</pre>
 */
public final class InMemoryServerTransport implements McpServerTransportProvider, MessageServer {

    private static final Logger log = LoggerFactory.getLogger(InMemoryServerTransport.class);

    private final McpJsonMapper mapper = JsonMappers.standard();
    private final Map<String, McpServerSession> sessions = new ConcurrentHashMap<>();
    private volatile McpServerSession.@Nullable Factory factory;

    /** A transport that waits for a server of the SDK. */
    public InMemoryServerTransport() {}

    @Override
    public void setSessionFactory(McpServerSession.Factory sessionFactory) {
        factory = requireNonNull(sessionFactory, "sessionFactory");
    }

    @Override
    public Peer connect(Peer client) {
        McpServerSession.Factory ready = factory;
        if (ready == null) {
            throw new IllegalStateException("no server yet: pass this transport to McpServer.sync or McpServer.async");
        }
        McpServerSession session = ready.create(new ToClient(client));
        sessions.put(session.getId(), session);
        return new Peer() {
            @Override
            public void receive(String json) {
                session.handle(message(json))
                        .subscribe(done -> {}, failure -> log.warn("the server failed on a message", failure));
            }

            @Override
            public void close() {
                sessions.remove(session.getId());
                session.close();
            }
        };
    }

    private JSONRPCMessage message(String json) {
        try {
            return McpSchema.deserializeJsonRpcMessage(mapper, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return Flux.fromIterable(sessions.values())
                .flatMap(session -> session.sendNotification(method, params))
                .then();
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
        return Flux.fromIterable(sessions.values())
                .flatMap(McpServerSession::closeGracefully)
                .then();
    }

    /** What the SDK's session writes to. */
    private final class ToClient implements McpServerTransport {

        private final Peer client;

        ToClient(Peer client) {
            this.client = client;
        }

        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message) {
            return Mono.fromRunnable(() -> {
                try {
                    client.receive(mapper.writeValueAsString(message));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return mapper.convertValue(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.fromRunnable(client::close);
        }
    }
}
