package io.mcpguard.test;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Decision;
import io.mcpguard.api.Server;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.ServerPolicy;
import io.mcpguard.test.transport.InMemoryTransport;
import io.mcpguard.transport.McpTransports;
import io.mcpguard.trust.MemoryPinStore;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What belongs to one test: its guard, its agent, and everything to be closed. */
final class GuardRun implements GuardedAgent, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Policy policy;
    private final UnaryOperator<McpGuard.Builder> customizer;
    private final RecordedDecisions recorded = new RecordedDecisions();
    private final Answers answers = new Answers();
    private final List<McpSyncClient> clients = new ArrayList<>();
    private final Wires wires = new Wires();
    private @Nullable McpGuard guard;

    GuardRun(Policy policy, UnaryOperator<McpGuard.Builder> customizer) {
        this.policy = policy;
        this.customizer = customizer;
    }

    /** Made when first asked for: a test that only plays attacks, each behind a guard of its own, needs none. */
    synchronized McpGuard guard() {
        if (guard == null) {
            guard = customizer
                    .apply(McpGuard.builder()
                            .policy(policy)
                            .lock(new MemoryPinStore())
                            .audit(recorded)
                            .approver(answers))
                    .build();
        }
        return guard;
    }

    RecordedDecisions recorded() {
        return recorded;
    }

    @Override
    public McpSyncClient connect(String name, TestServer server) {
        return connect(name, server, Wire.MEMORY);
    }

    @Override
    public McpSyncClient connect(String name, TestServer server, Wire wire) {
        return client(wrap(name, () -> wired(server, wire)));
    }

    @Override
    public McpSyncClient connectStdio(String name, ServerParameters command) {
        return client(McpTransports.stdio(guard(), name, command));
    }

    @Override
    public McpClientTransport transport(String name, TestServer server) {
        return wrap(name, () -> InMemoryTransport.to(server));
    }

    private McpSyncClient client(McpClientTransport transport) {
        McpSyncClient client =
                McpClient.sync(transport).requestTimeout(PATIENCE).build();
        clients.add(client);
        return client;
    }

    private McpClientTransport wrap(String name, Supplier<McpClientTransport> transport) {
        return McpTransports.wrap(guard(), asListed(guard().policy(), name), transport);
    }

    /** The server as the policy wants it: what is under test is what the policy does with it once it is admitted. */
    static Server asListed(Policy policy, String name) {
        ServerPolicy listed = policy.server(name);
        if (!listed.command().isEmpty()) {
            return Server.command(name, listed.command()).checked();
        }
        return listed.url().map(url -> Server.url(name, url).checked()).orElseGet(() -> Server.named(name));
    }

    private McpClientTransport wired(TestServer server, Wire wire) {
        return switch (wire) {
            case MEMORY -> InMemoryTransport.to(server);
            case HTTP -> {
                URI url = wires.url(server, wire);
                yield HttpClientStreamableHttpTransport.builder(url.resolve("/").toString())
                        .endpoint(url.getPath())
                        .build();
            }
            case SSE -> {
                URI url = wires.url(server, wire);
                yield sse(url.resolve("/").toString(), url.getPath());
            }
            case STDIO ->
                throw new IllegalArgumentException(
                        "a child process is known by its command: connectStdio with TestServers.stdio(StdioRelay.start(server))");
        };
    }

    @SuppressWarnings("deprecation") // the SDK deprecated SSE; servers go on using it
    private static McpClientTransport sse(String origin, String path) {
        return io.modelcontextprotocol.client.transport.HttpClientSseClientTransport.builder(origin)
                .sseEndpoint(path)
                .build();
    }

    @Override
    public Played play(AttackCase attack) {
        return play(attack, Wire.MEMORY);
    }

    @Override
    public Played play(AttackCase attack, Wire wire) {
        return new GuardedPlay(policy, customizer, recorded, answers.given(), wire).run(attack);
    }

    @Override
    public void answers(Approval approval) {
        answers.give(approval);
    }

    @Override
    public List<Decision> decisions() {
        return recorded.all();
    }

    @Override
    public synchronized void close() {
        clients.forEach(McpSyncClient::closeGracefully);
        wires.close();
        if (guard != null) {
            guard.close();
        }
        answers.failIfAnyIsMissing();
    }
}
