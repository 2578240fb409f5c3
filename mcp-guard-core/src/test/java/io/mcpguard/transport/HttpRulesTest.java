package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.json.Limits;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRulesTest {

    @ParameterizedTest
    @CsvSource({
        "https://mcp.example.com/mcp, https://MCP.example.com:443/other",
        "HTTPS://mcp.example.com:443, https://mcp.example.com",
        "http://mcp.example.com, http://mcp.example.com:80",
        "http://[::1]:8080/a, http://[::1]:8080/b"
    })
    void anOriginIsSchemeHostAndPort(URI one, URI other) {
        assertThat(HttpRules.isSameOrigin(one, other)).isTrue();
        assertThat(HttpRules.isSameOrigin(other, one)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://mcp.example.com:443/mcp",
                "https://mcp.example.com:8443/mcp",
                "https://mcp.example.com:0/mcp",
                "https://example.com/mcp",
                "https://mcp.example.com.evil.example/mcp",
                "//mcp.example.com/mcp",
                "/mcp",
                "https:mcp.example.com",
                "https:///mcp"
            })
    void anythingElseIsAnotherOrigin(URI other) {
        assertThat(rules(Duration.ofSeconds(1)).isSameOrigin(other)).isFalse();
    }

    @Test
    void waitsTenSecondsForABodyThatStandsStillAndNeverLongerThanForTheAnswer() {
        assertThat(rules(Duration.ofSeconds(3)).idle()).hasSeconds(3);
        assertThat(rules(Duration.ofSeconds(10)).idle()).hasSeconds(10);
        assertThat(rules(Duration.ofSeconds(60)).idle()).hasSeconds(10);
    }

    private static HttpRules rules(Duration patience) {
        URI url = URI.create("https://mcp.example.com/mcp");
        return new HttpRules("mail", url, HttpRules.Flavour.STREAMABLE, Limits.DEFAULT, patience);
    }
}
