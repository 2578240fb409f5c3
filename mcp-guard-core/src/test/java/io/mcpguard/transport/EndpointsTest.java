package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

    @Test
    void splitsAUrlIntoItsOriginAndWhatStandsBelow() {
        URI url = URI.create("https://user@mcp.example.com:8443/a%20b/mcp?key=%26#part");

        assertThat(Endpoints.origin(url)).isEqualTo("https://user@mcp.example.com:8443");
        assertThat(Endpoints.path(url)).contains("/a%20b/mcp?key=%26");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://mcp.example.com", "https://mcp.example.com/", "mailto:somebody"})
    void aUrlWithoutAPathNamesNoEndpoint(String url) {
        assertThat(Endpoints.path(URI.create(url))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "//mcp.example.com/mcp", "mailto:somebody"})
    void refusesAUrlWithoutASchemeOrAHost(String url) {
        assertThatThrownBy(() -> Endpoints.origin(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a server's URL has a scheme and a host, for example https://mcp.example.com/mcp");
    }
}
