package io.mcpguard.bench;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A transport to a server that costs nothing: each request is written as JSON, and the answer, which is ready as JSON, is
 * read, all on the caller's thread. What is left is what a client of the SDK does for each call whatever the server.
 */
final class DirectTransport implements McpClientTransport {

    private static final String VERSION = ProtocolVersions.MCP_2025_11_25;

    private final Map<String, String> results;
    private final List<String> pages;
    private @Nullable Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler;

    /** A transport to a server that has this tool listing, and answers every call with this result. */
    DirectTransport(Map<String, @Nullable Object> listing, Map<String, @Nullable Object> result) {
        this(List.of(Wire.write(listing)), result);
    }

    /** A transport to a server that lists its tools on these pages, as JSON, and answers every call with this result. */
    DirectTransport(List<String> pages, Map<String, @Nullable Object> result) {
        this.pages = List.copyOf(pages);
        Object initialized = Map.of(
                "protocolVersion",
                VERSION,
                "capabilities",
                Map.of("tools", Map.of()),
                "serverInfo",
                Map.of("name", "stock", "version", "1"));
        results = Map.of("initialize", Wire.write(initialized), "tools/call", Wire.write(result));
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> application) {
        return Mono.fromRunnable(() -> handler = application);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> {
            String sent = Wire.write(message);
            if (handler != null && !sent.isEmpty() && message instanceof JSONRPCRequest request) {
                handler.apply(Mono.just(read(answer(request)))).subscribe();
            }
        });
    }

    private String answer(JSONRPCRequest request) {
        String id = request.id() instanceof String text ? '"' + text + '"' : String.valueOf(request.id());
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result(request) + "}";
    }

    private @Nullable String result(JSONRPCRequest request) {
        return request.method().equals("tools/list")
                ? pages.get(Pages.number(Wire.params(request.params())))
                : results.get(request.method());
    }

    private static JSONRPCMessage read(String json) {
        try {
            return McpSchema.deserializeJsonRpcMessage(Wire.mapper(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return Wire.mapper().convertValue(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(VERSION);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }
}
