package io.mcpguard.transport;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** Makes the HTTP client of one guarded transport: the JDK's builder, whose client is then held to the server's rules. */
final class HttpClients implements HttpClient.Builder {

    private final HttpClient.Builder builder =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
    private final Set<HttpExchange<?>> open = ConcurrentHashMap.newKeySet();
    private final HttpRules rules;
    private final TlsKeys keys;
    private volatile Reports reports = Reports.NONE;

    HttpClients(HttpRules rules) {
        this(rules, new TlsKeys(rules.server(), Set.of(), true));
    }

    HttpClients(HttpRules rules, TlsKeys keys) {
        this.rules = rules;
        this.keys = keys;
        if (!keys.isEmpty()) {
            builder.sslContext(PinnedContext.of(keys, new KeyManager[0], new TrustManager[0]));
        }
    }

    /** Tells the connection that begins now what comes to nothing. */
    void reportTo(Reports connection) {
        reports = connection;
    }

    HttpReport report() {
        return new HttpReport(rules, reports);
    }

    Set<HttpExchange<?>> open() {
        return open;
    }

    /** Hangs up on whatever is still under way. */
    void close() {
        open.forEach(HttpExchange::abort);
    }

    @Override
    public HttpClient build() {
        return new GuardedHttpClient(builder.build(), this);
    }

    @Override
    public HttpClient.Builder followRedirects(HttpClient.Redirect policy) {
        if (policy != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("mcp-guard: redirects are not followed, they lead where nobody checked");
        }
        return this;
    }

    @Override
    public HttpClient.Builder cookieHandler(CookieHandler cookieHandler) {
        builder.cookieHandler(cookieHandler);
        return this;
    }

    @Override
    public HttpClient.Builder connectTimeout(Duration duration) {
        builder.connectTimeout(duration);
        return this;
    }

    @Override
    public HttpClient.Builder sslContext(SSLContext sslContext) {
        if (!keys.isEmpty() && !(sslContext instanceof PinnedContext pinned && pinned.asksFor(keys))) {
            throw new IllegalArgumentException(
                    rules.says("has pinned keys (tls.spki), which this SSL context does not ask"
                            + " for: make it with McpTransports.sslContext"));
        }
        builder.sslContext(sslContext);
        return this;
    }

    @Override
    public HttpClient.Builder sslParameters(SSLParameters sslParameters) {
        builder.sslParameters(sslParameters);
        return this;
    }

    @Override
    public HttpClient.Builder executor(Executor executor) {
        builder.executor(executor);
        return this;
    }

    @Override
    public HttpClient.Builder version(HttpClient.Version version) {
        builder.version(version);
        return this;
    }

    @Override
    public HttpClient.Builder priority(int priority) {
        builder.priority(priority);
        return this;
    }

    @Override
    public HttpClient.Builder proxy(ProxySelector proxySelector) {
        builder.proxy(proxySelector);
        return this;
    }

    @Override
    public HttpClient.Builder authenticator(Authenticator authenticator) {
        builder.authenticator(authenticator);
        return this;
    }
}
