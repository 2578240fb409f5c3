package io.mcpguard.data.vault;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps values unreadable in memory: AES-256 in Galois/Counter Mode (NIST SP 800-38D) under a key that lives and dies with
 * the process. A heap dump holds the key as well; what this prevents is that values turn up by themselves, in a search
 * through a dump, a swap file or a debugger's view of a map. Safe for use by many threads.
 */
final class Seal {

    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random;
    private final SecretKey key;
    private final SecretKey markKey;

    Seal(SecureRandom random) {
        this.random = random;
        this.key = new SecretKeySpec(bytes(KEY_BYTES), "AES");
        this.markKey = new SecretKeySpec(bytes(KEY_BYTES), "HmacSHA256");
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    byte[] close(String value) {
        byte[] iv = bytes(IV_BYTES);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, iv, units(value));
        return ByteBuffer.allocate(IV_BYTES + sealed.length).put(iv).put(sealed).array();
    }

    String open(byte[] sealed) {
        byte[] plain = crypt(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(sealed, IV_BYTES),
                Arrays.copyOfRange(sealed, IV_BYTES, sealed.length));
        return ByteBuffer.wrap(plain).asCharBuffer().toString();
    }

    /** What equal values have in common and nobody can guess from: an HMAC, as text that can be a key. */
    String mark(String kind, String value) {
        try {
            var mac = Mac.getInstance(markKey.getAlgorithm());
            mac.init(markKey);
            mac.update(units(kind + '\0'));
            byte[] mark = mac.doFinal(units(value));
            return ByteBuffer.wrap(mark).asCharBuffer().toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot compute an HMAC", e);
        }
    }

    private byte[] crypt(int mode, byte[] iv, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot encrypt", e);
        }
    }

    /** UTF-16 units as they are: UTF-8 has no room for half a surrogate pair. */
    private static byte[] units(String value) {
        var bytes = ByteBuffer.allocate(2 * value.length());
        bytes.asCharBuffer().put(CharBuffer.wrap(value));
        return bytes.array();
    }
}
