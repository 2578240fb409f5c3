package io.mcpguard.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a lock: without it nobody can guess the secrets whose digests stand there. It is a text, so that it can stand
 * in a variable or a file, and its characters are the key as they are. Immutable; never part of a message.
 */
final class LockKey {

    /** As many as 128 bits have in hexadecimal. */
    static final int MIN_LENGTH = 32;

    static final int MAX_LENGTH = 1_024;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_LENGTH = 8;

    private final SecretKeySpec key;
    private final String id;

    private LockKey(String text) {
        this.key = new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.id = hmac("mcp-guard lock key").substring(0, ID_LENGTH);
    }

    /**
     * The key that a text is, without white space around it.
     *
     * @param source how messages call where it was found
     * @throws LockException if it is too short to be a key, or too long
     */
    static LockKey of(String text, String source) {
        String stripped = text.strip();
        if (stripped.length() < MIN_LENGTH || stripped.length() > MAX_LENGTH) {
            throw new LockException(source + ": the key of a lock has " + MIN_LENGTH + " to " + MAX_LENGTH
                    + " characters. Make one with: openssl rand -hex 32");
        }
        return new LockKey(stripped);
    }

    /** Eight digits that tell keys apart and say nothing of the key: it is far too long to be searched. */
    String id() {
        return id;
    }

    /** A digest that only who has the key can make. */
    String hmac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof LockKey that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
