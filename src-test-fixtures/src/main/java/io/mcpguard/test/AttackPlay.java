package io.mcpguard.test;

import io.mcpguard.api.Decision;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plays one case, from connecting its servers to closing its clients. */
final class AttackPlay {

    /** Puts a client's transport before a server: with a guard in between, or, to see that an attack works, without. */
    interface Wiring {
        McpClientTransport wire(String name, TestServer server);
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Nothing honest takes longer behind the last answer. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private static final Duration POLL = Duration.ofMillis(5);

    private record Connection(TestServer server, Witness witness, McpSyncClient client) {}

    private record Outcome(
            boolean reachedModel,
            boolean reachedServer,
            boolean keptData,
            List<String> received,
            List<Decision> decisions)
            implements Played {}

    private final AttackCase attack;
    private final Wiring wiring;
    private final Map<String, Connection> connections = new LinkedHashMap<>();
    private final List<Witness> witnesses = new ArrayList<>();
    private String underTest = "";
    private int callsBefore;

    private AttackPlay(AttackCase attack, Wiring wiring) {
        this.attack = attack;
        this.wiring = wiring;
    }

    /**
     * Plays.
     *
     * @param decisions what was decided, asked for at the end
     */
    static Played run(AttackCase attack, Wiring wiring, Supplier<List<Decision>> decisions) {
        return new AttackPlay(attack, wiring).run(decisions);
    }

    private Played run(Supplier<List<Decision>> decisions) {
        try {
            attack.servers().forEach((name, server) -> {
                underTest = name; // the last one
                connect(name, server);
            });
            attack.steps().forEach(this::step);
            awaitNotifications();
        } finally {
            connections.values().forEach(connection -> connection.client().close());
        }
        List<String> received = received();
        boolean kept = isKept(received);
        return new Outcome(
                attack.isBenign() ? kept : attack.payload().stream().anyMatch(text -> isIn(received, text)),
                calls() > callsBefore,
                kept,
                List.copyOf(received),
                decisions.get());
    }

    /** What a server says beside its answers may arrive behind them: over HTTP it takes another way. */
    private void awaitNotifications() {
        long end = System.nanoTime() + LATE.toNanos();
        while (attack.isBenign() && !isKept(received()) && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private List<String> received() {
        List<String> received = new ArrayList<>();
        witnesses.forEach(witness -> received.addAll(witness.strings()));
        return received;
    }

    private boolean isKept(List<String> received) {
        return attack.data().stream().allMatch(text -> isIn(received, text));
    }

    private static boolean isIn(List<String> received, String text) {
        return received.stream().anyMatch(string -> string.contains(text));
    }

    private int calls() {
        Connection connection = connections.get(underTest);
        return connection == null
                ? 0
                : connection.server().requests("tools/call").size();
    }

    private void connect(String name, TestServer server) {
        var witness = new Witness(wiring.wire(name, server));
        McpSyncClient client = McpClient.sync(witness).requestTimeout(PATIENCE).build();
        witnesses.add(witness);
        connections.put(name, new Connection(server, witness, client));
        attempt(witness, () -> meet(client));
    }

    /** The first things that an agent does. */
    static void meet(McpSyncClient client) {
        client.initialize();
        if (client.getServerCapabilities().tools() != null) {
            client.listTools();
        }
        if (client.getServerCapabilities().prompts() != null) {
            client.listPrompts();
        }
    }

    private void step(Map<String, @Nullable Object> step) {
        String name = step.containsKey(AttackStep.SERVER) ? Trees.stringAt(step, AttackStep.SERVER) : underTest;
        Connection connection = connections.get(name);
        if (connection == null) {
            throw new IllegalArgumentException(
                    "case \"" + attack.id() + "\" has no server \"" + name + "\", there are " + connections.keySet());
        }
        if (step.containsKey(AttackStep.CHANGE)) {
            callsBefore = calls();
            ServerFile.change(connection.server(), Trees.objectAt(step, AttackStep.CHANGE));
        } else if (step.containsKey(AttackStep.RECONNECT)) {
            connection.client().close();
            connect(name, connection.server());
        } else {
            attempt(connection.witness(), () -> AttackStep.run(connection.client(), step));
        }
    }

    /** What is refused with an error is no failure of the test, and its text is something that the model may see. */
    private static void attempt(Witness witness, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            witness.saw(e);
        }
    }
}
