package io.mcpguard.data.leak;

/**
 * The known grams of the watched values: from a fingerprint to the values and places it stands at. An open hash table
 * behind a small filter that nearly all grams of other texts stop at. Not thread-safe.
 */
final class Dictionary {

    /**
     * One gram stands at so many places at most, and at so many of one value: later ones say too little to be looked
     * at.
     */
    static final int SAME = 8;

    private static final int SAME_IN_VALUE = 2;
    private static final int FIRST = 64;
    private static final int FILTER_BITS = 8;

    private long[] keys;
    private int[] values;
    private int[] places;
    private long[] filter;
    private int size;
    private final int[] ofLength = new int[8];
    private final Sieve sieve;

    Dictionary() {
        sieve = new Sieve();
        keys = new long[FIRST];
        values = new int[FIRST];
        places = new int[FIRST];
        filter = new long[FIRST * FILTER_BITS / Long.SIZE];
    }

    private Dictionary(Dictionary other) {
        keys = other.keys.clone();
        values = other.values.clone();
        places = other.places.clone();
        filter = other.filter.clone();
        size = other.size;
        sieve = other.sieve.copy();
        System.arraycopy(other.ofLength, 0, ofLength, 0, ofLength.length);
    }

    Dictionary copy() {
        return new Dictionary(this);
    }

    int size() {
        return size;
    }

    /** For disguised parts of the same values. */
    Sieve sieve() {
        return sieve;
    }

    /** Whether grams of so many characters are in it. */
    boolean has(int length) {
        return ofLength[length] > 0;
    }

    /** Whether it was added: not if the gram stands at too many places already. */
    boolean add(long key, int length, int value, int place) {
        int same = 0;
        int inValue = 0;
        for (int slot = first(key); slot >= 0; slot = next(slot, key)) {
            same++;
            inValue += values[slot] == value ? 1 : 0;
        }
        if (same >= SAME || inValue >= SAME_IN_VALUE) {
            return false;
        }
        addAnyway(key, length, value, place);
        return true;
    }

    /** Adds a gram that stands at too many places, for a value that has no other one. */
    void addAnyway(long key, int length, int value, int place) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        put(key, value, place);
        size++;
        ofLength[length]++;
    }

    private void put(long key, int value, int place) {
        int slot = (int) key & keys.length - 1;
        while (keys[slot] != 0) {
            slot = slot + 1 & keys.length - 1;
        }
        keys[slot] = key;
        values[slot] = value;
        places[slot] = place;
        int bit = bit(key);
        filter[bit >>> 6] |= 1L << bit;
    }

    /** The first slot of a fingerprint; -1 if it is unknown. */
    int first(long key) {
        int bit = bit(key);
        return (filter[bit >>> 6] & 1L << bit) == 0 ? -1 : find((int) key & keys.length - 1, key);
    }

    /** The next slot of the same; -1 if there is none. */
    int next(int slot, long key) {
        return find(slot + 1 & keys.length - 1, key);
    }

    int value(int slot) {
        return values[slot];
    }

    int place(int slot) {
        return places[slot];
    }

    private int find(int from, long key) {
        int slot = from;
        while (keys[slot] != 0) {
            if (keys[slot] == key) {
                return slot;
            }
            slot = slot + 1 & keys.length - 1;
        }
        return -1;
    }

    private int bit(long key) {
        return (int) (key >>> 32) & filter.length * Long.SIZE - 1;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        int[] oldPlaces = places;
        keys = new long[2 * oldKeys.length];
        values = new int[keys.length];
        places = new int[keys.length];
        filter = new long[keys.length * FILTER_BITS / Long.SIZE];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                put(oldKeys[i], oldValues[i], oldPlaces[i]);
            }
        }
    }
}
