package io.mcpguard.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Reads the Ed25519 keys that sign locks from PEM files (RFC 7468), one key a file, at most 64 KiB, as openssl writes them:
 *
 * <pre>{@code
 * openssl genpkey -algorithm ed25519 -out team.pem
 * openssl pkey -in team.pem -pubout -out team.pub.pem
 * }</pre>
 *
 * <p>Nothing of a file's content is ever part of a message. Both methods block.
 */
public final class PemKeys {

    private static final int MAX_BYTES = 64 << 10;

    private static final String ALGORITHM = "Ed25519";
    private static final String HOW_TO_MAKE = "; make one with: openssl genpkey -algorithm ed25519 -out team.pem";
    private static final String HOW_TO_EXTRACT = "; make it with: openssl pkey -in team.pem -pubout -out team.pub.pem";

    private PemKeys() {}

    /**
     * Reads the key that signs.
     *
     * @param file PKCS #8 in PEM, not encrypted
     * @return the key
     * @throws LockException if it cannot be read, or holds no such key or several
     */
    public static PrivateKey privateKey(Path file) {
        String pem = text(file);
        if (pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")) {
            throw new LockException(file + ": the key is encrypted; decrypt it for this run: openssl pkey -in "
                    + file.getFileName() + " -out /dev/stdout | mcp-guard sign --key /dev/stdin");
        }
        byte[] der = block(file, pem, "PRIVATE KEY", ": no private key in PEM" + HOW_TO_MAKE);
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new LockException(file + ": no Ed25519 key" + HOW_TO_MAKE);
        }
    }

    /**
     * Reads the key that checks signatures.
     *
     * @param file SubjectPublicKeyInfo in PEM
     * @return the key
     * @throws LockException if it cannot be read, or holds no such key or several
     */
    public static PublicKey publicKey(Path file) {
        byte[] der = block(file, text(file), "PUBLIC KEY", ": no public key in PEM" + HOW_TO_EXTRACT);
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new LockException(file + ": no Ed25519 key" + HOW_TO_MAKE);
        }
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new LockException(file + ": larger than 64 KiB; is this a key?");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new LockException(file + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new LockException(file + ": not permitted; check who owns the file", e);
        } catch (IOException e) {
            throw new LockException(
                    file + ": the key cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /** What stands between the two lines of a label. A second key is refused: it would look trusted and count for nothing. */
    private static byte[] block(Path file, String pem, String label, String none) {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf(end, Math.max(from, 0));
        if (from < 0 || to < 0) {
            throw new LockException(file + none);
        }
        if (pem.indexOf(begin, from + 1) >= 0) {
            throw new LockException(file + ": more than one key; give each a file of its own");
        }
        try {
            return Base64.getDecoder().decode(withoutSpace(pem, from + begin.length(), to));
        } catch (IllegalArgumentException e) {
            throw new LockException(file + none);
        }
    }

    private static String withoutSpace(String text, int from, int to) {
        var kept = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (text.charAt(i) > ' ') {
                kept.append(text.charAt(i));
            }
        }
        return kept.toString();
    }
}
