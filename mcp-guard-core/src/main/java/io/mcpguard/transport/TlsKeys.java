package io.mcpguard.transport;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Set;

/**
 * Public keys of which a server has to have one, as in RFC 7469: {@code sha256/} and the base64 SHA-256 of the
 * SubjectPublicKeyInfo.
 *
 * @param server its name in the policy
 * @param pins the keys; any will do if there are none
 * @param enforced whether another key is refused, or only told to the log
 */
record TlsKeys(String server, Set<String> pins, boolean enforced) {

    /** Longer chains are not looked into. */
    private static final int MAX_CHAIN = 10;

    boolean isEmpty() {
        return pins.isEmpty();
    }

    /**
     * Whether the key is pinned of the server's certificate, or of one that signed it. Servers send what they like: a
     * certificate that signed none of those before it proves nothing, and neither does one that may not sign any.
     */
    boolean fit(X509Certificate[] chain) {
        for (int i = 0; i < Math.min(chain.length, MAX_CHAIN); i++) {
            if (i > 0 && !signed(chain[i - 1], chain[i])) {
                return false;
            }
            if (pins.contains(of(chain[i]))) {
                return true;
            }
        }
        return false;
    }

    private static boolean signed(X509Certificate certificate, X509Certificate by) {
        if (by.getBasicConstraints() < 0
                || !certificate.getIssuerX500Principal().equals(by.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(by.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static String of(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            return "sha256/" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
