package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.transport.HttpRules.Flavour;
import java.net.Authenticator;
import java.net.CookieManager;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

/** The builder that the SDK gets: the application's settings are kept, but for redirects. */
class HttpClientsTest {

    private final HttpClients clients = new HttpClients(
            new Passage().report(Flavour.STREAMABLE, Duration.ofSeconds(1)).rules());

    @Test
    void keepsWhatTheApplicationSets() throws Exception {
        var cookies = new CookieManager();
        var proxy = ProxySelector.of(null);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, null, null);
        var protocols = new SSLParameters(null, new String[] {"TLSv1.3"});
        var authenticator = new Authenticator() {};
        Executor executor = Runnable::run;

        HttpClient client = clients.cookieHandler(cookies)
                .connectTimeout(Duration.ofSeconds(7))
                .sslContext(tls)
                .sslParameters(protocols)
                .executor(executor)
                .priority(1)
                .version(HttpClient.Version.HTTP_2)
                .proxy(proxy)
                .authenticator(authenticator)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        assertThat(client.cookieHandler()).containsSame(cookies);
        assertThat(client.connectTimeout()).contains(Duration.ofSeconds(7));
        assertThat(client.sslContext()).isSameAs(tls);
        assertThat(client.sslParameters().getProtocols()).containsExactly("TLSv1.3");
        assertThat(client.executor()).containsSame(executor);
        assertThat(client.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(client.proxy()).containsSame(proxy);
        assertThat(client.authenticator()).containsSame(authenticator);
        assertThat(client.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
    }

    @Test
    void speaksHttp1UnlessItIsToldOtherwise() {
        assertThat(clients.build().version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void refusesAPriorityThatTheJdkDoesNotKnow() {
        assertThatThrownBy(() -> clients.priority(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesToFollowRedirects() {
        assertThatThrownBy(() -> clients.followRedirects(HttpClient.Redirect.NORMAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mcp-guard: redirects are not followed, they lead where nobody checked");
    }
}
