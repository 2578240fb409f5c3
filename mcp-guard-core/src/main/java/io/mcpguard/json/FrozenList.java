package io.mcpguard.json;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** An immutable JSON array. */
final class FrozenList extends AbstractList<@Nullable Object> implements Frozen, RandomAccess {

    private final @Nullable Object[] items;
    private final int height;
    private final int nodes;
    private final long chars;
    private final int longest;

    /**
     * Takes the array over.
     *
     * @param items strings, numbers, booleans, nulls and frozen containers
     */
    FrozenList(@Nullable Object[] items) {
        this.items = items;
        int height = 0;
        int nodes = 1 + items.length;
        long chars = 0;
        int longest = 0;
        for (Object item : items) {
            if (item instanceof String text) {
                chars += text.length();
                longest = Math.max(longest, text.length());
            } else if (item instanceof FrozenMap || item instanceof FrozenList) {
                Frozen inner = (Frozen) item;
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

    @Override
    public @Nullable Object get(int index) {
        return items[index];
    }

    @Override
    public int size() {
        return items.length;
    }

    @Override
    public @Nullable Object[] toArray() {
        return items.clone();
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

    @Override
    public boolean equals(@Nullable Object o) {
        if (o == this) {
            return true;
        }
        if (o instanceof FrozenList that && (nodes != that.nodes || chars != that.chars)) {
            return false;
        }
        return super.equals(o);
    }

    /** Whether another array has equal elements. */
    boolean isCopy(List<?> other) {
        if (other.size() != items.length) {
            return false;
        }
        int index = 0;
        for (Object element : other) {
            if (index == items.length || !SameJson.isCopy(items[index], element)) {
                return false;
            }
            index++;
        }
        return index == items.length;
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
