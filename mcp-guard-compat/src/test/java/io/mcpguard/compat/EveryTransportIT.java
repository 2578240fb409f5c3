package io.mcpguard.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.policy.Policy;
import io.mcpguard.test.RecordedDecisions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job, over every transport of the SDK and with both of its clients. */
class EveryTransportIT {

    private final RecordedDecisions decisions = new RecordedDecisions();
    private final Policy policy = Policy.balanced()
            .server("files", files -> files.allowTools("list_files", "read_file", "search"))
            .server("other", other -> {});

    static Stream<Arguments> ways() {
        return Arrays.stream(Way.values())
                .flatMap(way -> Arrays.stream(Agent.Kind.values()).map(kind -> Arguments.of(way, kind)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anAllowedToolIsSeenAndCalled(Way way, Agent.Kind kind) {
        try (var connection = way.to(guard(), "files", "files");
                Agent agent = kind.on(connection.transport())) {
            assertThat(agent.tools()).containsExactlyInAnyOrder("list_files", "read_file", "search");
            assertThat(agent.call("list_files", Map.of())).doesNotContain("mcp-guard");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aToolThatIsNotAllowedIsNeitherSeenNorCalled(Way way, Agent.Kind kind) {
        try (var connection = way.to(guard(), "files", "files");
                Agent agent = kind.on(connection.transport())) {
            assertThat(agent.tools()).doesNotContain("count_words");
            assertThat(agent.call("count_words", Map.of("name", "x"))).contains("mcp-guard refused");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void poisonedToolsAreLeftOutAndTheCleanOneStays(Way way, Agent.Kind kind) {
        // The policy of the other tests gives list_files to the server "files".
        McpGuard guard = McpGuard.builder().audit(decisions).build();
        try (var connection = way.to(guard, "other", "poisoned");
                Agent agent = kind.on(connection.transport())) {
            assertThat(agent.tools()).containsExactly("list_files");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aRugPullIsHeldBackOnEveryListAndAtTheCall(Way way, Agent.Kind kind) {
        try (var connection = way.to(guard(), "files", "rug-pull-notified");
                Agent agent = kind.on(connection.transport())) {
            assertThat(agent.tools()).contains("read_file");
            String name = "read_file";
            agent.call("list_files", Map.of());

            List<String> first = agent.tools();
            List<String> second = agent.tools();

            assertThat(first).doesNotContain(name).contains("search");
            assertThat(second).isEqualTo(first);
            assertThat(agent.call(name, Map.of("name", "meeting.md"))).contains("mcp-guard refused");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyDecisionIsRecordedWithTheServerItConcerns(Way way, Agent.Kind kind) {
        try (var connection = way.to(guard(), "files", "files");
                Agent agent = kind.on(connection.transport())) {
            agent.call("list_files", Map.of());
        }
        assertThat(decisions.all())
                .isNotEmpty()
                .allSatisfy(decision -> assertThat(decision.server().name()).isEqualTo("files"));
        assertThat(decisions.of("tools/call")).hasSize(2);
    }

    private McpGuard guard() {
        return McpGuard.builder().policy(policy).audit(decisions).build();
    }
}
