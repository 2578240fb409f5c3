package io.mcpguard.transport;

import java.security.cert.CertificateException;

/** A server has a valid certificate and none of its pinned keys. */
final class WrongKeyException extends CertificateException {

    private static final long serialVersionUID = 1;

    private final String words;

    WrongKeyException(String server, String key) {
        super("mcp-guard: server \"" + server + "\" " + words(key));
        this.words = words(key);
    }

    private static String words(String key) {
        return "has the public key " + key + ", and the policy (tls.spki) wants another one";
    }

    /** What the server does, in our words; of the server's there is the digest of its key. */
    String words() {
        return words;
    }
}
