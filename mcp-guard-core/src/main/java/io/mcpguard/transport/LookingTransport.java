package io.mcpguard.transport;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A transport of the application's for a child process, whose files are looked at before it connects. The SDK sends
 * without waiting for that; such messages wait here.
 */
final class LookingTransport implements ReportingTransport {

    private final McpClientTransport application;
    private final Look look;
    private volatile CompletableFuture<@Nullable Void> connected = new CompletableFuture<>();

    LookingTransport(McpClientTransport application, Look look) {
        this.application = application;
        this.look = look;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler, Reports reports) {
        return Mono.defer(() -> {
            var now = new CompletableFuture<@Nullable Void>();
            connected = now;
            return look.before(reports)
                    .then(application.connect(handler).doOnSubscribe(started -> now.complete(null)))
                    .doOnError(now::completeExceptionally)
                    .doFinally(how -> now.complete(null));
        });
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return connect(handler, Reports.NONE);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        CompletableFuture<@Nullable Void> now = connected;
        return now.isDone() && !now.isCompletedExceptionally()
                ? application.sendMessage(message)
                : Mono.fromFuture(now, true).then(Mono.defer(() -> application.sendMessage(message)));
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        application.setExceptionHandler(handler);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return application.closeGracefully();
    }

    @Override
    public void close() {
        application.close();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return application.unmarshalFrom(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return application.protocolVersions();
    }
}
