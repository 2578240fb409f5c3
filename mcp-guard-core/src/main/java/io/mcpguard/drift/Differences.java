package io.mcpguard.drift;

import io.mcpguard.api.Json;
import io.mcpguard.json.SameJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what differs between two trees, and weighs nothing. */
final class Differences {

    /** As many changes are listed one by one. */
    static final int MAX_CHANGES = 200;

    private final List<Change> changes = new ArrayList<>();
    private int more;

    private Differences() {}

    /**
     * All differences between two JSON trees, in a fixed order: members by key, elements by index. Key order and the
     * spelling of numbers are no difference. An element put into an array is one change, not one of every element
     * behind it.
     *
     * @param before the trusted definition
     * @param after the definition now
     * @return at most 200 changes, then one that stands for the rest; empty if the trees are equal
     */
    static List<Change> between(@Nullable Object before, @Nullable Object after) {
        var found = new Differences();
        found.compare("", before, after);
        if (found.more > 0) {
            found.changes.add(Change.of("", Change.Kind.MORE, null, found.more));
        }
        return List.copyOf(found.changes);
    }

    private void compare(String pointer, @Nullable Object before, @Nullable Object after) {
        if (before instanceof Map<?, ?> left && after instanceof Map<?, ?> right) {
            compareObjects(pointer, left, right);
        } else if (before instanceof List<?> left && after instanceof List<?> right) {
            compareArrays(pointer, left, right);
        } else if (!SameJson.same(before, after)) {
            add(pointer, Change.Kind.CHANGED, before, after);
        }
    }

    private void compareObjects(String pointer, Map<?, ?> before, Map<?, ?> after) {
        var keys = new TreeSet<String>();
        before.keySet().forEach(key -> keys.add((String) key));
        after.keySet().forEach(key -> keys.add((String) key));
        for (String key : keys) {
            String member = pointer + "/" + Json.escape(key);
            if (!after.containsKey(key)) {
                add(member, Change.Kind.REMOVED, before.get(key), null);
            } else if (!before.containsKey(key)) {
                add(member, Change.Kind.ADDED, null, after.get(key));
            } else {
                compare(member, before.get(key), after.get(key));
            }
        }
    }

    /** What is equal at both ends is left out; of the rest, elements at the same distance from the start are compared. */
    private void compareArrays(String pointer, List<?> before, List<?> after) {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && SameJson.same(before.get(head), after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && SameJson.same(before.get(before.size() - 1 - tail), after.get(after.size() - 1 - tail))) {
            tail++;
        }
        for (int i = head; i < before.size() - tail || i < after.size() - tail; i++) {
            String element = pointer + "/" + i;
            if (i >= after.size() - tail) {
                add(element, Change.Kind.REMOVED, before.get(i), null);
            } else if (i >= before.size() - tail) {
                add(element, Change.Kind.ADDED, null, after.get(i));
            } else {
                compare(element, before.get(i), after.get(i));
            }
        }
    }

    private void add(String pointer, Change.Kind kind, @Nullable Object before, @Nullable Object after) {
        if (changes.size() < MAX_CHANGES) {
            changes.add(Change.of(pointer, kind, before, after));
        } else {
            more++;
        }
    }
}
