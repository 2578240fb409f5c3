package io.mcpguard.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object that keeps the order of its members. Small ones are searched one by one, large ones through
 * an index sorted by key: unlike a hash table it cannot be slowed down by chosen keys, and the canonical form needs that
 * order anyway.
 */
final class FrozenMap extends AbstractMap<String, @Nullable Object> implements Frozen {

    private static final int SMALL = 8;

    /** Key, value, key, value, in the order they came. */
    private final @Nullable Object[] slots;

    private final int height;
    private final int nodes;
    private final long chars;
    private final int longest;

    /** Slot numbers of the keys in ascending order of the keys; made when first needed. */
    private volatile int @Nullable [] sorted;

    /**
     * Takes the array over.
     *
     * @param slots keys, each followed by its value: a string, number, boolean, null or frozen container
     */
    FrozenMap(@Nullable Object[] slots) {
        this.slots = slots;
        int height = 0;
        int nodes = 1 + slots.length / 2;
        long chars = 0;
        int longest = 0;
        // Keys are strings among the slots, and strings count alike as key and as value.
        for (Object slot : slots) {
            if (slot instanceof String text) {
                chars += text.length();
                longest = Math.max(longest, text.length());
            } else if (slot instanceof Frozen inner) {
                height = Math.max(height, inner.height());
                nodes += inner.nodes() - 1;
                chars += inner.chars();
                longest = Math.max(longest, inner.longest());
            }
        }
        this.height = height + 1;
        this.nodes = nodes;
        this.chars = chars;
        this.longest = longest;
    }

    /** {@return how many slots there are, two for each member} */
    int slots() {
        return slots.length;
    }

    /**
     * The key in a slot.
     *
     * @param slot an even number
     * @return the key
     */
    String key(int slot) {
        return (String) Objects.requireNonNull(slots[slot]);
    }

    /**
     * The value that belongs to the key in a slot.
     *
     * @param slot an even number
     * @return the value
     */
    @Nullable
    Object value(int slot) {
        return slots[slot + 1];
    }

    /** {@return the slots of the keys, ascending by the UTF-16 units of the keys; not to be changed} */
    int[] sorted() {
        int[] order = sorted;
        if (order == null) {
            order = sort();
            sorted = order;
        }
        return order;
    }

    private int[] sort() {
        int size = size();
        int[] order = new int[size];
        if (size > 4 * SMALL) {
            Integer[] boxed = new Integer[size];
            Arrays.setAll(boxed, i -> 2 * i);
            Arrays.sort(boxed, (a, b) -> key(a).compareTo(key(b)));
            Arrays.setAll(order, i -> boxed[i]);
            return order;
        }
        for (int i = 0; i < size; i++) {
            String key = key(2 * i);
            int at = i;
            while (at > 0 && isBefore(key, key(order[at - 1]))) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = 2 * i;
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

    private int find(@Nullable Object wanted) {
        if (!(wanted instanceof String key)) {
            return -1;
        }
        if (slots.length <= 2 * SMALL) {
            for (int slot = 0; slot < slots.length; slot += 2) {
                if (key.equals(slots[slot])) {
                    return slot;
                }
            }
            return -1;
        }
        int[] order = sorted();
        int low = 0;
        int high = order.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = key(order[middle]).compareTo(key);
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

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int slot = find(key);
        return slot < 0 ? null : slots[slot + 1];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) >= 0;
    }

    @Override
    public int size() {
        return slots.length / 2;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
        for (int slot = 0; slot < slots.length; slot += 2) {
            action.accept(key(slot), slots[slot + 1]);
        }
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new Members();
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int nodes() {
        return nodes;
    }

    @Override
    public long chars() {
        return chars;
    }

    @Override
    public int longest() {
        return longest;
    }

    /** Compares members of the same place first: what a server sends again comes in the same order as before. */
    @Override
    public boolean equals(@Nullable Object o) {
        if (o == this) {
            return true;
        }
        if (!(o instanceof FrozenMap that)) {
            return super.equals(o);
        }
        if (slots.length != that.slots.length || nodes != that.nodes || chars != that.chars) {
            return false;
        }
        for (int slot = 0; slot < slots.length; slot += 2) {
            int there = key(slot).equals(that.slots[slot]) ? slot : that.find(slots[slot]);
            if (there < 0 || !Objects.equals(slots[slot + 1], that.slots[there + 1])) {
                return false;
            }
        }
        return true;
    }

    /** Whether another object has equal members in the same order. */
    boolean isCopy(Map<?, ?> other) {
        if (other instanceof FrozenMap that) {
            return isCopy(that);
        }
        if (2 * other.size() != slots.length) {
            return false;
        }
        int slot = 0;
        for (Map.Entry<?, ?> member : other.entrySet()) {
            if (slot == slots.length
                    || !key(slot).equals(member.getKey())
                    || !SameJson.isCopy(slots[slot + 1], member.getValue())) {
                return false;
            }
            slot += 2;
        }
        return slot == slots.length;
    }

    private boolean isCopy(FrozenMap that) {
        if (slots.length != that.slots.length || nodes != that.nodes || chars != that.chars) {
            return false;
        }
        for (int slot = 0; slot < slots.length; slot++) {
            if (!SameJson.isCopy(slots[slot], that.slots[slot])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private final class Members extends AbstractSet<Map.Entry<String, @Nullable Object>> {

        @Override
        public int size() {
            return FrozenMap.this.size();
        }

        @Override
        public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < slots.length;
                }

                @Override
                public Map.Entry<String, @Nullable Object> next() {
                    if (next >= slots.length) {
                        throw new NoSuchElementException();
                    }
                    int slot = next;
                    next += 2;
                    return new SimpleImmutableEntry<>(key(slot), slots[slot + 1]);
                }
            };
        }
    }
}
