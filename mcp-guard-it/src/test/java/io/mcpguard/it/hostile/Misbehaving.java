package io.mcpguard.it.hostile;

import io.mcpguard.it.transport.Agent;
import io.mcpguard.it.transport.Way;
import io.mcpguard.policy.Policy;
import io.mcpguard.test.Misbehaviour;
import io.mcpguard.test.TestServer;
import io.mcpguard.test.TestServers;
import io.mcpguard.test.transport.MessageServer;
import io.modelcontextprotocol.client.transport.ServerParameters;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** Plays the {@code files} server, misbehaving or not, to an {@link Ordeal} over any way. */
final class Misbehaving {

    private Misbehaving() {}

    /** Every misbehaviour over every way with both clients. */
    static Stream<Arguments> cases(Set<Misbehaviour> misbehaviours) {
        return misbehaviours.stream()
                .flatMap(how -> Arrays.stream(Way.values())
                        .flatMap(way -> Arrays.stream(Agent.Kind.values()).map(kind -> Arguments.of(how, way, kind))));
    }

    static void play(@Nullable Misbehaviour how, Way way, Agent.Kind kind, Consumer<Ordeal> trial) {
        play(how, way, kind, (ordeal, files) -> trial.accept(ordeal));
    }

    /**
     * An ordeal with a server that misbehaves, or with the honest one for null.
     *
     * @param trial also gets the honest server behind it, which over stdio is another one and knows of nothing
     */
    static void play(@Nullable Misbehaviour how, Way way, Agent.Kind kind, BiConsumer<Ordeal, TestServer> trial) {
        TestServer files = TestServers.files();
        MessageServer server = how == null ? files : how.before(files, Ordeal.CANARY);
        ServerParameters command =
                how == null ? TestServers.stdio("files") : TestServers.stdio("files", how, Ordeal.CANARY);
        try (var ordeal =
                Ordeal.over(kind, Policy.balanced(), null, guard -> way.to(guard, "files", server, command))) {
            trial.accept(ordeal, files);
        }
    }

    /** Calls the tool whose answers are twisted. */
    static Ordeal.Act call() {
        return agent -> agent.call("read_file", Map.of("path", "shopping.txt"));
    }

    /** Calls the tool whose answers are not. */
    static Ordeal.Act honestCall() {
        return agent -> agent.call("list_files", Map.of());
    }

    /** Calls the tool that promises an outputSchema. */
    static Ordeal.Act search() {
        return agent -> agent.call("search", Map.of("query", "yeast"));
    }

    /** Whether the guard, and not the SDK or the server, says that something is refused. */
    static boolean isRefusal(@Nullable Object got) {
        if (got instanceof String text) {
            return text.startsWith("mcp-guard");
        }
        for (Throwable at = got instanceof Throwable failure ? failure : null; at != null; at = at.getCause()) {
            if (String.valueOf(at.getMessage()).contains("mcp-guard")) {
                return true;
            }
        }
        return false;
    }
}
