package io.mcpguard.json;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values of the containers that are being built, the outer ones below the inner ones: no container has to guess
 * how many it will have. For one tree and one thread.
 */
final class Gathering {

    private @Nullable String[] keys = new String[16];
    private @Nullable Object[] values = new Object[32];
    private int keyCount;
    private int valueCount;

    /** {@return where the keys of a container begin that has none yet} */
    int keys() {
        return keyCount;
    }

    /** {@return where the values of a container begin that has none yet} */
    int values() {
        return valueCount;
    }

    void key(String key) {
        if (keyCount == keys.length) {
            keys = Arrays.copyOf(keys, 2 * keyCount);
        }
        keys[keyCount++] = key;
    }

    void value(@Nullable Object value) {
        if (valueCount == values.length) {
            values = Arrays.copyOf(values, 2 * valueCount);
        }
        values[valueCount++] = value;
    }

    /** {@return whether a key is among those from some place on} */
    boolean has(String key, int from) {
        for (int i = from; i < keyCount; i++) {
            if (key.equals(keys[i])) {
                return true;
            }
        }
        return false;
    }

    /** {@return the keys from some place on} */
    Set<String> from(int place) {
        var some = new HashSet<String>();
        for (int i = place; i < keyCount; i++) {
            some.add(requireNonNull(keys[i]));
        }
        return some;
    }

    /** Takes the object off that begins at these places. */
    FrozenMap object(int firstKey, int firstValue) {
        var object = new FrozenMap(Keys.of(keys, firstKey, keyCount), take(firstValue));
        keyCount = firstKey;
        return object;
    }

    /** Takes the array off that begins at this place. */
    FrozenList array(int firstValue) {
        return new FrozenList(take(firstValue));
    }

    private @Nullable Object[] take(int from) {
        @Nullable Object[] taken = Arrays.copyOfRange(values, from, valueCount);
        valueCount = from;
        return taken;
    }
}
