package io.mcpguard.policy;

import static io.mcpguard.policy.Ruling.Effect.ALLOW;
import static io.mcpguard.policy.Ruling.Effect.ASK;
import static io.mcpguard.policy.Ruling.Effect.REFUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.flow.Label;
import org.junit.jupiter.api.Test;

class ToolRulesTest {

    private static final String FILE = """
            version: 1
            servers:
              files:
                tools:
                  allow:
                    - read_*
                    - read_file
                    - send_*
                  ask: [send_*, read_mail]
                  deny: [delete_*, "*_all", delete_all]
                  labels:
                    read_*: [untrusted]
                    read_mail: [private]
              own:
                tools:
                  allow: []
              talk:
                tools:
                  ask: ["*"]
                  otherwise: refuse
              open:
                tools:
                  deny: [drop]
            """;

    private final Policy policy = Policy.parse(FILE, "mcp-guard.yaml");

    @Test
    void allowsWhatIsOnTheAllowlist() {
        assertThat(policy.tool("files", "read_dir"))
                .hasToString("ALLOW mcp-guard.yaml:6 servers.files.tools.allow[0] \"read_*\": allowed by the policy");
    }

    @Test
    void refusesWhatIsNotOnTheAllowlist() {
        assertThat(policy.tool("files", "write_file"))
                .hasToString("REFUSE mcp-guard.yaml:5 servers.files.tools.allow: not on the allowlist");
    }

    @Test
    void refusesWhatIsDenied() {
        assertThat(policy.tool("files", "delete_dir"))
                .hasToString("REFUSE mcp-guard.yaml:10 servers.files.tools.deny[0] \"delete_*\": denied by the policy");
    }

    @Test
    void denyWinsOverAllowHoweverSpecific() {
        assertThat(policy.tool("files", "read_all").rule())
                .isEqualTo("mcp-guard.yaml:10 servers.files.tools.deny[1] \"*_all\"");
        Policy built =
                Policy.balanced().server("x", x -> x.allowTools("delete_draft").denyTools("delete_*"));
        assertThat(built.tool("x", "delete_draft").effect()).isEqualTo(REFUSE);
    }

    @Test
    void askWinsOverAllowHoweverSpecific() {
        assertThat(policy.tool("files", "send_mail"))
                .hasToString("ASK mcp-guard.yaml:9 servers.files.tools.ask[0] \"send_*\": needs approval");
        assertThat(policy.tool("files", "read_mail").effect()).isEqualTo(ASK);
    }

    @Test
    void namesTheMostSpecificOfSeveralRules() {
        assertThat(policy.tool("files", "read_file").rule()).endsWith("allow[1] \"read_file\"");
        assertThat(policy.tool("files", "delete_all").rule()).endsWith("deny[2] \"delete_all\"");
        assertThat(policy.tool("files", "delete_it_all").rule()).endsWith("deny[0] \"delete_*\"");
    }

    @Test
    void anEmptyAllowlistAllowsNothing() {
        assertThat(policy.tool("own", "anything"))
                .hasToString("REFUSE mcp-guard.yaml:16 servers.own.tools.allow: not on the allowlist");
    }

    @Test
    void withoutAllowlistAllowsWhatIsNotDenied() {
        assertThat(policy.tool("open", "read")).hasToString("ALLOW preset balanced: no rule names it");
        assertThat(policy.tool("open", "drop").effect()).isEqualTo(REFUSE);
    }

    @Test
    void strictWithoutAllowlistAllowsNothing() {
        Policy strict = Policy.strict().server("x", x -> x.denyTools("drop").approveTools("send"));
        assertThat(strict.tool("x", "read")).hasToString("REFUSE preset strict: strict allows only what a rule names");
        assertThat(strict.tool("x", "send").effect()).isEqualTo(ASK);
    }

    @Test
    void saysOtherwiseWhatHappensToToolsThatNoRuleNames() {
        assertThat(policy.tool("talk", "x").effect()).isEqualTo(ASK);
        Policy built = Policy.strict().server("x", x -> x.allowTools("read").otherTools(ASK));
        assertThat(built.tool("x", "write")).hasToString("ASK builder servers.x.tools.otherwise: no rule names it");
        assertThat(built.tool("x", "read").effect()).isEqualTo(ALLOW);
    }

    @Test
    void namesAreComparedAsTheyAre() {
        assertThat(policy.tool("files", "Read_file").effect()).isEqualTo(REFUSE);
        assertThat(policy.tool("open", "DROP").effect()).isEqualTo(ALLOW);
    }

    @Test
    void refusesEndlessNamesUnread() {
        assertThat(policy.tool("open", "x".repeat(4097)))
                .hasToString("REFUSE bounds: its name is longer than 4096 characters");
        assertThat(policy.tool("open", "x".repeat(4096)).effect()).isEqualTo(ALLOW);
    }

    @Test
    void aToolHasTheLabelsOfEveryGlobThatMatches() {
        assertThat(policy.server("files").labels("read_mail"))
                .containsExactlyInAnyOrder(Label.UNTRUSTED, Label.PRIVATE);
        assertThat(policy.server("files").labels("read_file")).containsExactly(Label.UNTRUSTED);
        assertThat(policy.server("files").labels("send_mail")).isEmpty();
        assertThat(policy.server("unknown").labels("read_mail")).isEmpty();
    }

    @Test
    void rulesOfCodeAreNamedAfterTheBuilder() {
        Policy built =
                Policy.balanced().server("my files", x -> x.denyTools("a", "b").denyTools("delete_*"));
        assertThat(built.tool("my files", "delete_x").rule())
                .isEqualTo("builder servers[\"my files\"].tools.deny[2] \"delete_*\"");
    }
}
