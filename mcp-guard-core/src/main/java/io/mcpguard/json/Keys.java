package io.mcpguard.json;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an object in the order they came, without the values. Objects of one kind have the same ones, and nearly
 * all objects of a list are of a few kinds: they share one of these, and with it the order of the canonical form and the
 * keys as they are written. Two objects with one of these need not compare their keys.
 *
 * <p>Those that were seen last are remembered, for the whole process: at most {@link #TABLE}, each of at most
 * {@link #MOST} keys and {@link #MOST_CHARS} characters, about 1 MiB in all. What a server sends can drive others out,
 * and then they are made anew. Immutable but for what is made when it is first needed. Thread-safe.
 */
final class Keys {

    private static final int WAYS = 4;
    private static final int TABLE = 1024;
    private static final int MOST = 24;
    private static final int MOST_CHARS = 256;

    /**
     * In groups of {@link #WAYS} with one first key and one size. Read and written without a lock: all that is found there
     * is compared, and what is lost is made again.
     */
    private static final @Nullable Keys[] KNOWN = new Keys[TABLE];

    /** Which of a group goes next. */
    private static int victim;

    /** Those of an empty object. */
    static final Keys NONE = new Keys(new String[0]);

    private static final int FEW = 8;

    private final String[] names;
    private final long chars;
    private final int longest;

    /** Whether a second object had them; before that, nothing is made that only pays if they come often. */
    private boolean again;

    private volatile int @Nullable [] sorted;
    private volatile byte @Nullable [] @Nullable [] quoted;

    private Keys(String[] names) {
        this.names = names;
        long chars = 0;
        int longest = 0;
        for (String name : names) {
            chars += name.length();
            longest = Math.max(longest, name.length());
        }
        this.chars = chars;
        this.longest = longest;
    }

    /**
     * The keys in a part of an array, shared if they are known.
     *
     * @param names the array, which stays the caller's
     * @param from where they begin
     * @param to where they end
     * @return these keys in this order
     */
    static Keys of(@Nullable String[] names, int from, int to) {
        int count = to - from;
        if (count == 0) {
            return NONE;
        }
        if (count > MOST || requireNonNull(names[from]).length() > MOST_CHARS) {
            return new Keys(copy(names, from, to));
        }
        int group = group(requireNonNull(names[from]), count);
        int free = -1;
        for (int i = group; i < group + WAYS; i++) {
            Keys known = KNOWN[i];
            if (known == null) {
                free = i;
            } else if (known.are(names, from, count)) {
                return known.used();
            }
        }
        var made = new Keys(copy(names, from, to));
        if (made.chars <= MOST_CHARS) {
            KNOWN[free < 0 ? group + (victim++ & (WAYS - 1)) : free] = made;
        }
        return made;
    }

    /**
     * Known keys that an object may have. To be asked for each of its keys in turn.
     *
     * @param last what was returned for the key before; null for the first key
     * @param index how many keys come before
     * @param key the key
     * @param count how many there may be in all
     * @return some that begin as the object's do, up to this one; null if none are known
     */
    static @Nullable Keys likely(@Nullable Keys last, int index, String key, int count) {
        if (last != null && index < last.names.length && last.names[index].equals(key)) {
            return last;
        }
        if (count > MOST || key.length() > MOST_CHARS) {
            return null;
        }
        int group = group(last == null ? key : last.names[0], count);
        for (int i = group; i < group + WAYS; i++) {
            Keys known = KNOWN[i];
            if (known != null && known.begins(last, index, key)) {
                return known;
            }
        }
        return null;
    }

    private boolean begins(@Nullable Keys last, int index, String key) {
        if (index >= names.length || !names[index].equals(key)) {
            return false;
        }
        for (int i = 0; last != null && i < index; i++) {
            if (!names[i].equals(last.names[i])) {
                return false;
            }
        }
        return true;
    }

    private static int group(String first, int count) {
        int hash = 31 * first.hashCode() + count;
        return (hash ^ (hash >>> 15)) * WAYS & (TABLE - 1);
    }

    /**
     * The first keys of these, with room for others.
     *
     * @param count how many
     * @param room how long the array has to be
     */
    String[] first(int count, int room) {
        String[] first = new String[room];
        System.arraycopy(names, 0, first, 0, count);
        return first;
    }

    /** Says that an object has all of them. */
    Keys used() {
        if (!again) {
            again = true;
        }
        return this;
    }

    @SuppressWarnings("NullAway") // there is none among those that are copied
    private static String[] copy(@Nullable String[] names, int from, int to) {
        return Arrays.copyOfRange(names, from, to);
    }

    private boolean are(@Nullable String[] others, int from, int count) {
        if (names.length != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (!names[i].equals(others[from + i])) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether others are the same in the same order} */
    boolean are(Keys others) {
        return this == others || (chars == others.chars && Arrays.equals(names, others.names));
    }

    /** {@return how many there are} */
    int size() {
        return names.length;
    }

    /**
     * One of them.
     *
     * @param index its place among them
     * @return the key
     */
    String get(int index) {
        return names[index];
    }

    /** {@return how many UTF-16 units they have together} */
    long chars() {
        return chars;
    }

    /** {@return the length of the longest} */
    int longest() {
        return longest;
    }

    /**
     * Searches: small ones one by one, large ones in the order of the canonical form, which unlike a hash table cannot
     * be slowed down by chosen keys.
     *
     * @param wanted a key
     * @return its place, -1 if it is not among them
     */
    int find(String wanted) {
        if (names.length <= FEW) {
            for (int i = 0; i < names.length; i++) {
                if (wanted.equals(names[i])) {
                    return i;
                }
            }
            return -1;
        }
        int[] order = sorted();
        int low = 0;
        int high = order.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = names[order[middle]].compareTo(wanted);
            if (compared == 0) {
                return order[middle];
            }
            if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** {@return the places of the keys, ascending by their UTF-16 units; not to be changed} */
    int[] sorted() {
        int[] order = sorted;
        if (order == null) {
            order = sort();
            sorted = order;
        }
        return order;
    }

    private int[] sort() {
        int size = names.length;
        int[] order = new int[size];
        if (size > 4 * FEW) {
            Integer[] boxed = new Integer[size];
            Arrays.setAll(boxed, i -> i);
            Arrays.sort(boxed, (a, b) -> names[a].compareTo(names[b]));
            Arrays.setAll(order, i -> boxed[i]);
            return order;
        }
        for (int i = 0; i < size; i++) {
            String name = names[i];
            int at = i;
            while (at > 0 && isBefore(name, names[order[at - 1]])) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = i;
        }
        return order;
    }

    /** As compareTo has it; the first unit decides nearly always. */
    private static boolean isBefore(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() && !b.isEmpty();
        }
        int first = a.charAt(0) - b.charAt(0);
        return first != 0 ? first < 0 : a.compareTo(b) < 0;
    }

    /**
     * The keys between quotation marks as every style of {@link JsonWriter} writes them.
     *
     * @return one for each, null where it is not plain ASCII; null if they did not come often. Not to be changed
     */
    byte @Nullable [] @Nullable [] quoted() {
        if (!again) {
            return null;
        }
        byte[][] all = quoted;
        if (all == null) {
            all = new byte[names.length][];
            for (int i = 0; i < all.length; i++) {
                byte[] latin = names[i].getBytes(StandardCharsets.ISO_8859_1);
                all[i] = Ascii.isPlain(names[i], latin) ? quote(latin) : null;
            }
            quoted = all;
        }
        return all;
    }

    private static byte[] quote(byte[] plain) {
        byte[] quoted = new byte[plain.length + 2];
        quoted[0] = '"';
        System.arraycopy(plain, 0, quoted, 1, plain.length);
        quoted[plain.length + 1] = '"';
        return quoted;
    }
}
