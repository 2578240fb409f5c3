package io.mcpguard.trust;

import static java.util.Objects.requireNonNull;

import io.mcpguard.json.CanonicalJson;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs locks and checks their signatures. A signature is Ed25519 (RFC 8032) over the canonical form (RFC 8785) of the
 * whole lock, so its layout is free and its content is not. It stands in Base64 in a file beside the lock, which is called
 * as the lock with {@code .sig} behind. All methods block.
 *
 * <p>A signature says that a lock was signed once, not that it is the newest: who can put an older lock and its signature
 * back takes back what was decided since.
 */
public final class LockSignature {

    private static final String ALGORITHM = "Ed25519";

    /** A signature has 64 bytes, or 88 characters. */
    private static final int MAX_LENGTH = 200;

    private LockSignature() {}

    /**
     * Signs a lock as it is now.
     *
     * @param lock the lock's file
     * @param key an Ed25519 key
     * @return the file of the signature, which was written or replaced
     * @throws LockException if there is no lock, if it is damaged, or if the signature cannot be written
     * @throws IllegalArgumentException if the key is of another kind
     */
    public static Path sign(Path lock, PrivateKey key) {
        requireEd25519(key);
        byte[] content = new SharedFile(lock).read();
        if (content == null) {
            throw new LockException(lock + ": there is no lock to sign.");
        }
        LockReader.read(lock.toString(), content);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(canonical(lock.toString(), content));
            String text = Base64.getEncoder().encodeToString(signature.sign()) + "\n";
            Path file = beside(lock);
            new SharedFile(file).replace(text.getBytes(StandardCharsets.US_ASCII));
            return file;
        } catch (GeneralSecurityException e) {
            throw new LockException(lock + ": the lock could not be signed with this key.", e);
        }
    }

    /**
     * Whether a lock is signed by a key as it is now.
     *
     * @param lock the lock's file
     * @param key an Ed25519 key
     * @return false also if there is no lock, no signature, or none that can be read
     * @throws LockException if the lock cannot be read or is no JSON
     * @throws IllegalArgumentException if the key is of another kind
     */
    public static boolean verify(Path lock, PublicKey key) {
        requireEd25519(key);
        byte[] content = new SharedFile(lock).read();
        return content != null && verify(lock.toString(), content, new SharedFile(beside(lock)).read(), List.of(key));
    }

    /** Whether one of the keys signed the content. */
    static boolean verify(String lock, byte[] content, byte @Nullable [] signature, Collection<PublicKey> keys) {
        byte[] decoded = signature == null || signature.length > MAX_LENGTH ? null : decoded(signature);
        if (decoded == null) {
            return false;
        }
        byte[] signed = canonical(lock, content);
        return keys.stream().anyMatch(key -> isBy(key, signed, decoded));
    }

    private static boolean isBy(PublicKey key, byte[] signed, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(signed);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // of another length, or no point of the curve
        }
    }

    private static byte @Nullable [] decoded(byte[] signature) {
        try {
            return Base64.getDecoder().decode(new String(signature, StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] canonical(String lock, byte[] content) {
        try {
            return CanonicalJson.write(JsonText.parseObject(content, LockFormat.LIMITS));
        } catch (JsonException e) {
            throw LockReader.damaged(lock, e);
        }
    }

    static Path beside(Path lock) {
        return lock.resolveSibling(lock.getFileName() + ".sig");
    }

    static void requireEd25519(Key key) {
        String algorithm = requireNonNull(key, "key").getAlgorithm();
        if (!algorithm.equals(ALGORITHM) && !algorithm.equals("EdDSA")) {
            throw new IllegalArgumentException("locks are signed with Ed25519, and this key is for " + algorithm);
        }
    }
}
