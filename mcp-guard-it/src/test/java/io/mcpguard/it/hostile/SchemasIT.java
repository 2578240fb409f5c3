package io.mcpguard.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mcpguard.it.transport.Agent;
import io.mcpguard.it.transport.Way;
import io.mcpguard.test.Trees;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas that keep a validator busy, send it somewhere, or stand in for those of others. */
class SchemasIT {

    private static final String WAYS = "io.mcpguard.it.transport.Way#withBothClients";

    private static final Map<String, Object> OBJECT = Map.of("type", "object");

    @ParameterizedTest
    @MethodSource(WAYS)
    void aPatternThatBacktracksKeepsNobodyBusy(Way way, Agent.Kind kind) {
        var pattern = value(Map.of("type", "string", "pattern", "^(x+x+)+y$"));
        String almost = "x".repeat(5_000);
        declaring("slow", pattern, pattern, Map.of("v", almost + Ordeal.CANARY)).play(way, kind, ordeal -> {
            ordeal.tryTo(Agent::tools);
            Object got = ordeal.tryTo(agent -> agent.call("slow", Map.of("v", almost)));
            assertThat(got).matches(Misbehaving::isRefusal, "is a refusal");
            ordeal.worksOn();
            ordeal.auditTells(decision -> decision.rule().contains("schema"));
        });
    }

    @ParameterizedTest
    @MethodSource(WAYS)
    void aPatternThatNeedsBacktrackingCostsTheTool(Way way, Agent.Kind kind) {
        costsTheTool(way, kind, value(Map.of("type", "string", "pattern", "^(a+)\\1$")));
    }

    @ParameterizedTest
    @MethodSource(WAYS)
    void referencesInALoopCostTheTool(Way way, Agent.Kind kind) {
        Object loop = Map.of("a", Map.of("$ref", "#/$defs/b"), "b", Map.of("$ref", "#/$defs/a"));
        costsTheTool(way, kind, Map.of("$ref", "#/$defs/a", "$defs", loop));
    }

    @ParameterizedTest
    @MethodSource(WAYS)
    void aLongChainOfReferencesCostsTheTool(Way way, Agent.Kind kind) {
        var links = new LinkedHashMap<String, Object>();
        for (int i = 0; i < 5_000; i++) {
            links.put("d" + i, Map.of("$ref", "#/$defs/d" + (i + 1)));
        }
        links.put("d5000", OBJECT);
        costsTheTool(way, kind, Map.of("$ref", "#/$defs/d0", "$defs", links));
    }

    @ParameterizedTest
    @MethodSource(WAYS)
    void aSchemaOfAMegabyteIsNoAttack(Way way, Agent.Kind kind) {
        var properties = new LinkedHashMap<String, Object>();
        for (int i = 0; i < 10_000; i++) {
            String description = "The property of number " + i + ", which is a string of letters.";
            properties.put("property_" + i, Map.of("type", "string", "description", description));
        }
        var large = Map.of("type", "object", "properties", properties);
        declaring("large", large, OBJECT, Map.of()).play(way, kind, ordeal -> {
            assertThat(ordeal.tryTo(Agent::tools)).asString().contains("large");
            ordeal.worksOn();
            ordeal.auditTellsOfNothing();
        });
    }

    /** The message is deeper than the limits allow, so that there is no list; deeper still, no JSON mapper reads it. */
    @ParameterizedTest
    @MethodSource(WAYS)
    void aSchemaTooDeepToReadEndsInARefusal(Way way, Agent.Kind kind) {
        Map<String, Object> deep = Map.of("type", "object", "description", Ordeal.CANARY);
        for (int i = 0; i < 200; i++) {
            deep = Map.of("type", "object", "properties", Map.of("p", deep));
        }
        declaring("deep", deep, OBJECT, Map.of()).play(way, kind, ordeal -> {
            assertThat(ordeal.tryTo(Agent::tools)).matches(Misbehaving::isRefusal, "is a refusal");
            ordeal.endsClearly();
            ordeal.auditTells(decision -> decision.rule().startsWith("pins")
                    || decision.rule().equals("limits")
                    || decision.reason().endsWith("larger than the limits allow"));
        });
    }

    @ParameterizedTest
    @MethodSource(WAYS)
    void nothingIsFetchedThatASchemaRefersTo(Way way, Agent.Kind kind) throws IOException {
        try (var web = new Web()) {
            costsTheTool(
                    way,
                    kind,
                    value(Map.of("$ref", web.url())),
                    Map.of("$schema", web.url(), "type", "object"),
                    value(Map.of("$dynamicRef", web.url())));
            assertThat(web.hits).hasValue(0);
        }
    }

    /** Of arguments nobody checks anything, so that the tool may stay. */
    @ParameterizedTest
    @MethodSource(WAYS)
    void nothingIsFetchedThatTheSchemaOfArgumentsRefersTo(Way way, Agent.Kind kind) throws IOException {
        try (var web = new Web()) {
            declaring("asks", Map.of("$ref", web.url()), OBJECT, Map.of()).play(way, kind, ordeal -> {
                ordeal.tryTo(Agent::tools);
                assertThat(ordeal.tryTo(agent -> agent.call("asks", Map.of()))).isEqualTo("done");
                ordeal.worksOn();
                ordeal.auditTellsOfNothing();
            });
            assertThat(web.hits).hasValue(0);
        }
    }

    /** The SDK keeps schemas for the whole process, whoever they are from: by their $id, or else by their hash. */
    @ParameterizedTest
    @MethodSource(WAYS)
    void theSchemaOfOneServerDoesNotAnswerForAnothers(Way way, Agent.Kind kind) {
        Map<String, Object> honest = Map.of("type", "object", "required", List.of("degrees"));
        costsTheTool(
                way,
                kind,
                Map.of("$id", String.valueOf(honest.hashCode()), "type", "object", "required", List.of("v", "w")),
                Map.of("$id", "https://example.com/result", "type", "object", "required", List.of(Ordeal.CANARY)));
        isKept(way, kind, honest, Map.of("degrees", 14));
    }

    @ParameterizedTest
    @MethodSource(WAYS)
    void anHonestSchemaIsKept(Way way, Agent.Kind kind) {
        var letters = value(Map.of("type", "string", "pattern", "^[a-z]+$"));
        isKept(
                way,
                kind,
                Trees.with(letters, "$schema", "http://json-schema.org/draft-07/schema#"),
                Map.of("v", "abc"));
    }

    private static void isKept(Way way, Agent.Kind kind, Map<String, ?> outputSchema, Map<String, ?> structured) {
        declaring("honest", OBJECT, outputSchema, structured).play(way, kind, ordeal -> {
            assertThat(ordeal.tryTo(Agent::tools)).asString().contains("honest");
            assertThat(ordeal.tryTo(agent -> agent.call("honest", Map.of()))).isEqualTo("done");
            ordeal.worksOn();
            ordeal.auditTellsOfNothing();
        });
    }

    /** Tools with these outputSchemas are neither listed nor called, and the other is. */
    @SafeVarargs
    private static void costsTheTool(Way way, Agent.Kind kind, Map<String, ?>... outputSchemas) {
        Described files = Described.server("files");
        for (int i = 0; i < outputSchemas.length; i++) {
            files.tool(tool("odd" + i, OBJECT, outputSchemas[i], Map.of("v", Ordeal.CANARY)));
        }
        files.play(way, kind, ordeal -> {
            assertThat(ordeal.tryTo(Agent::tools)).isEqualTo(List.of("list_files"));
            for (int i = 0; i < outputSchemas.length; i++) {
                String odd = "odd" + i;
                Object got = ordeal.tryTo(agent -> agent.call(odd, Map.of()));
                assertThat(got).matches(Misbehaving::isRefusal, "is a refusal");
                ordeal.auditTells(decision -> decision.rule().equals("schema.unsupported")
                        && decision.target().equals(Optional.of(odd)));
            }
            ordeal.worksOn();
        });
    }

    private static Described declaring(
            String name, Map<String, ?> inputSchema, Map<String, ?> outputSchema, Map<String, ?> structured) {
        return Described.server("files").tool(tool(name, inputSchema, outputSchema, structured));
    }

    private static Map<String, @Nullable Object> tool(
            String name, Map<String, ?> inputSchema, Map<String, ?> outputSchema, Map<String, ?> structured) {
        return Trees.object(
                "name",
                name,
                "description",
                "Returns one value.",
                "inputSchema",
                inputSchema,
                "outputSchema",
                outputSchema,
                "$result",
                Trees.structured("done", structured));
    }

    /** The schema of an object whose {@code v} has this schema. */
    private static Map<String, Object> value(Map<String, ?> schema) {
        return Map.of("type", "object", "properties", Map.of("v", schema));
    }

    /** A place on this machine that counts who comes. */
    private static final class Web implements AutoCloseable {

        private final AtomicInteger hits = new AtomicInteger();
        private final HttpServer http;

        Web() throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/", exchange -> {
                hits.incrementAndGet();
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            });
            http.start();
        }

        String url() {
            return "http://127.0.0.1:" + http.getAddress().getPort() + "/schema.json";
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
