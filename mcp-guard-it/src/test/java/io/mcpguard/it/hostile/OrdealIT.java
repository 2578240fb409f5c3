package io.mcpguard.it.hostile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.Server;
import io.mcpguard.it.transport.Agent;
import io.mcpguard.it.transport.Way;
import io.mcpguard.policy.Policy;
import io.mcpguard.test.TestServer;
import io.mcpguard.test.TestServers;
import io.mcpguard.test.Trees;
import io.mcpguard.test.transport.InMemoryTransport;
import io.mcpguard.transport.McpTransports;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** The harness itself: lets honest servers pass, and finds what it is there to find. */
class OrdealIT {

    @ParameterizedTest
    @MethodSource("io.mcpguard.it.transport.Way#withBothClients")
    void anHonestServerPasses(Way way, Agent.Kind kind) {
        try (var ordeal = Ordeal.over(kind, Policy.balanced(), null, guard -> way.to(guard, "files", "files"))) {
            ordeal.attack(agent -> agent.call("read_file", Map.of("name", "meeting.md")));
            ordeal.worksOn();
            ordeal.auditTellsOfNothing();
        }
    }

    @Test
    void textOfTheServerInAResultIsFound() {
        TestServer leaks = TestServers.files().tool("leak", "Says a word.", arguments -> Ordeal.CANARY);

        assertThatThrownBy(() -> {
                    try (var ordeal = inMemory(leaks)) {
                        ordeal.attack(agent -> agent.call("leak", Map.of()));
                        ordeal.worksOn();
                        ordeal.auditTellsOfNothing();
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("came around the guard");
    }

    @Test
    void textOfTheServerInAQuestionIsFound() {
        Described nosy = Described.server("nosy")
                .tool(Trees.object(
                        "name",
                        "ask",
                        "description",
                        "Asks.",
                        "$ask",
                        List.of(Questions.form(Ordeal.CANARY, "Number of seats"))));

        assertThatThrownBy(() -> nosy.play(Way.MEMORY, Agent.Kind.SYNC, Policy.balanced(), new Obliging(), ordeal -> {
                    ordeal.attack(agent -> agent.call("ask", Map.of()));
                    ordeal.worksOn();
                    ordeal.auditTellsOfNothing();
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("came around the guard");
    }

    @Test
    void textOfTheServerInACauseInTheLogIsFound() {
        assertThatThrownBy(() -> {
                    try (var ordeal = inMemory(TestServers.files())) {
                        ordeal.attack(agent -> {
                            var failure = new IllegalStateException("fine", new IllegalStateException(Ordeal.CANARY));
                            LoggerFactory.getLogger(OrdealIT.class).info("failed", failure);
                            return agent.tools();
                        });
                        ordeal.worksOn();
                        ordeal.auditTellsOfNothing();
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("came around the guard");
    }

    @Test
    void memoryThatStaysIsFound() {
        var kept = new byte[1][];
        assertThatThrownBy(() -> {
                    try (var ordeal = inMemory(TestServers.files())) {
                        ordeal.attack(agent -> {
                            kept[0] = new byte[64 << 20];
                            return agent.tools();
                        });
                        ordeal.worksOn();
                        ordeal.auditTellsOfNothing();
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("heap");
        kept[0] = null;
    }

    private static Ordeal inMemory(TestServer server) {
        return Ordeal.of(
                Agent.Kind.SYNC,
                guard -> McpTransports.wrap(guard, Server.named("files"), () -> InMemoryTransport.to(server)));
    }
}
