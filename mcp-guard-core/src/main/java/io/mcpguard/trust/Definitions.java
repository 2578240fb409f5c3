package io.mcpguard.trust;

import io.mcpguard.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Digests and weighs definitions, which are frozen JSON trees. */
final class Definitions {

    private Definitions() {}

    /** The digest by which a definition is pinned. */
    static String digest(@Nullable Object definition) {
        return "sha256:" + CanonicalJson.sha256(definition);
    }

    /**
     * About as many bytes as a definition takes in a lock, where nesting costs indentation and escapes take six bytes.
     * What a lock cannot express, because it is too deep or has half a surrogate pair in a key, weighs more than a lock
     * can hold.
     */
    static long weight(String name, @Nullable Object definition) {
        return 200 + keyWeight(name) + weight(definition, 6);
    }

    private static long weight(@Nullable Object tree, int depth) {
        if (depth > LockFormat.MAX_DEPTH) {
            return LockFormat.MAX_BYTES;
        }
        long line = 2L + 2L * depth;
        if (tree instanceof Map<?, ?> object) {
            long sum = 2 * line;
            for (Map.Entry<?, ?> member : object.entrySet()) {
                sum += keyWeight((String) member.getKey()) + weight(member.getValue(), depth + 1);
            }
            return sum;
        }
        if (tree instanceof List<?> array) {
            long sum = 2 * line;
            for (Object element : array) {
                sum += weight(element, depth + 1);
            }
            return sum;
        }
        return line + (tree instanceof String text ? weight(text) : scalarWeight(tree));
    }

    /** A number has as many digits as the limits of messages allow. */
    private static long scalarWeight(@Nullable Object scalar) {
        return String.valueOf(scalar).length();
    }

    private static long keyWeight(String key) {
        for (int i = 0; i < key.length(); i += Character.charCount(key.codePointAt(i))) {
            if (Character.getType(key.codePointAt(i)) == Character.SURROGATE) {
                return LockFormat.MAX_BYTES;
            }
        }
        return weight(key);
    }

    private static long weight(String text) {
        long sum = 4;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            sum += c >= ' ' && c < 0x7f ? 1 : 6;
        }
        return sum;
    }
}
