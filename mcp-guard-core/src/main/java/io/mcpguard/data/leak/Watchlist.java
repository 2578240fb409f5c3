package io.mcpguard.data.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The watched values of a conversation, or the canaries. When it is full the oldest quarter goes at once, so that the
 * table is not built anew for each. Not thread-safe.
 */
final class Watchlist {

    /** Fingerprints of one list; when they run out new values get {@link #LEAST} each. */
    private static final int MAX_GRAMS = 65_536;

    private static final int LEAST = 16;

    private final Keys keys;
    private final int maxValues;
    private final int maxGrams;
    private List<Entry> entries = new ArrayList<>();
    private Set<Long> known = new HashSet<>();
    private Map<Lane, Dictionary> dictionaries = new EnumMap<>(Lane.class);

    /** A value with the fingerprints of its grams, to build the table anew when others go. */
    private static final class Entry {
        private final Watched watched;
        private final int[] places;
        private final long[] grams;
        private final int[] marks;

        private Entry(Watched watched, int[] places, long[] grams, int[] marks) {
            this.watched = watched;
            this.places = places;
            this.grams = grams;
            this.marks = marks;
        }
    }

    Watchlist(Keys keys, int maxValues, int maxGrams) {
        this.keys = keys;
        this.maxValues = maxValues;
        this.maxGrams = maxGrams;
    }

    Watchlist copy() {
        var copy = new Watchlist(keys, maxValues, maxGrams);
        copy.entries = new ArrayList<>(entries);
        copy.known = new HashSet<>(known);
        dictionaries.forEach((lane, dictionary) -> copy.dictionaries.put(lane, dictionary.copy()));
        return copy;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean isFull() {
        return entries.size() >= maxValues;
    }

    int size() {
        return entries.size();
    }

    /** All fingerprints that are kept. */
    int grams() {
        return dictionaries.values().stream().mapToInt(Dictionary::size).sum();
    }

    Watched watched(int index) {
        return entries.get(index).watched;
    }

    /** The table of a lane; null if no value needs it. */
    @Nullable
    Dictionary dictionary(Lane lane) {
        return dictionaries.get(lane);
    }

    Keys keys() {
        return keys;
    }

    /** Adds a value; false if it is too short to be watched, or a mask. */
    boolean add(String name, boolean canary, String value) {
        String head = value.length() > 2 * Watched.MAX_LENGTH ? value.substring(0, 2 * Watched.MAX_LENGTH) : value;
        Source text = Source.of(head, 0, head.length());
        Source words = Lane.WORDS.of(text);
        @Nullable Watched watched = Watched.of(name, canary, head, words, Lane.SIGNS.of(text), keys);
        if (watched == null) {
            return false;
        }
        Source compared = watched.lane() == Lane.WORDS ? words : Lane.SIGNS.of(text);
        if (!known.add(watched.fingerprint())) {
            return true;
        }
        if (entries.size() >= maxValues) {
            dropOldest();
        }
        Entry entry = entry(watched, compared);
        entries.add(entry);
        enter(entry, entries.size() - 1);
        return true;
    }

    private Entry entry(Watched watched, Source compared) {
        int all = watched.length() - watched.gram() + 1;
        int left = Math.max(LEAST, Math.min(maxGrams, (MAX_GRAMS - grams()) / 4));
        int step = (all + left - 1) / left;
        int count = (all - 1) / step + 1;
        boolean last = (all - 1) % step != 0;
        var places = new int[last ? count + 1 : count];
        var grams = new long[places.length];
        var times = new HashMap<Long, Integer>();
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.min(i * step, all - 1);
            grams[i] = keys.kept(keys.first(compared.chars(), places[i], watched.gram()), watched.gram());
            times.merge(grams[i], 1, Integer::sum);
        }
        int[] single = IntStream.range(0, grams.length)
                .filter(i -> times.getOrDefault(grams[i], 0) == 1)
                .toArray();
        if (4 * single.length < 3 * grams.length) {
            return new Entry(watched, places, grams, marks(watched, places, compared));
        }
        // What a value repeats, such as a row of zeros, stands in other texts, too.
        int[] singles = Arrays.stream(single).map(i -> places[i]).toArray();
        return new Entry(
                watched,
                singles,
                Arrays.stream(single).mapToLong(i -> grams[i]).toArray(),
                marks(watched, singles, compared));
    }

    private int[] marks(Watched watched, int[] places, Source compared) {
        return Arrays.stream(places)
                .filter(place -> place + Sieve.LENGTH <= watched.length())
                .flatMap(place -> Arrays.stream(Sieve.marks(compared.chars(), place, keys)))
                .toArray();
    }

    private void enter(Entry entry, int index) {
        Watched watched = entry.watched;
        Dictionary dictionary = dictionaries.computeIfAbsent(watched.lane(), lane -> new Dictionary());
        for (int i = 0; i < entry.places.length; i++) {
            if (dictionary.add(entry.grams[i], watched.gram(), index, entry.places[i])) {
                watched.keep(entry.places[i]);
            }
        }
        for (int mark : entry.marks) {
            dictionary.sieve().add(mark);
        }
        int end = entry.places.length - 1;
        if (watched.nextKept(0) < 0) {
            dictionary.addAnyway(entry.grams[end], watched.gram(), index, entry.places[end]);
            watched.keep(entry.places[end]);
        }
    }

    private void dropOldest() {
        int gone = Math.max(1, entries.size() / 4);
        entries.subList(0, gone).forEach(entry -> known.remove(entry.watched.fingerprint()));
        entries = new ArrayList<>(entries.subList(gone, entries.size()));
        dictionaries = new EnumMap<>(Lane.class);
        for (int i = 0; i < entries.size(); i++) {
            enter(entries.get(i), i);
        }
    }
}
