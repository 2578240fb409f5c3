package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.api.Server;
import io.mcpguard.policy.Policy;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class McpTransportsTest {

    private static final URI URL = URI.create("https://mcp.example.com/mcp");

    private final McpGuard guard = McpGuard.create();
    private final Peer peer = new Peer();
    private final LinkedBlockingQueue<String> asked = new LinkedBlockingQueue<>();

    @Test
    void givesTheFactoryACopyOfTheCommandThatWasChecked() {
        var parameters = ServerParameters.builder("npx")
                .args("-y", "server")
                .env(Map.of("TOKEN", "t"))
                .build();
        var given = new AtomicReference<ServerParameters>();

        var transport = McpTransports.stdio(guard, "files", parameters, checked -> {
            given.set(checked);
            return peer;
        });

        transport.connect(inbound -> inbound).block();

        assertThat(transport).hasToString("guarded files");
        assertThat(peer.seen).containsExactly("connect");
        assertThat(given.get()).isNotSameAs(parameters);
        assertThat(given.get().getCommand()).isEqualTo("npx");
        assertThat(given.get().getArgs()).containsExactly("-y", "server");
        assertThat(given.get().getEnv()).containsEntry("TOKEN", "t");
    }

    @Test
    void passesOnTheVariablesThatThePolicyNamesButNotInPlaceOfTheParameters() {
        String path = System.getenv("PATH");
        var plain = ServerParameters.builder("npx").env(Map.of()).build();
        var own = ServerParameters.builder("npx").env(Map.of("PATH", "/own")).build();

        assertThat(Stdio.copy(plain, Set.of("PATH", "NO_SUCH_VARIABLE")).getEnv())
                .containsEntry("PATH", path)
                .doesNotContainKey("NO_SUCH_VARIABLE");
        assertThat(Stdio.copy(own, Set.of("PATH")).getEnv()).containsEntry("PATH", "/own");
    }

    @Test
    void aServerIsTheCommandLineThatIsRun() {
        var parameters = ServerParameters.builder("npx").args("-y", "server").build();

        assertThat(Stdio.server("files", parameters).command()).isEqualTo(List.of("npx", "-y", "server"));
    }

    @Test
    void aServerAtAUrlIsKnownByTheKeysThatThePolicyPins() {
        String key = "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        McpGuard pinning = McpGuard.builder()
                .policy(Policy.balanced()
                        .server("web", rules -> rules.url(URL.toString()).tlsKeys(key)))
                .build();

        assertThat(McpTransports.server(pinning, "web", URL).tlsKeys()).containsExactly(key);
        assertThat(McpTransports.server(guard, "web", URL).tlsKeys()).isEmpty();
    }

    @Test
    void checksTheCommandAgainstThePolicy() {
        McpGuard strict = McpGuard.builder()
                .policy(Policy.strict().server("files", rules -> rules.command("npx", "-y", "other")))
                .build();
        var parameters = ServerParameters.builder("npx").args("-y", "server").build();

        McpTransports.stdio(strict, "files", parameters, checked -> peer)
                .connect(inbound -> inbound)
                .block();

        assertThat(peer.seen).isEmpty();
    }

    @Test
    void givesTheFactoryTheUrlThatWasCheckedAndAClientOfTheGuards() {
        var given = new AtomicReference<String>();
        var client = new AtomicReference<HttpClient.Builder>();

        var transport = McpTransports.http(guard, "web", URL, (url, builder) -> {
            given.set(url);
            client.set(builder);
            return peer;
        });
        transport.connect(inbound -> inbound).block();

        assertThat(transport).hasToString("guarded web");
        assertThat(given).hasValue(URL.toString());
        assertThat(client.get()).isInstanceOf(HttpClients.class);
        assertThat(peer.seen).containsExactly("connect");
    }

    @Test
    void reportsOverHttpToTheConnection() {
        var clients = new AtomicReference<HttpClients>();
        var transport = McpTransports.sse(guard, "web", URL, (url, builder) -> {
            clients.set((HttpClients) builder);
            return peer;
        });
        assertThat(clients.get().report().rules().isSse()).isTrue();
        assertThat(clients.get().report().to()).isSameAs(Reports.NONE);

        transport.connect(inbound -> inbound).block();

        assertThat(clients.get().report().to()).isNotSameAs(Reports.NONE);
    }

    @Test
    void aTransportWithAClientOfItsOwnGetsTheUrlThatWasChecked() {
        var given = new AtomicReference<String>();

        var transport = McpTransports.http(guard, "web", URL, url -> {
            given.set(url);
            return peer;
        });

        transport.connect(inbound -> inbound).block();

        assertThat(given).hasValue(URL.toString());
        assertThat(transport).hasToString("guarded web");
        assertThat(peer.seen).containsExactly("connect");
    }

    @Test
    void checksTheUrlAgainstThePolicy() {
        McpGuard strict = McpGuard.builder()
                .policy(Policy.strict().server("web", rules -> rules.url("https://other.example/mcp")))
                .build();

        McpTransports.http(strict, "web", URL, url -> peer)
                .connect(inbound -> inbound)
                .block();
        McpTransports.sse(strict, "web", URL, (url, client) -> peer)
                .connect(inbound -> inbound)
                .block();

        assertThat(peer.seen).isEmpty();
    }

    @Test
    void makesTransportsOfTheSdkWhereNobodyMakesAnother() {
        assertThat(McpTransports.http(guard, "web", URL)).hasToString("guarded web");
        assertThat(McpTransports.sse(guard, "old", URL)).hasToString("guarded old");
        assertThat(McpTransports.stdio(
                        guard, "files", ServerParameters.builder("npx").build()))
                .hasToString("guarded files");
        assertThat(McpTransports.wrap(guard, Server.named("any"), () -> peer)).hasToString("guarded any");
    }

    @Test
    void postsToTheEndpointOfTheUrl() throws Exception {
        try (Loopback server = answeringNothing(HttpRules.Flavour.STREAMABLE)) {
            var transport = McpTransports.http(guard, "web", server.url.resolve("/own/path?key=1"));
            transport.connect(inbound -> inbound).block(Heard.PATIENCE);

            transport
                    .sendMessage(new JSONRPCRequest("2.0", "ping", "1", null))
                    .onErrorComplete()
                    .block(Heard.PATIENCE);

            assertThat(Heard.next(asked)).isEqualTo("POST /own/path?key=1");
        }
    }

    @Test
    void listensAtTheEndpointOfTheUrl() throws Exception {
        try (Loopback server = answeringNothing(HttpRules.Flavour.SSE)) {
            McpTransports.sse(guard, "old", server.url.resolve("/own/path?key=1"))
                    .connect(inbound -> inbound)
                    .onErrorComplete()
                    .block(Heard.PATIENCE);

            assertThat(Heard.next(asked)).isEqualTo("GET /own/path?key=1");
        }
    }

    private Loopback answeringNothing(HttpRules.Flavour flavour) throws IOException {
        return new Loopback(flavour, Heard.PATIENCE, exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(404, -1);
        });
    }

    @Test
    void wantsToKnowWhichServerATransportIsTo() {
        assertThatThrownBy(() -> McpTransports.wrap(guard, null, () -> peer))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("server");
    }

    @Test
    void carriesTheConversationOfTheThread() throws Exception {
        Conversation ana = Conversation.of("chat-ana");

        McpTransportContext carried =
                ana.call(() -> McpTransports.conversationContext().get());

        assertThat(carried.get(Conversation.KEY)).isSameAs(ana);
        assertThat(McpTransports.conversationContext().get()).isSameAs(McpTransportContext.EMPTY);
    }
}
