package io.mcpguard.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.policy.Policy;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The servers of this module, each over the wire it is meant for, behind the presets. */
class GuardPresetsTest {

    private static List<AttackCase> someOfEachCategory() {
        return AttackCase.all().stream()
                .filter(attack -> List.of(
                                "poisoning-important-block",
                                "hidden-tags-in-result",
                                "rug-pull-notified",
                                "injection-ignore-previous",
                                "shadowing-same-name")
                        .contains(attack.id()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("someOfEachCategory")
    void strictHoldsToo(AttackCase attack) {
        try (var run = new GuardRun(Policy.strict(), builder -> builder)) {
            assertThat(run.play(attack).reachedModel()).isFalse();
            assertThat(run.play(attack.benignTwin()).reachedModel()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("someOfEachCategory")
    void observeLetsEverythingPassAndSaysWhatItWouldHaveDone(AttackCase attack) {
        try (var run = new GuardRun(Policy.observe(), builder -> builder)) {
            Played played = run.play(attack);

            assertThat(played.reachedModel()).isTrue();
            assertThat(played.decisions())
                    .anyMatch(decision -> !decision.findings().isEmpty());
        }
    }

    @Test
    void leavesOutThePoisonedToolsOfAChildProcess() {
        try (var run = new GuardRun(Policy.balanced(), builder -> builder)) {
            assertThat(run.connectStdio("files", TestServers.stdio("poisoned"))
                            .listTools()
                            .tools())
                    .extracting(Tool::name)
                    .containsExactly("list_files");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rug-pull", "rug-pull-notified", "rug-pull-annotations"})
    void holdsBackTheRugPullOfAChildProcess(String name) {
        try (var run = new GuardRun(Policy.balanced(), builder -> builder)) {
            McpSyncClient client = run.connectStdio("files", TestServers.stdio(name));
            client.listTools();
            client.callTool(call("list_files", Map.of()));

            assertThat(client.listTools().tools()).extracting(Tool::name).doesNotContain("read_file");
            assertThat(client.callTool(call("read_file", Map.of("path", "shopping.txt")))
                            .isError())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP", "SSE"})
    void cleansWhatAnInjectingServerReturnsOverHttp(GuardedAgent.Wire wire) {
        try (var run = new GuardRun(Policy.balanced(), builder -> builder)) {
            String text = run.connect("files", TestServers.named("injecting"), wire)
                    .callTool(call("read_file", Map.of("path", "meeting.md")))
                    .content()
                    .toString();

            assertThat(text).contains("14 desks", "11 March").doesNotContain("id_rsa");
        }
    }

    @Test
    void refusesACollidingNameToTheSecondServer() {
        try (var run = new GuardRun(Policy.balanced(), builder -> builder)) {
            run.connectStdio("files", TestServers.stdio("files")).listTools();
            McpSyncClient second = run.connectStdio("converter", TestServers.stdio("colliding"));

            assertThat(second.listTools().tools())
                    .extracting(Tool::name)
                    .containsExactly("convert_length", "convert_weight");
        }
    }

    private static CallToolRequest call(String tool, Map<String, Object> arguments) {
        return new CallToolRequest(tool, arguments, null);
    }
}
