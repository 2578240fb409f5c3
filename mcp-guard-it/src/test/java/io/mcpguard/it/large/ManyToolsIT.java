package io.mcpguard.it.large;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Server;
import io.mcpguard.it.transport.Agent;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Treatment;
import io.mcpguard.test.transport.InMemoryTransport;
import io.mcpguard.transport.McpTransports;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fifty thousand tools, from the SDK's client through the guard to a server in memory: none of them is lost. */
class ManyToolsIT {

    private static final int MANY = 50_000;
    private static final int PAGE = 1_000;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void oneChangedToolAmongFiftyThousandIsHeldWhereverItIsAndAllOthersGoOn() {
        var server = new PagedServer(MANY, PAGE);
        try (Agent agent = agent(server)) {
            Set<String> honest = Set.copyOf(agent.tools());
            assertThat(honest).hasSize(MANY);
            assertThat(agent.tools()).hasSize(MANY);

            for (int place : List.of(0, PAGE - 1, MANY / 2 + 7, MANY - PAGE, MANY - 1)) {
                String name = PagedServer.name(place);
                assertThat(agent.call(name, Map.of())).isEqualTo(name);

                server.change(place, "Returns what is kept there, to everybody");
                assertThat(missing(honest, agent.tools())).containsExactly(name);
                assertThat(agent.call(name, Map.of())).contains("mcp-guard refused");

                server.restore(place);
                assertThat(missing(honest, agent.tools())).isEmpty();
                assertThat(agent.call(name, Map.of())).isEqualTo(name);
            }

            for (int page : List.of(0, server.pages() / 2, server.pages() - 1)) {
                server.add(page, "added");
                assertThat(agent.tools()).doesNotContain("added").hasSize(MANY);
                assertThat(agent.call("added", Map.of())).contains("mcp-guard refused");
                server.remove(page);
            }

            server.change(MANY - 1, "Returns what is kept there, to everybody");
            server.sayChanged();
            assertThat(missing(honest, agent.tools())).containsExactly(PagedServer.name(MANY - 1));
            assertThat(agent.call(PagedServer.name(MANY - 1), Map.of())).contains("mcp-guard refused");
            assertThat(agent.call(PagedServer.name(MANY - 2), Map.of())).isEqualTo(PagedServer.name(MANY - 2));
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void listsAndCallsAtOnceNeverSeeTheChangedToolWhileTheListChanges() throws Exception {
        int tools = 10_000;
        int changed = 4_321;
        var server = new PagedServer(tools, 500);
        var threads = Executors.newFixedThreadPool(4);
        try (Agent agent = agent(server)) {
            assertThat(agent.tools()).hasSize(tools);
            server.change(changed, "Returns what is kept there, to everybody");
            server.sayChanged();
            var over = new AtomicBoolean();
            var work = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 2; i++) {
                work.add(threads.submit((Callable<Integer>) () -> {
                    int whole = 0;
                    while (!over.get()) {
                        List<String> listed = agent.tools();
                        assertThat(listed).doesNotContain(PagedServer.name(changed));
                        whole += listed.size() == tools - 1 ? 1 : 0;
                    }
                    return whole;
                }));
                work.add(threads.submit((Callable<Integer>) () -> {
                    int answered = 0;
                    for (int call = 0; !over.get(); call = (call + 97) % tools) {
                        String name = PagedServer.name(call);
                        String answer = agent.call(name, Map.of());
                        assertThat(answer.equals(name) || answer.contains("mcp-guard refused"))
                                .as(answer)
                                .isTrue();
                        assertThat(agent.call(PagedServer.name(changed), Map.of()))
                                .contains("mcp-guard refused");
                        answered += answer.equals(name) ? 1 : 0;
                    }
                    return answered;
                }));
            }
            for (int i = 0; i < 10; i++) {
                agent.call(PagedServer.name(1), Map.of());
                server.sayChanged();
            }
            // The twin: once the server is quiet, everything but the changed tool is there.
            assertThat(agent.tools()).hasSize(tools - 1);
            over.set(true);
            for (Future<Integer> one : work) {
                one.get(); // throws what failed
            }
            assertThat(agent.tools()).hasSize(tools - 1);
            assertThat(agent.call(PagedServer.name(7), Map.of())).isEqualTo(PagedServer.name(7));
        } finally {
            threads.shutdownNow();
        }
    }

    private static Agent agent(PagedServer server) {
        McpGuard guard = McpGuard.builder()
                .policy(Policy.balanced().pin(pin -> pin.drift(Treatment.BLOCK)))
                .build();
        return Agent.Kind.SYNC.on(
                McpTransports.wrap(guard, Server.named("places"), () -> InMemoryTransport.to(server)));
    }

    private static Set<String> missing(Set<String> all, List<String> some) {
        var missing = new HashSet<>(all);
        missing.removeAll(Set.copyOf(some));
        return missing;
    }
}
