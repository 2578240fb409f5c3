package io.mcpguard.transport;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** An SSL context of the JDK's that asks for pinned keys. A type of its own, since contexts do not tell whom they trust. */
final class PinnedContext extends SSLContext {

    private final TlsKeys keys;

    private PinnedContext(SSLContext context, TlsKeys keys) {
        super(new Spi(context), context.getProvider(), context.getProtocol());
        this.keys = keys;
    }

    /**
     * A context that presents certificates of one's own and trusts whom one says, or whom the platform trusts.
     *
     * @param trust the first one for X.509 counts, as in {@link SSLContext#init}; the platform's if there is none at all
     */
    static PinnedContext of(TlsKeys keys, KeyManager[] own, TrustManager[] trust) {
        try {
            var context = SSLContext.getInstance("TLS");
            TrustManager[] usual = trust.length == 0 ? platform() : trust;
            context.init(own, new TrustManager[] {new PinnedTrust(extended(usual), keys)}, null);
            return new PinnedContext(context, keys);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("mcp-guard: there is no TLS here", e);
        }
    }

    private static TrustManager[] platform() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return factory.getTrustManagers();
    }

    private static X509ExtendedTrustManager extended(TrustManager[] managers) {
        for (TrustManager manager : managers) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new IllegalArgumentException(
                "mcp-guard: a trust manager has to be an X509ExtendedTrustManager, others do not check host names");
    }

    boolean asksFor(TlsKeys wanted) {
        return keys.equals(wanted);
    }

    private static final class Spi extends SSLContextSpi {

        private final SSLContext context;

        Spi(SSLContext context) {
            this.context = context;
        }

        @Override
        protected void engineInit(
                KeyManager @Nullable [] own, TrustManager @Nullable [] trust, @Nullable SecureRandom random) {
            throw new IllegalStateException("mcp-guard: whom it trusts was said when it was made");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return context.getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return context.getServerSocketFactory();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return context.createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return context.createSSLEngine(host, port);
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return context.getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return context.getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return context.getSupportedSSLParameters();
        }
    }
}
