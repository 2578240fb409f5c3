package io.mcpguard.json;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells whether two JSON trees are one value, whatever classes their numbers have. */
public final class SameJson {

    private SameJson() {}

    /**
     * Whether two trees have the same canonical form, without writing it. {@code equals} alone would not do: it
     * tells Integer 1 from Long 1 and Double 1.0, which are one number in JSON. But it is fast, and what a server lists
     * again is usually equal.
     *
     * @param a a frozen tree
     * @param b another
     * @return true if they are one value in JSON
     */
    public static boolean same(@Nullable Object a, @Nullable Object b) {
        return Objects.equals(a, b) || sameTrees(a, b);
    }

    /**
     * Whether a tree is what another one was frozen from, or could have been: the same members in the same order, and the
     * same classes of numbers. Stops at the first difference, and walks no deeper than the frozen tree.
     *
     * @param frozen a frozen tree
     * @param tree a tree that no other thread changes meanwhile, frozen or not
     * @return true if freezing it would give the same
     */
    public static boolean isCopy(@Nullable Object frozen, @Nullable Object tree) {
        if (frozen == tree) {
            return true;
        }
        if (frozen instanceof String text) {
            return text.equals(tree);
        }
        if (frozen instanceof FrozenMap object) {
            return tree instanceof Map<?, ?> map && object.isCopy(map);
        }
        if (frozen instanceof FrozenList array) {
            return tree instanceof List<?> list && array.isCopy(list);
        }
        return frozen != null && frozen.equals(tree);
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
}
