package io.mcpguard.json;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The canonical form of a JSON tree, RFC 8785 (JSON Canonicalization Scheme), and its digest: the same for the same
 * JSON, however it was laid out, and different for different JSON.
 *
 * <p>For the second half it goes further than the RFC where that would give two texts one form:
 *
 * <ul>
 *   <li>A number with more digits than a {@code double} holds keeps them all: 9007199254740993 is not written as
 *       9007199254740992.
 *   <li>Half of a surrogate pair, which the RFC leaves undefined and UTF-8 cannot express, is written as its JSON escape
 *       in lower case ({@code \}{@code ud800}), and not as the question mark that encoders put there.
 * </ul>
 *
 * <p>All methods take frozen trees as they are and freeze others first, under {@link Limits#DEFAULT}.
 */
public final class CanonicalJson {

    /** One a thread: to make one costs as much as to digest a small tree. It is clean again after each use. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    });

    private CanonicalJson() {}

    /**
     * Writes a tree.
     *
     * @param tree the tree
     * @return its canonical form in UTF-8
     * @throws JsonException if it cannot be frozen
     */
    public static byte[] write(@Nullable Object tree) {
        JsonWriter writer = JsonWriter.write(frozen(tree), JsonWriter.Style.CANONICAL);
        byte[] array = writer.array();
        return array.length == writer.size() ? array : Arrays.copyOf(array, writer.size());
    }

    /**
     * Digests a tree.
     *
     * @param tree the tree
     * @return the SHA-256 of its canonical form, in lower-case hex
     * @throws JsonException if it cannot be frozen
     */
    public static String sha256(@Nullable Object tree) {
        JsonWriter writer = JsonWriter.write(frozen(tree), JsonWriter.Style.CANONICAL);
        MessageDigest digest = SHA_256.get();
        digest.update(writer.array(), 0, writer.size());
        return HexFormat.of().formatHex(digest.digest());
    }

    static @Nullable Object frozen(@Nullable Object tree) {
        return tree instanceof Frozen ? tree : JsonTree.freeze(tree, Limits.DEFAULT);
    }
}
