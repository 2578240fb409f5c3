package io.mcpguard.drift;

import io.mcpguard.json.CanonicalJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was only renamed: items that are gone and new ones that say nearly the same. A definition is a set of words; two are alike
 * if they share most of them. Which to compare says an index over a few of the smallest hashes of each set (MinHash, Broder 1997), and of
 * a place in the index only a few are compared, so the time is linear in the number of items and in their size, and what is found does
 * not depend on their order.
 */
public final class Renames {

    /** So large a part of the words of both has to be shared. */
    private static final double LEAST_LIKENESS = 0.7;

    /** Of fewer words likeness means nothing; such items are alike if they are equal. */
    private static final int MIN_WORDS = 4;

    private static final int BANDS = 12;
    private static final int ROWS = 2;

    /** As many are looked at in one place of the index. */
    private static final int MAX_AT_ONE_PLACE = 8;

    /**
     * An item.
     *
     * @param name its name
     * @param definition what it declares, an immutable JSON tree
     */
    public record Named(String name, Object definition) {}

    private record Prepared(Named item, Set<String> words, String digest) {}

    private record Pair(Prepared gone, Prepared added, double likeness) {}

    private Renames() {}

    /**
     * Matches new items with those that are gone. One that is gone is matched at most once, the most alike first.
     *
     * @param gone items that are not there any more, as they were trusted
     * @param added items that were not there before
     * @param nameKey the member that holds the name, which is not compared
     * @return by new name what it was called, with the differences
     */
    public static Map<String, Renamed> between(Collection<Named> gone, Collection<Named> added, String nameKey) {
        if (gone.isEmpty() || added.isEmpty()) {
            return Map.of();
        }
        var index = new HashMap<String, List<Prepared>>();
        for (Prepared item : prepared(gone, nameKey)) {
            for (String place : places(item)) {
                List<Prepared> there = index.computeIfAbsent(place, p -> new ArrayList<>(1));
                if (there.size() < MAX_AT_ONE_PLACE) {
                    there.add(item);
                }
            }
        }
        var pairs = new ArrayList<Pair>();
        for (Prepared item : prepared(added, nameKey)) {
            var compared = new HashSet<String>();
            for (String place : places(item)) {
                for (Prepared other : index.getOrDefault(place, List.of())) {
                    double likeness = compared.add(other.item().name()) ? likeness(other, item) : 0;
                    if (likeness >= LEAST_LIKENESS) {
                        pairs.add(new Pair(other, item, likeness));
                    }
                }
            }
        }
        return matched(pairs);
    }

    private static Map<String, Renamed> matched(List<Pair> pairs) {
        pairs.sort(Comparator.comparingDouble((Pair pair) -> -pair.likeness())
                .thenComparing(pair -> pair.added().item().name())
                .thenComparing(pair -> pair.gone().item().name()));
        var taken = new HashSet<String>();
        var found = new LinkedHashMap<String, Renamed>();
        for (Pair pair : pairs) {
            Named before = pair.gone().item();
            Named now = pair.added().item();
            if (!found.containsKey(now.name()) && taken.add(before.name())) {
                found.put(now.name(), new Renamed(before.name(), Drift.between(before.definition(), now.definition())));
            }
        }
        return found;
    }

    /** In the order of their names, so that it does not matter in which they came. */
    private static List<Prepared> prepared(Collection<Named> items, String nameKey) {
        return items.stream()
                .sorted(Comparator.comparing(Named::name))
                .map(item -> prepared(item, nameKey))
                .toList();
    }

    private static Prepared prepared(Named item, String nameKey) {
        Object rest = without(item.definition(), nameKey);
        String text = Tree.text(rest);
        var words = new HashSet<String>();
        Words.sentences(text.length() > Wording.MAX_LENGTH ? text.substring(0, Wording.MAX_LENGTH) : text)
                .forEach(words::addAll);
        return new Prepared(item, words, CanonicalJson.sha256(rest));
    }

    private static @Nullable Object without(Object definition, String key) {
        if (!(definition instanceof Map<?, ?> object)) {
            return definition;
        }
        var rest = new LinkedHashMap<Object, @Nullable Object>(object);
        rest.remove(key);
        return rest;
    }

    /** What is equal but for its name is surely alike, if it says anything. */
    private static double likeness(Prepared a, Prepared b) {
        if (a.digest().equals(b.digest())) {
            return 1;
        }
        var both = new HashSet<>(a.words());
        both.retainAll(b.words());
        return (double) both.size() / (a.words().size() + b.words().size() - both.size());
    }

    /** Where an item stands in the index. Items with the same words share all places, and alike ones very likely one. */
    private static List<String> places(Prepared item) {
        var places = new ArrayList<String>();
        if (!item.words().isEmpty()) {
            places.add(item.digest());
        }
        if (item.words().size() < MIN_WORDS) {
            return places;
        }
        var least = new int[BANDS * ROWS];
        Arrays.fill(least, Integer.MAX_VALUE);
        for (String word : item.words()) {
            int hash = word.hashCode();
            for (int i = 0; i < least.length; i++) {
                least[i] = Math.min(least[i], mixed(hash, i));
            }
        }
        for (int band = 0; band < BANDS; band++) {
            places.add(band + " " + least[band * ROWS] + " " + least[band * ROWS + 1]);
        }
        return places;
    }

    /** Spreads the bits of a hash, differently for each row (the finaliser of MurmurHash3). */
    private static int mixed(int hash, int row) {
        int h = hash ^ (row * 0x9E3779B9);
        h = (h ^ (h >>> 16)) * 0x85EBCA6B;
        h = (h ^ (h >>> 13)) * 0xC2B2AE35;
        return h ^ (h >>> 16);
    }
}
