package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Server;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/** What becomes of a lost connection when the application reacts to it. The transport behind the guard never answers. */
@Timeout(60)
class GuardedTransportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Silent silent = new Silent();
    private final GuardedTransport guarded =
            new GuardedTransport(McpGuard.builder().build(), Server.named("mail"), () -> silent);

    @Test
    void isNotHeldUpByAnApplicationThatWaitsUntilItIsConnectedAgain() throws Exception {
        BlockingQueue<JSONRPCMessage> told = new LinkedBlockingQueue<>();
        guarded.connect(inbound -> inbound.doOnNext(message -> {
                    CompletableFuture.runAsync(this::connectAgain).join();
                    told.add(message);
                }))
                .block(PATIENCE);
        // It waits for the guard's own listing, whose end is told from within the loss.
        guarded.sendMessage(new JSONRPCRequest("2.0", "tools/call", "1", Map.of("name", "send")))
                .subscribe();

        CompletableFuture<Void> loss =
                CompletableFuture.runAsync(() -> silent.connections.get(0).lost("its process ended with status 1"));

        assertThat(loss).succeedsWithin(PATIENCE);
        assertThat(Heard.next(told)).isInstanceOf(JSONRPCResponse.class);
        assertThat(silent.connections).hasSize(2);
    }

    @Test
    void answersEveryoneThoughTheApplicationFailsAtTheFirst() throws Exception {
        BlockingQueue<JSONRPCMessage> told = new LinkedBlockingQueue<>();
        guarded.connect(inbound -> {
                    told.add(inbound.block(PATIENCE));
                    throw new IllegalStateException("the application fails");
                })
                .block(PATIENCE);
        guarded.sendMessage(new JSONRPCRequest("2.0", "ping", "1", null)).block(PATIENCE);
        guarded.sendMessage(new JSONRPCRequest("2.0", "ping", "2", null)).block(PATIENCE);

        silent.connections.get(0).lost("its process ended with status 1");

        assertThat(told).hasSize(2);
    }

    @Test
    void whatAnOldConnectionTellsIsNotTakenForTheNewOne() throws Exception {
        BlockingQueue<JSONRPCMessage> told = new LinkedBlockingQueue<>();
        guarded.connect(inbound -> inbound.doOnNext(told::add)).block(PATIENCE);
        guarded.connect(inbound -> inbound.doOnNext(told::add)).block(PATIENCE);
        guarded.sendMessage(new JSONRPCRequest("2.0", "ping", "1", null)).block(PATIENCE);

        silent.connections.get(0).tooLarge("1");
        silent.connections.get(0).lost("its process ended with status 1");
        assertThat(told).isEmpty();

        silent.connections.get(1).tooLarge("1");
        assertThat(Heard.next(told)).isInstanceOf(JSONRPCResponse.class);
    }

    private void connectAgain() {
        guarded.connect(inbound -> inbound).block(PATIENCE);
    }

    /** Takes everything, answers nothing. */
    private static final class Silent implements ReportingTransport {

        final List<Reports> connections = new CopyOnWriteArrayList<>();

        @Override
        public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler, Reports reports) {
            return Mono.fromRunnable(() -> connections.add(reports));
        }

        @Override
        public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
            return connect(handler, Reports.NONE);
        }

        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            throw new UnsupportedOperationException();
        }
    }
}
