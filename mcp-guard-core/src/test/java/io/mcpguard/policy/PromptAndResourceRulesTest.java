package io.mcpguard.policy;

import static io.mcpguard.policy.Ruling.Effect.ALLOW;
import static io.mcpguard.policy.Ruling.Effect.REFUSE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptAndResourceRulesTest {

    private final Policy policy = Policy.balanced()
            .server(
                    "docs",
                    docs -> docs.allowTools("search")
                            .allowPrompts("summary*")
                            .denyPrompts("summary_secret")
                            .allowResources("file:///docs/*"));

    @Test
    void eachKindHasRulesOfItsOwn() {
        assertThat(policy.prompt("docs", "summary").effect()).isEqualTo(ALLOW);
        assertThat(policy.prompt("docs", "search").effect()).isEqualTo(REFUSE);
        assertThat(policy.tool("docs", "summary").effect()).isEqualTo(REFUSE);
    }

    @Test
    void namesTheRuleOfAPrompt() {
        assertThat(policy.prompt("docs", "summary_secret").rule())
                .isEqualTo("builder servers.docs.prompts.deny[0] \"summary_secret\"");
    }

    @Test
    void aStarCrossesSlashes() {
        assertThat(policy.resource("docs", "file:///docs/a/b.md").effect()).isEqualTo(ALLOW);
        assertThat(policy.resource("docs", "file:///etc/passwd").effect()).isEqualTo(REFUSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///docs/../etc/passwd",
                "file:///docs/%2e%2E/etc/passwd",
                "file:///docs/.%2e/etc/passwd",
                "file:///docs%2f..%2Fetc/passwd",
                "file:///docs/..\\etc\\passwd",
                "file:///docs/a/..",
                "file:///docs/./a",
                "file:///docs/..?x=1",
            })
    void refusesUrisThatClimbOutOfWhatIsAllowed(String uri) {
        assertThat(policy.resource("docs", uri))
                .hasToString("REFUSE bounds: its URI has segments . or .., which rules cannot see through");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///docs/a..b",
                "file:///docs/.hidden",
                "file:///docs/...",
                "file:///docs/v1.2/a%20b",
                "file:///docs/100%",
                "file:///docs/%2",
                "file:///docs//a",
            })
    void dotsElsewhereAreFine(String uri) {
        assertThat(policy.resource("docs", uri).effect()).isEqualTo(ALLOW);
    }

    @Test
    void withoutRulesLooksAtNoUri() {
        Policy open = Policy.balanced().server("docs", docs -> {});
        assertThat(open.resource("docs", "file:///docs/../x").effect()).isEqualTo(ALLOW);
    }
}
