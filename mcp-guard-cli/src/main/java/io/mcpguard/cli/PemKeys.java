package io.mcpguard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads Ed25519 keys from PEM files as openssl writes them (RFC 7468). Nothing of a file is ever part of a message. */
final class PemKeys {

    private static final int MAX_BYTES = 64 << 10;

    private static final String HOW_TO_MAKE = "; make one with: openssl genpkey -algorithm ed25519 -out team.pem";
    private static final String HOW_TO_EXTRACT = "; make it with: openssl pkey -in team.pem -pubout -out team.pub.pem";

    private PemKeys() {}

    static PrivateKey privateKey(Path file) throws IOException {
        String pem = text(file);
        if (pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")) {
            throw new CliException(file + ": the key is encrypted; decrypt it for this run: openssl pkey -in "
                    + file.getFileName() + " -out /dev/stdout | mcp-guard sign --key /dev/stdin");
        }
        byte[] der = block(pem, "PRIVATE KEY");
        if (der == null) {
            throw new CliException(file + ": no private key in PEM" + HOW_TO_MAKE);
        }
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new CliException(file + ": no Ed25519 key" + HOW_TO_MAKE);
        }
    }

    static PublicKey publicKey(Path file) throws IOException {
        byte[] der = block(text(file), "PUBLIC KEY");
        if (der == null) {
            throw new CliException(file + ": no public key in PEM" + HOW_TO_EXTRACT);
        }
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new CliException(file + ": no Ed25519 key" + HOW_TO_MAKE);
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new CliException(file + ": larger than 64 KiB; is this a key?");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static byte @org.jspecify.annotations.Nullable [] block(String pem, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from + begin.length()) {
            return null;
        }
        try {
            return Base64.getMimeDecoder()
                    .decode(pem.substring(from + begin.length(), to).getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
