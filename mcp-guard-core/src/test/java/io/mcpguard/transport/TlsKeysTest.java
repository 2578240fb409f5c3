package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mcpguard.McpGuard;
import io.mcpguard.api.Interceptor;
import io.mcpguard.api.Server;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.Policy;
import io.mcpguard.transport.HttpRules.Flavour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pinned public keys, over TLS to a server on loopback. */
@Timeout(60)
class TlsKeysTest {

    private static final String UNKNOWN = "sha256/" + "A".repeat(43) + "=";
    private static final KeyManager[] NONE = {};

    @TempDir
    static Path folder;

    private static Certificates certificates;
    private final LinkedBlockingQueue<String> reported = new LinkedBlockingQueue<>();
    private HttpsServer server;
    private URI url;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new Certificates(folder)
                .issue("current", "ip:127.0.0.1")
                .issue("backup", "ip:127.0.0.1")
                .issue("elsewhere", "dns:mail.example.com");
    }

    private void serve(String alias) throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificates.server(alias)));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                Loopback.answer(exchange, "application/json", Loopback.ANSWER);
            }
        });
        server.start();
        url = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static TlsKeys keys(boolean enforced, String... pins) {
        return new TlsKeys("mail", Set.of(pins), enforced);
    }

    private String ask(TlsKeys keys) throws Exception {
        var clients = new HttpClients(
                new HttpRules("mail", url, Flavour.STREAMABLE, Limits.DEFAULT, Duration.ofSeconds(20)), keys);
        clients.reportTo(new Reports() {
            @Override
            public void unreadable(String reason) {
                reported.add(reason);
            }

            @Override
            public void tooLarge(Object id) {}

            @Override
            public void lost(String reason) {}
        });
        clients.sslContext(PinnedContext.of(keys, NONE, certificates.trust()));
        HttpRequest request = HttpRequest.newBuilder(url)
                .POST(BodyPublishers.ofString(Loopback.REQUEST))
                .build();
        return clients.build().send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void aServerWithThePinnedKeyIsTalkedTo() throws Exception {
        serve("current");
        assertThat(ask(keys(true, certificates.key("current")))).isEqualTo(Loopback.ANSWER);
        assertThat(reported).isEmpty();
    }

    @Test
    void aServerWithAnotherKeyIsNotThoughItsCertificateIsValid() throws Exception {
        serve("backup");
        String words =
                "has the public key " + certificates.key("backup") + ", and the policy (tls.spki) wants another one";
        assertThatThrownBy(() -> ask(keys(true, certificates.key("current"))))
                .isInstanceOf(IOException.class)
                .hasMessage("mcp-guard: server \"mail\" " + words);
        assertThat(reported).containsExactly("the server " + words);
    }

    @Test
    void aBackupKeyMayComeInItsPlace() throws Exception {
        serve("backup");
        assertThat(ask(keys(true, certificates.key("current"), certificates.key("backup"))))
                .isEqualTo(Loopback.ANSWER);
    }

    @Test
    void theKeyOfTheAuthorityThatSignedItWillDo() throws Exception {
        serve("current");
        assertThat(ask(keys(true, certificates.key("ca")))).isEqualTo(Loopback.ANSWER);
    }

    @Test
    void thePinnedKeyDoesNotReplaceTheUsualChecks() throws Exception {
        serve("elsewhere");
        assertThatThrownBy(() -> ask(keys(true, certificates.key("elsewhere"))))
                .hasMessage("mcp-guard: server \"mail\" cannot be talked to over HTTP");
    }

    @Test
    void inAuditModeAnotherKeyIsOnlyLogged() throws Exception {
        serve("current");
        assertThat(ask(keys(false, UNKNOWN))).isEqualTo(Loopback.ANSWER);
    }

    @Test
    void aCertificateThatSignedNothingProvesNothing() throws Exception {
        TlsKeys keys = keys(true, certificates.key("current"));
        X509Certificate impostor = certificates.certificate("backup");
        assertThat(keys.fit(new X509Certificate[] {impostor, certificates.certificate("current")}))
                .isFalse();
        assertThat(keys.fit(new X509Certificate[] {
                    impostor, certificates.certificate("ca"), certificates.certificate("current")
                }))
                .isFalse();
        assertThat(keys.fit(new X509Certificate[] {})).isFalse();
    }

    @Test
    void anSslContextThatDoesNotAskForTheKeysIsRefused() throws Exception {
        url = URI.create("https://127.0.0.1/mcp");
        var rules = new HttpRules("mail", url, Flavour.STREAMABLE, Limits.DEFAULT, Duration.ofSeconds(20));
        SSLContext plain = SSLContext.getDefault();
        assertThatThrownBy(() -> new HttpClients(rules, keys(true, UNKNOWN)).sslContext(plain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "mcp-guard: server \"mail\" has pinned keys (tls.spki), which this SSL context does not ask for:"
                                + " make it with McpTransports.sslContext");
        SSLContext ofAnother = PinnedContext.of(new TlsKeys("other", Set.of(UNKNOWN), true), NONE, new TrustManager[0]);
        assertThatThrownBy(() -> new HttpClients(rules, keys(true, UNKNOWN)).sslContext(ofAnother))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new HttpClients(rules).sslContext(plain)).isNotNull();
    }

    @Test
    void aTrustManagerThatDoesNotCheckHostNamesIsRefused() {
        X509TrustManager lax = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        assertThatThrownBy(() -> PinnedContext.of(keys(true, UNKNOWN), NONE, new TrustManager[] {lax}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X509ExtendedTrustManager");
    }

    @Test
    void aTransportWhoseClientNobodyChecksIsRefused() {
        Policy pinned = Policy.balanced()
                .server("mail", mail -> mail.url("https://mail.example.com/mcp").tlsKeys(UNKNOWN));
        URI where = URI.create("https://mail.example.com/mcp");
        McpGuard guard = McpGuard.builder().policy(pinned).build();

        assertThatThrownBy(() -> McpTransports.http(guard, "mail", where, checked -> new Peer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mcp-guard: server \"mail\" has pinned keys (tls.spki)");
        assertThatThrownBy(() -> McpTransports.wrap(guard, Server.url("mail", where), Peer::new))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(McpTransports.http(guard, "mail", where)).isNotNull();

        McpGuard audit =
                McpGuard.builder().policy(pinned.mode(Interceptor.Mode.AUDIT)).build();
        assertThat(McpTransports.wrap(audit, Server.url("mail", where), Peer::new))
                .isNotNull();
    }
}
