package io.mcpguard.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one string. Of each class it keeps {@link #MAX}, and beyond them remembers that there were more: a flood of
 * one class hides none of another. Not thread-safe.
 */
public final class Hits {

    /** Of one class in one string; more than an honest text of any size has. */
    public static final int MAX = 20_000;

    private static final int MAX_SEEN = 5_000_000;

    private final Predicate<String> off;
    private int seen;
    private final List<Hit> all = new ArrayList<>(0);
    /** Made when something is found, for in most strings nothing is. */
    private @Nullable Map<DataClass, Integer> counts;

    private Set<DataClass> full = Set.of();

    /** Takes all that is found. */
    public Hits() {
        this(detector -> false);
    }

    /** Takes no notice of what some detectors find, by their ids. */
    Hits(Predicate<String> off) {
        this.off = off;
    }

    public void add(DataClass kind, String detector, int start, int end, Certainty certainty) {
        seen++;
        if (off.test(detector)) {
            return;
        }
        if (counts == null) {
            counts = new HashMap<>();
        }
        if (counts.merge(kind, 1, Integer::sum) > MAX) {
            if (full.isEmpty()) {
                full = new HashSet<>();
            }
            full.add(kind);
        } else {
            all.add(new Hit(kind, detector, start, end, certainty));
        }
    }

    /** The classes of which there were more than it keeps. */
    public Set<DataClass> full() {
        return full;
    }

    /** Whether so much was found that nobody need look further: no text of an honest size has as much of all classes. */
    public boolean isFull() {
        return seen > MAX_SEEN;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The values in their order, none overlapping another: of those that do, secrets first, then the surer and longer ones. */
    public List<Hit> disjoint() {
        return disjoint(hit -> hit.kind().equals(DataClass.SECRET) ? 1 : 0);
    }

    /**
     * The values in their order, none overlapping another. Of those that do the one that ranks higher stays, then the surer,
     * then the longer one. What ranks above 0 leaves nothing behind: where it reaches out of the one that stays, that one
     * grows.
     *
     * @param rank of a value; those of rank 0 are only recorded
     */
    public List<Hit> disjoint(ToIntFunction<Hit> rank) {
        if (all.size() < 2) {
            return List.copyOf(all);
        }
        var best = new ArrayList<>(all);
        best.sort(Comparator.comparingInt(rank)
                .thenComparing(Hit::certainty)
                .reversed()
                .thenComparing(hit -> hit.start() - hit.end())
                .thenComparing(Hit::start));
        var taken = new TreeMap<Integer, Hit>();
        for (Hit hit : best) {
            Map.Entry<Integer, Hit> last = taken.lowerEntry(hit.end());
            if (last == null || last.getValue().end() <= hit.start()) {
                taken.put(hit.start(), hit);
            } else if (rank.applyAsInt(hit) > 0) {
                grow(taken, hit);
            }
        }
        return List.copyOf(taken.values());
    }

    private static void grow(NavigableMap<Integer, Hit> taken, Hit lost) {
        int start = lost.start();
        int end = lost.end();
        Hit first = null;
        for (Map.Entry<Integer, Hit> touched = taken.lowerEntry(end);
                touched != null && touched.getValue().end() > start;
                touched = taken.lowerEntry(end)) {
            first = touched.getValue();
            start = Math.min(start, first.start());
            end = Math.max(end, first.end());
            taken.remove(touched.getKey());
        }
        Hit stays = first == null ? lost : first;
        taken.put(start, new Hit(stays.kind(), stays.detector(), start, end, stays.certainty()));
    }
}
