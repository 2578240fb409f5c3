package io.mcpguard.names;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** By which texts names find each other in an index; the first character says which kind of key it is. */
final class Keys {

    private Keys() {}

    static Set<String> of(Name name) {
        var keys = new LinkedHashSet<String>();
        keys.add(compact(name.compact));
        keys.add(compact(name.scope + name.compact));
        keys.add("l" + name.look);
        keys.add("w" + String.join(" ", new TreeSet<>(name.core)));
        keys.add("w" + name.coreCompact());
        if (name.hasScope() && name.core.stream().allMatch(Affixes::isAny)) {
            keys.add("s" + name.scope);
        }
        return keys;
    }

    /** Of what is left of a name without words at its ends that say nothing, though nothing separates them from it. */
    static List<String> inside(Name name) {
        String text = name.compact;
        boolean[] starts = Affixes.startsAfter(text);
        boolean[] ends = Affixes.endsBefore(text);
        var keys = new ArrayList<String>();
        for (int start = 0; start < text.length(); start++) {
            for (int end = start + Affixes.MIN_INSIDE; starts[start] && end <= text.length(); end++) {
                if (ends[end] && (start > 0 || end < text.length())) {
                    keys.add(compact(text.substring(start, end)));
                }
            }
        }
        return keys;
    }

    private static String compact(String text) {
        return "c" + text;
    }
}
