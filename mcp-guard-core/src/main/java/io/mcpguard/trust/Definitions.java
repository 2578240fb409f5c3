package io.mcpguard.trust;

import io.mcpguard.json.CanonicalJson;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares, digests and weighs definitions, which are frozen JSON trees. */
final class Definitions {

    private Definitions() {}

    /** The digest by which a definition is pinned. */
    static String digest(@Nullable Object definition) {
        return "sha256:" + CanonicalJson.sha256(definition);
    }

    /**
     * Whether two definitions have the same canonical form, without writing it. {@code equals} alone would not do: it
     * tells Integer 1 from Long 1 and Double 1.0, which are one number in JSON. But it is fast, and what a server lists
     * again is usually equal.
     */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        return Objects.equals(a, b) || sameTrees(a, b);
    }

    private static boolean sameTrees(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Map<?, ?> left) {
            return b instanceof Map<?, ?> right && sameObjects(left, right);
        }
        if (a instanceof List<?> left) {
            return b instanceof List<?> right && sameArrays(left, right);
        }
        if (a instanceof Number left) {
            return b instanceof Number right && sameNumbers(left, right);
        }
        return Objects.equals(a, b);
    }

    private static boolean sameObjects(Map<?, ?> left, Map<?, ?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> member : left.entrySet()) {
            if (!right.containsKey(member.getKey()) || !sameTrees(member.getValue(), right.get(member.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameArrays(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<?> others = right.iterator();
        for (Object element : left) {
            if (!sameTrees(element, others.next())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameNumbers(Number left, Number right) {
        return left.equals(right) || Arrays.equals(CanonicalJson.write(left), CanonicalJson.write(right));
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
