package io.mcpguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Json;
import io.mcpguard.api.Phase;
import io.mcpguard.api.Server;
import io.mcpguard.pipeline.ExchangeState;
import io.mcpguard.pipeline.Intercepted;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AskedTest {

    private static Interception message(Kind kind, Map<String, Object> payload) {
        return new Intercepted(
                "tools/call",
                kind == Kind.REQUEST ? Phase.REQUEST : Phase.RESPONSE,
                kind,
                true,
                Server.named("helper"),
                payload,
                Map.of(),
                List.of(),
                Conversation.of("chat"),
                new ExchangeState("x", 1, 1L, null, Duration.ofSeconds(1)),
                Set.of());
    }

    private static Map<String, Object> requests(int count) {
        var requests = new LinkedHashMap<String, Object>();
        for (int i = 0; i < count; i++) {
            requests.put("a/" + i, Map.of("method", "roots/list", "params", Map.of("n", i)));
        }
        return Map.of("inputRequests", requests, "requestState", "s");
    }

    @Test
    void changesOnlyWhatTheFunctionChanges() {
        Map<String, Object> changed = Asked.change(
                message(Kind.RESULT, requests(3)),
                asked -> asked.params().get("n").equals(1) ? Map.of("n", "one") : asked.params());

        assertThat(changed)
                .isEqualTo(Json.with(
                        requests(3),
                        "inputRequests",
                        Map.of(
                                "a/0", Map.of("method", "roots/list", "params", Map.of("n", 0)),
                                "a/1", Map.of("method", "roots/list", "params", Map.of("n", "one")),
                                "a/2", Map.of("method", "roots/list", "params", Map.of("n", 2)))));
    }

    @Test
    void changesWhatAnErrorAsks() {
        Interception error = message(
                Kind.ERROR,
                Map.of("code", -32042, "data", Map.of("elicitations", List.of(Map.of("n", 0), Map.of("n", 1)))));

        assertThat(Asked.change(error, asked -> asked.params().get("n").equals(0) ? asked.params() : Map.of("m", 1)))
                .isEqualTo(Map.of(
                        "code", -32042, "data", Map.of("elicitations", List.of(Map.of("n", 0), Map.of("m", 1)))));
    }

    @Test
    void leavesThePayloadAloneWhereNothingChanges() {
        Interception result = message(Kind.RESULT, requests(3));

        assertThat(Asked.change(result, Asked::params)).isSameAs(result.payload());
    }

    @Test
    void looksAtSoManyAndNoMore() {
        assertThat(Asked.in(message(Kind.RESULT, requests(1_001)))).hasSize(Asked.MAX);
        assertThat(Asked.in(message(
                        Kind.ERROR, Map.of("data", Map.of("elicitations", Collections.nCopies(1_001, Map.of()))))))
                .hasSize(Asked.MAX);
    }

    @Test
    void changesManyInOneCopy() {
        Interception result = message(Kind.RESULT, requests(100_000));

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(Asked.change(result, asked -> Map.of())).isNotSameAs(result.payload()));
    }
}
