package io.mcpguard.test;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Server;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.api.audit.AuditSink;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.policy.ClientFeature;
import io.mcpguard.policy.PinPolicy;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.ServerRules;
import io.mcpguard.test.GuardedAgent.Wire;
import io.mcpguard.test.transport.InMemoryTransport;
import io.mcpguard.transport.McpTransports;
import io.mcpguard.trust.MemoryPinStore;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Plays a case under a policy. Each play has a guard of its own: an attack and its twin have servers of the same names
 * that declare different things, which one guard would rightly take for a rug pull.
 */
final class GuardedPlay {

    private final Policy policy;
    private final UnaryOperator<McpGuard.Builder> customizer;
    private final RecordedDecisions ofTheTest;
    private final Approval answer;
    private final Wire wire;

    GuardedPlay(
            Policy policy,
            UnaryOperator<McpGuard.Builder> customizer,
            RecordedDecisions ofTheTest,
            Optional<Approval> answer,
            Wire wire) {
        this.wire = wire;
        this.policy = policy;
        this.customizer = customizer;
        this.ofTheTest = ofTheTest;
        this.answer = answer.orElseGet(() -> Approval.denied("test", "nobody answers in a play"));
    }

    Played run(AttackCase attack) {
        Policy listing = listing(attack);
        var lock = new MemoryPinStore();
        if (policy.pin().firstSight() == PinPolicy.FirstSight.REFUSE) {
            if (wire != Wire.MEMORY) {
                throw new IllegalArgumentException("a policy that trusts nothing at first sight is played in memory");
            }
            vet(attack.benignTwin(), listing, lock);
        }
        var recorded = new RecordedDecisions();
        try (Wires wires = new Wires();
                McpGuard guard = guard(listing, lock, decision -> {
                    recorded.append(decision);
                    ofTheTest.append(decision);
                })) {
            return AttackPlay.run(attack, (name, server) -> transport(guard, name, server, wires), recorded::all);
        }
    }

    private McpClientTransport transport(McpGuard guard, String name, TestServer server, Wires wires) {
        return switch (wire) {
            case MEMORY -> McpTransports.wrap(guard, identity(name), () -> InMemoryTransport.to(server));
            case HTTP -> McpTransports.http(guard, name, wires.url(server, wire));
            case SSE -> McpTransports.sse(guard, name, wires.url(server, wire));
            case STDIO -> McpTransports.stdio(guard, name, wires.command(server));
        };
    }

    private McpGuard guard(Policy listing, PinStore lock, AuditSink audit) {
        return customizer
                .apply(McpGuard.builder()
                        .policy(listing)
                        .lock(lock)
                        .audit(audit)
                        .approver(request -> CompletableFuture.completedStage(answer)))
                .build();
    }

    /** The policy under test with the servers of the case on its list. What it lists itself stays as it is. */
    private Policy listing(AttackCase attack) {
        Policy listing = policy;
        for (String name : attack.servers().keySet()) {
            if (!listing.lists(name)) {
                listing = listing.server(
                        name,
                        rules -> placed(rules, name)
                                .allowTools("*")
                                .allowPrompts("*")
                                .allowResources("*")
                                .allowClient(ClientFeature.values()));
            }
        }
        return listing;
    }

    /** Where a wire ends is known when the server is there. */
    private ServerRules placed(ServerRules rules, String name) {
        return wire == Wire.MEMORY ? rules.command(identity(name).command().toArray(String[]::new)) : rules;
    }

    private Server identity(String name) {
        return policy.lists(name)
                ? GuardRun.asListed(policy, name)
                : Server.command(name, List.of("in-memory", name)).checked();
    }

    /** Approves what the servers of the benign twin declare, as a reviewer would have before they were used. */
    private void vet(AttackCase twin, Policy listing, MemoryPinStore lock) {
        Policy trusting = listing.pin(pin -> pin.firstSight(PinPolicy.FirstSight.TRUST));
        try (McpGuard guard = guard(trusting, lock, decision -> {})) {
            twin.servers().forEach((name, server) -> {
                McpSyncClient client = McpClient.sync(
                                McpTransports.wrap(guard, identity(name), () -> InMemoryTransport.to(server)))
                        .build();
                AttackPlay.meet(client); // the guard looks at everything then
                client.closeGracefully();
            });
        }
        PinStore.Snapshot seen = lock.load().toCompletableFuture().join();
        lock.replace(seen.revision(), approved(seen.pins()))
                .toCompletableFuture()
                .join();
    }

    private static Pins approved(Pins seen) {
        Pins approved = seen;
        for (Map.Entry<String, ServerPins> server : seen.servers().entrySet()) {
            List<Pin> pins = server.getValue().pins().stream()
                    .map(pin -> pin.state(PinState.APPROVED))
                    .toList();
            approved = approved.with(server.getKey(), server.getValue().pins(pins));
        }
        return approved;
    }
}
