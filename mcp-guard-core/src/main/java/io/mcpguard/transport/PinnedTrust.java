package io.mcpguard.transport;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trusts a server if it is trusted as usual, host name included, and has a pinned key besides. */
final class PinnedTrust extends X509ExtendedTrustManager {

    private static final Logger log = LoggerFactory.getLogger(PinnedTrust.class);

    private final X509ExtendedTrustManager usual;
    private final TlsKeys keys;

    PinnedTrust(X509ExtendedTrustManager usual, TlsKeys keys) {
        this.usual = usual;
        this.keys = keys;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        usual.checkServerTrusted(chain, authType, engine);
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        usual.checkServerTrusted(chain, authType, socket);
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        usual.checkServerTrusted(chain, authType);
        check(chain);
    }

    private void check(X509Certificate[] chain) throws WrongKeyException {
        if (keys.fit(chain)) {
            return;
        }
        var wrong = new WrongKeyException(keys.server(), TlsKeys.of(chain[0]));
        if (keys.enforced()) {
            throw wrong;
        }
        log.warn("{}; in audit mode it is used all the same", wrong.getMessage());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        usual.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        usual.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        usual.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return usual.getAcceptedIssuers();
    }
}
