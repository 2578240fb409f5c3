package io.mcpguard.transport;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A transport of the SDK over HTTP, with a client of the guard's in it that tells what the SDK cannot. */
final class HttpTransport implements ReportingTransport {

    private final McpClientTransport sdk;
    private final HttpClients clients;

    HttpTransport(McpClientTransport sdk, HttpClients clients) {
        this.sdk = sdk;
        this.clients = clients;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler, Reports reports) {
        clients.reportTo(reports);
        return sdk.connect(handler);
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return sdk.connect(handler);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return sdk.sendMessage(message);
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        sdk.setExceptionHandler(handler);
    }

    /** The SDK leaves streams open whose head has not come yet. */
    @Override
    public Mono<Void> closeGracefully() {
        return sdk.closeGracefully().doFinally(how -> clients.close());
    }

    @Override
    public void close() {
        closeGracefully().subscribe(nothing -> {}, failure -> {});
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return sdk.unmarshalFrom(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return sdk.protocolVersions();
    }
}
