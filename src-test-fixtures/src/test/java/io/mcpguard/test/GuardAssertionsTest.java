package io.mcpguard.test;

import static io.mcpguard.test.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.Decision;
import io.mcpguard.policy.Policy;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardAssertionsTest {

    private static RecordedDecisions refusal() {
        var policy = Policy.balanced().server("files", files -> files.denyTools("read_*"));
        try (var run = new GuardRun(policy, builder -> builder)) {
            run.connect("files", TestServers.files())
                    .callTool(new CallToolRequest("read_file", Map.of("path", "shopping.txt"), null));
            return run.recorded();
        }
    }

    private static Decision refused() {
        return refusal().refused().get(0);
    }

    @Test
    void passWhereTheyAreRight() {
        Decision refused = refused();

        assertThat(refused).isRefused().byRule(refused.rule()).because("").onTool("read_file");
    }

    @Test
    void describeTheDecisionWhereTheyAreWrong() {
        Decision refused = refused();
        String was = "REFUSED tools/call REQUEST \"read_file\" by rule \"" + refused.rule() + "\": " + refused.reason();

        assertThatThrownBy(() -> assertThat(refused).isAllowed()).hasMessage("expected ALLOWED, but was " + was);
        assertThatThrownBy(() -> assertThat(refused).isChanged()).hasMessage("expected CHANGED, but was " + was);
        assertThatThrownBy(() -> assertThat(refused).byRule("x")).hasMessage("expected rule \"x\", but was " + was);
        assertThatThrownBy(() -> assertThat(refused).because("moon"))
                .hasMessage("expected a reason with \"moon\", but was " + was);
        assertThatThrownBy(() -> assertThat(refused).onTool("y"))
                .hasMessage("expected a decision on \"y\", but was " + was);
        assertThatThrownBy(() -> assertThat(refused).hasFinding("z"))
                .hasMessageStartingWith("expected a finding by \"z\", but there are [")
                .hasMessageEndingWith("] in " + was);
    }

    @Test
    void needADecision() {
        assertThatThrownBy(() -> assertThat((Decision) null).isRefused()).hasMessageContaining("not to be null");
    }

    @Test
    void recordWhatWasDecidedAboutWhat() {
        RecordedDecisions recorded = refusal();

        assertThat(recorded.refused()).isNotEmpty();
        assertThat(recorded.about("read_file")).isNotEmpty().isSubsetOf(recorded.all());
        assertThat(recorded.of("tools/call")).isNotEmpty().isSubsetOf(recorded.all());
        recorded.clear();
        assertThat(recorded.all()).isEmpty();
    }
}
