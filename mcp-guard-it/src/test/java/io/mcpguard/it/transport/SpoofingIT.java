package io.mcpguard.it.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Finding;
import io.mcpguard.test.RecordedDecisions;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that wants to be taken for another one, over every transport of the SDK and with both of its clients. */
class SpoofingIT {

    private final RecordedDecisions decisions = new RecordedDecisions();
    private final McpGuard guard = McpGuard.builder().audit(decisions).build();

    /** In memory a server is a name alone, and nobody can tell one place from another. */
    static Stream<Arguments> places() {
        return Way.withBothClients().filter(arguments -> arguments.get()[0] != Way.MEMORY);
    }

    /** Addresses that differ; over stdio one program is one place. */
    static Stream<Arguments> addresses() {
        return Stream.of(Way.STREAMABLE_HTTP, Way.SSE)
                .flatMap(way -> Arrays.stream(Agent.Kind.values()).map(kind -> Arguments.of(way, kind)));
    }

    private void meet(Way way, Agent.Kind kind, String name, String fixture) {
        try (var server = way.to(guard, name, fixture);
                Agent agent = kind.on(server.transport())) {
            assertThat(agent.tools()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.mcpguard.it.transport.Way#withBothClients")
    void aNameThatLooksLikeAPinnedOneIsRefused(Way way, Agent.Kind kind) {
        meet(way, kind, "calendar", "mail");

        try (var server = way.to(guard, "ca1endar", "converter")) {
            assertThatThrownBy(() -> kind.on(server.transport()))
                    .hasStackTraceContaining("mcp-guard")
                    .hasStackTraceContaining("names.server");
        }
    }

    @ParameterizedTest
    @MethodSource("io.mcpguard.it.transport.Way#withBothClients")
    void aNameOfItsOwnIsNot(Way way, Agent.Kind kind) {
        meet(way, kind, "calendar", "mail");

        meet(way, kind, "converter", "converter");
    }

    @ParameterizedTest
    @MethodSource("places")
    void aKnownNameAtAnotherPlaceIsTrustedInNothing(Way way, Agent.Kind kind) {
        meet(way, kind, "mail", "mail");

        try (var server = way.to(guard, "mail", "converter")) {
            // The SDK's client lists tools when it begins.
            assertThatThrownBy(() -> kind.on(server.transport())).hasStackTraceContaining("mcp-guard refused");
        }
        assertThat(decisions.of("guard/pins"))
                .anySatisfy(decision -> assertThat(decision.findings())
                        .extracting(Finding::rule)
                        .contains("identity.moved"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void aKnownNameAtItsPlaceIsTrustedAgain(Way way, Agent.Kind kind) {
        try (var server = way.to(guard, "mail", "mail");
                Agent agent = kind.on(server.transport())) {
            assertThat(agent.tools()).contains("list_inbox");
            assertThat(agent.call("list_inbox", Map.of())).doesNotContain("mcp-guard refused");
        }
        assertThat(decisions.of("guard/pins"))
                .allSatisfy(decision -> assertThat(decision.findings()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void theToolsOfAnotherServerAtAnotherAddressRaiseAnAlarm(Way way, Agent.Kind kind) {
        meet(way, kind, "mail", "mail");

        try (var server = way.to(guard, "postbox", "mail");
                Agent agent = kind.on(server.transport())) {
            assertThat(agent.tools()).as("whose names these are is not decided").isEmpty();
        }
        assertThat(decisions.of("guard/pins"))
                .anySatisfy(decision -> assertThat(decision.findings())
                        .extracting(Finding::rule)
                        .contains("identity.same_definitions"));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void otherToolsAtAnotherAddressRaiseNone(Way way, Agent.Kind kind) {
        meet(way, kind, "mail", "mail");
        meet(way, kind, "converter", "converter");

        assertThat(decisions.of("guard/pins"))
                .allSatisfy(decision -> assertThat(decision.findings()).isEmpty());
    }
}
