package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;

class EndpointsFuzzTest {

    /** Whatever the URL is: refused, or split so that origin and path together are the same place again. */
    @FuzzTest
    void splitsOrRefuses(FuzzedDataProvider data) {
        URI url;
        String origin;
        try {
            url = URI.create(data.consumeRemainingAsString());
            origin = Endpoints.origin(url);
        } catch (IllegalArgumentException expected) {
            return;
        }
        URI whole = URI.create(origin + Endpoints.path(url).orElse(""));
        assertThat(whole.getRawAuthority()).isEqualTo(url.getRawAuthority());
        assertThat(whole.getScheme()).isEqualTo(url.getScheme());
        Endpoints.path(url).ifPresent(path -> {
            assertThat(whole.getRawPath()).isEqualTo(url.getRawPath());
            assertThat(whole.getRawQuery()).isEqualTo(url.getRawQuery());
        });
    }
}
