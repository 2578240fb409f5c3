package io.mcpguard.json;

import io.mcpguard.json.JsonException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies one tree into frozen containers and counts as it goes, so that it stops at the limit and not behind it. The
 * sizes that containers claim are not relied on.
 */
final class Freezer {

    private final Budget budget;

    Freezer(Limits limits) {
        this.budget = new Budget(limits);
    }

    @Nullable
    Object freeze(@Nullable Object node, int depth) {
        if (node instanceof String text) {
            budget.text(text);
            budget.nodes(1);
            return text;
        }
        // The two usual classes come first: asking for a class is cheaper than asking for an interface.
        if (node instanceof LinkedHashMap<?, ?> map) {
            return map(map, depth);
        }
        if (node instanceof ArrayList<?> list) {
            return list(list, depth);
        }
        if (node instanceof FrozenMap || node instanceof FrozenList) {
            budget.shared((Frozen) node, depth);
            return node;
        }
        if (node instanceof Map<?, ?> map) {
            return map(map, depth);
        }
        if (node instanceof List<?> list) {
            return list(list, depth);
        }
        budget.nodes(1);
        if (node == null || node instanceof Boolean) {
            return node;
        }
        JsonNumbers.check(node);
        return node;
    }

    private FrozenMap map(Map<?, ?> map, int depth) {
        budget.container(depth);
        int claimed = map.size();
        Object[] values = new Object[firstCapacity(claimed)];
        Keys known = null;
        String[] names = null; // from where on they are not known
        int filled = 0;
        for (Map.Entry<?, ?> member : map.entrySet()) {
            if (!(member.getKey() instanceof String key)) {
                throw new JsonException(Reason.NOT_JSON, "not JSON: a key of an object is not a String");
            }
            budget.text(key);
            if (filled == values.length) {
                values = Arrays.copyOf(values, 2 * filled);
            }
            if (names == null) {
                Keys next = Keys.likely(known, filled, key, claimed);
                if (next == null) {
                    names = known == null ? new String[values.length] : known.first(filled, values.length);
                }
                known = next;
            }
            if (names != null) {
                if (filled == names.length) {
                    names = Arrays.copyOf(names, values.length);
                }
                names[filled] = key;
            }
            values[filled++] = freeze(member.getValue(), depth + 1);
        }
        if (filled != values.length) {
            values = Arrays.copyOf(values, filled);
        }
        return new FrozenMap(keys(known, names, filled), values);
    }

    private static Keys keys(@Nullable Keys known, String @Nullable [] names, int count) {
        if (names != null) {
            return Keys.of(names, 0, count);
        }
        if (known != null) {
            return known.size() == count ? known.used() : Keys.of(known.first(count, count), 0, count);
        }
        return Keys.NONE;
    }

    private FrozenList list(List<?> list, int depth) {
        budget.container(depth);
        Object[] items = new Object[firstCapacity(list.size())];
        int filled = 0;
        for (Object item : list) {
            if (filled == items.length) {
                items = Arrays.copyOf(items, 2 * items.length);
            }
            items[filled++] = freeze(item, depth + 1);
        }
        return new FrozenList(filled == items.length ? items : Arrays.copyOf(items, filled));
    }

    private static int firstCapacity(int claimed) {
        return Math.max(1, Math.min(claimed, 64));
    }
}
