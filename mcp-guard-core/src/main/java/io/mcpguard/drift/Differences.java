package io.mcpguard.drift;

import io.mcpguard.api.Json;
import io.mcpguard.json.SameJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what differs between two trees, and weighs nothing. */
final class Differences {

    /** As many changes are listed one by one. */
    static final int MAX_CHANGES = 200;

    /** A pointer that is longer names what its change lies in, as far as that is. In UTF-16 units. */
    static final int MAX_POINTER = 2_048;

    private final List<Change> changes = new ArrayList<>();
    private int more;

    /**
     * Where in the tree the comparison is. Written out only for what differs: with long keys above many members that would be
     * most of the work.
     *
     * @param parent null at the root
     * @param segment a key, or an index
     */
    private record Place(@Nullable Place parent, String segment) {

        static final Place ROOT = new Place(null, "");

        Place member(String name) {
            return new Place(this, name);
        }

        String pointer() {
            var segments = new ArrayDeque<String>();
            for (Place at = this; at.parent != null; at = at.parent) {
                segments.push(at.segment);
            }
            var pointer = new StringBuilder();
            for (String segment : segments) {
                String escaped = segment.length() > MAX_POINTER ? segment : Json.escape(segment);
                if (pointer.length() + escaped.length() >= MAX_POINTER) {
                    break;
                }
                pointer.append('/').append(escaped);
            }
            return pointer.toString();
        }
    }

    private Differences() {}

    /**
     * All differences between two JSON trees, in a fixed order: members by key, elements by index. Key order and the
     * spelling of numbers are no difference. An element put into an array is one change, not one of every element
     * behind it.
     *
     * @param before the trusted definition
     * @param after the definition now
     * @return at most 200 changes, then one that stands for the rest; empty if the trees are equal. A pointer longer than
     *     2,048 is that of what the change lies in
     */
    static List<Change> between(@Nullable Object before, @Nullable Object after) {
        var found = new Differences();
        found.compare(Place.ROOT, before, after);
        if (found.more > 0) {
            found.changes.add(Change.of("", Change.Kind.MORE, null, found.more));
        }
        return List.copyOf(found.changes);
    }

    private void compare(Place place, @Nullable Object before, @Nullable Object after) {
        if (before instanceof Map<?, ?> left && after instanceof Map<?, ?> right) {
            compareObjects(place, left, right);
        } else if (before instanceof List<?> left && after instanceof List<?> right) {
            compareArrays(place, left, right);
        } else if (!SameJson.same(before, after)) {
            add(place, Change.Kind.CHANGED, before, after);
        }
    }

    private void compareObjects(Place place, Map<?, ?> before, Map<?, ?> after) {
        var keys = new TreeSet<String>();
        before.keySet().forEach(key -> keys.add((String) key));
        after.keySet().forEach(key -> keys.add((String) key));
        for (String key : keys) {
            Place member = place.member(key);
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
    private void compareArrays(Place place, List<?> before, List<?> after) {
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
            Place element = place.member(Integer.toString(i));
            if (i >= after.size() - tail) {
                add(element, Change.Kind.REMOVED, before.get(i), null);
            } else if (i >= before.size() - tail) {
                add(element, Change.Kind.ADDED, null, after.get(i));
            } else {
                compare(element, before.get(i), after.get(i));
            }
        }
    }

    private void add(Place place, Change.Kind kind, @Nullable Object before, @Nullable Object after) {
        if (changes.size() < MAX_CHANGES) {
            changes.add(Change.of(place.pointer(), kind, before, after));
        } else {
            more++;
        }
    }
}
