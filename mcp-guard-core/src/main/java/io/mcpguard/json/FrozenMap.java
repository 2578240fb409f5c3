package io.mcpguard.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An immutable JSON object that keeps the order of its members. */
final class FrozenMap extends AbstractMap<String, @Nullable Object> implements Frozen {

    private final Keys keys;
    private final @Nullable Object[] values;
    private final int height;
    private final int nodes;
    private final long chars;
    private final int longest;

    /**
     * Takes the array over.
     *
     * @param keys no two of them the same
     * @param values as many: strings, numbers, booleans, nulls and frozen containers
     */
    FrozenMap(Keys keys, @Nullable Object[] values) {
        this.keys = keys;
        this.values = values;
        int height = 0;
        int nodes = 1 + values.length;
        long chars = keys.chars();
        int longest = keys.longest();
        for (Object value : values) {
            if (value instanceof String text) {
                chars += text.length();
                longest = Math.max(longest, text.length());
            } else if (value instanceof FrozenMap || value instanceof FrozenList) {
                Frozen inner = (Frozen) value;
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

    /** {@return its keys, in the order they came} */
    Keys keys() {
        return keys;
    }

    /**
     * The value of a key.
     *
     * @param index the key's place among the keys
     * @return the value
     */
    @Nullable
    Object value(int index) {
        return values[index];
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int index = key instanceof String name ? keys.find(name) : -1;
        return index < 0 ? null : values[index];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && keys.find(name) >= 0;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
        for (int i = 0; i < values.length; i++) {
            action.accept(keys.get(i), values[i]);
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
        if (values.length != that.values.length || nodes != that.nodes || chars != that.chars) {
            return false;
        }
        boolean sameKeys = keys.are(that.keys);
        for (int i = 0; i < values.length; i++) {
            int there = sameKeys ? i : that.keys.find(keys.get(i));
            if (there < 0) {
                return false;
            }
            Object mine = values[i];
            Object other = that.values[there];
            // Most values are strings.
            if (mine instanceof String text ? !text.equals(other) : !Objects.equals(mine, other)) {
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
        if (other.size() != values.length) {
            return false;
        }
        int i = 0;
        for (Map.Entry<?, ?> member : other.entrySet()) {
            if (i == values.length || !keys.get(i).equals(member.getKey())) {
                return false;
            }
            Object mine = values[i++];
            Object theirs = member.getValue();
            if (mine instanceof String text ? !text.equals(theirs) : !SameJson.isCopy(mine, theirs)) {
                return false;
            }
        }
        return i == values.length;
    }

    private boolean isCopy(FrozenMap that) {
        if (values.length != that.values.length || nodes != that.nodes || chars != that.chars || !keys.are(that.keys)) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            Object mine = values[i];
            Object other = that.values[i];
            // Most values are strings.
            if (mine instanceof String text ? !text.equals(other) : !SameJson.isCopy(mine, other)) {
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
                    return next < values.length;
                }

                @Override
                public Map.Entry<String, @Nullable Object> next() {
                    if (next >= values.length) {
                        throw new NoSuchElementException();
                    }
                    int i = next++;
                    return new SimpleImmutableEntry<>(keys.get(i), values[i]);
                }
            };
        }
    }
}
