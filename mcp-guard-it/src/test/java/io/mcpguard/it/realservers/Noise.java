package io.mcpguard.it.realservers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The places at which two unguarded runs already differ: ids of sessions and tasks. What a guard changes there cannot be
 * told from that, so it is not looked at. Of a text only the words are lost that differ.
 */
final class Noise {

    private final Map<String, Difference> places = new TreeMap<>();

    private Noise() {}

    static Noise between(Map<String, Object> one, Map<String, Object> other) {
        var noise = new Noise();
        TreeDiff.between(one, other).forEach(difference -> noise.places.put(difference.pointer(), difference));
        return noise;
    }

    Set<String> places() {
        return places.keySet();
    }

    List<Difference> without(List<Difference> differences) {
        return differences.stream()
                .filter(difference -> places.values().stream().noneMatch(place -> explains(place, difference)))
                .toList();
    }

    private static boolean explains(Difference noise, Difference difference) {
        if (!difference.isWithin(noise.pointer())) {
            return false;
        }
        return noise.before() == null
                || noise.after() == null
                || !difference.pointer().equals(noise.pointer())
                || sameWords(noise.before(), noise.after(), difference.after());
    }

    /** Whether a third text has all the words that are the same in two, at the same places. */
    private static boolean sameWords(String one, String other, @Nullable String third) {
        String[] a = one.split(" ", -1);
        String[] b = other.split(" ", -1);
        if (a.length != b.length) {
            return true;
        }
        String[] c = third == null ? new String[0] : third.split(" ", -1);
        boolean same = a.length == c.length;
        for (int i = 0; same && i < a.length; i++) {
            same = !a[i].equals(b[i]) || a[i].equals(c[i]);
        }
        return same;
    }
}
