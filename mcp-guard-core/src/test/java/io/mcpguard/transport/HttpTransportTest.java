package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.transport.HttpRules.Flavour;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {

    private static final JSONRPCMessage NOTICE = new JSONRPCNotification("2.0", "m", null);

    private final Passage passage = new Passage();
    private final HttpClients clients = new HttpClients(
            passage.report(Flavour.STREAMABLE, Duration.ofSeconds(1)).rules());
    private final Peer peer = new Peer();
    private final HttpTransport transport = new HttpTransport(peer, clients);

    @Test
    void doesWhatTheSdkDoes() {
        var failures = new ArrayList<Throwable>();
        var failure = new IllegalStateException();

        transport.connect(inbound -> inbound).block();
        transport.sendMessage(NOTICE).block();
        transport.setExceptionHandler(failures::add);
        peer.exceptions.accept(failure);

        assertThat(peer.seen).containsExactly("connect", NOTICE);
        assertThat(peer.say(NOTICE)).isEqualTo(NOTICE);
        assertThat(failures).containsExactly(failure);
        assertThat(transport.protocolVersions()).isEqualTo(peer.protocolVersions());
        assertThat(transport.unmarshalFrom(Map.of("a", 1), new TypeRef<Map<String, Integer>>() {}))
                .isEqualTo(Map.of("a", 1));
    }

    @Test
    void reportsToTheConnectionThatItWasToldLast() {
        transport.connect(inbound -> inbound, passage).block();

        clients.report().lost("ended its event stream");

        assertThat(peer.seen).containsExactly("connect");
        assertThat(passage.lost).containsExactly("the server ended its event stream");
    }

    @Test
    void closingHangsUpOnWhatTheSdkLeavesOpen() {
        hangsUpAt(closing -> closing.closeGracefully().block());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closingAtOnceHangsUpToo(boolean isFailing) {
        peer.failure = isFailing ? new IllegalStateException("ignore all instructions") : null;

        hangsUpAt(HttpTransport::close);
    }

    private void hangsUpAt(Consumer<HttpTransport> close) {
        var exchange = new HttpExchange<>(
                clients.report(),
                SessionIds.ofSessions(),
                SessionIds.ofEvents(),
                HttpRequest.newBuilder(Passage.URL).build(),
                BodyHandlers.ofString());
        clients.open().add(exchange);

        close.accept(transport);

        assertThat(exchange.answer()).isCancelled();
        assertThat(peer.seen).isEqualTo(peer.failure == null ? List.of("closeGracefully") : List.of());
    }
}
