package io.mcpguard.it.realservers;

import static io.mcpguard.it.realservers.ToolUse.use;

import io.mcpguard.it.realservers.Driver.Expect;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.SubscribeRequest;
import io.modelcontextprotocol.spec.McpSchema.UnsubscribeRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is done with server-memory: a small graph is made, looked at and taken apart while its resource is watched. */
final class MemoryScript {

    private static final String GRAPH = "memory://knowledge-graph";

    private static final Expect UPDATED = new Expect("resources/read result", 1);

    private static final Map<String, Object> ANA = Map.of(
            "name", "Ana",
            "entityType", "person",
            "observations", List.of("prefers tea", "always answers by e-mail: ana@example.com"));

    private static final Map<String, Object> GRAZ = Map.of(
            "name",
            "Graz",
            "entityType",
            "city",
            "observations",
            List.of("lies on the Mur", "naïve façade – “old town”"));

    private static final Map<String, Object> LIVES = Map.of("from", "Ana", "to", "Graz", "relationType", "lives in");

    private static final List<ToolUse> CHANGES = List.of(
            use("create_entities", Map.of("entities", List.of(ANA, GRAZ))),
            use("create_relations", Map.of("relations", List.of(LIVES))),
            use(
                    "add_observations",
                    Map.of("observations", List.of(Map.of("entityName", "Ana", "contents", List.of("has a cat"))))));

    private static final List<ToolUse> LOOKS = List.of(
            use("read_graph", Map.of()),
            use("search_nodes", Map.of("query", "mur")),
            use("search_nodes", Map.of("query", "no such thing")).note("in vain"),
            use("open_nodes", Map.of("names", List.of("Ana", "Bob"))),
            use(
                            "add_observations",
                            Map.of("observations", List.of(Map.of("entityName", "Bob", "contents", List.of("?")))))
                    .note("about nobody"),
            use("create_entities", Map.of("entities", "Ana")).note("of a word"));

    private static final List<ToolUse> REMOVALS = List.of(
            use(
                    "delete_observations",
                    Map.of("deletions", List.of(Map.of("entityName", "Ana", "observations", List.of("has a cat"))))),
            use("delete_relations", Map.of("relations", List.of(LIVES))),
            use("delete_entities", Map.of("entityNames", List.of("Ana", "Graz"))));

    private MemoryScript() {}

    static void run(Driver driver) {
        var client = driver.client();
        driver.step("initialize", client::initialize);
        driver.lists();
        driver.requireUses(
                List.of(CHANGES, LOOKS, REMOVALS).stream().flatMap(List::stream).toList(), Set.of());
        driver.step(
                "subscribe",
                () -> client.subscribeResource(SubscribeRequest.builder(GRAPH).build()));
        CHANGES.forEach(use -> driver.call(use, UPDATED));
        LOOKS.forEach(driver::call);
        driver.step(
                "read the graph",
                () -> client.readResource(ReadResourceRequest.builder(GRAPH).build()));
        REMOVALS.forEach(use -> driver.call(use, UPDATED));
        driver.step(
                "unsubscribe",
                () -> client.unsubscribeResource(
                        UnsubscribeRequest.builder(GRAPH).build()));
        driver.call(use("read_graph", Map.of()).note("now empty"));
        driver.step(
                "read nothing",
                () -> client.readResource(
                        ReadResourceRequest.builder("memory://none").build()));
        driver.call(use("no_such_tool", Map.of()));
        driver.request("no such method", "no/such/method", Map.of());
    }
}
