package io.mcpguard.data.vault;

import io.mcpguard.data.DataClass;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The values of one conversation, by placeholder. Numbers are never given twice, so that a placeholder whose value was
 * forgotten stands for nothing ever after. Guarded by itself.
 */
final class Values {

    private final Seal seal;
    private final int most;
    /** The number that each label has reached, here or in all conversations that share it. */
    private final Map<String, Integer> numbers;
    /** By key, the one that was used longest ago first. */
    private final LinkedHashMap<String, Sealed> byKey = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<String, String> keys = new HashMap<>();
    /** The numbers that were given here, by label. */
    private final Map<String, Given> given = new HashMap<>();

    private long lastUsed;

    /** From the first to the last number; others may have taken some between. */
    private record Given(int first, int last) {

        Given and(Given more) {
            return new Given(first, more.last);
        }

        boolean has(int number) {
            return number >= first && number <= last;
        }
    }

    private static final class Sealed {

        final DataClass kind;
        final byte[] value;
        /** By which the same value is known again. */
        final String mark;

        Sealed(DataClass kind, byte[] value, String mark) {
            this.kind = kind;
            this.value = value;
            this.mark = mark;
        }
    }

    Values(Seal seal, int most, Map<String, Integer> numbers) {
        this.seal = seal;
        this.most = most;
        this.numbers = numbers;
    }

    /** The key of a value: the one it has already, else the next one of its class. */
    synchronized String keyOf(DataClass kind, String value) {
        String mark = seal.mark(kind.id(), value);
        String known = keys.get(mark);
        if (known != null) {
            byKey.get(known); // used again
            return known;
        }
        int number = numbers.merge(kind.label(), 1, Integer::sum);
        given.merge(kind.label(), new Given(number, number), Given::and);
        String key = Placeholder.key(kind, number);
        keep(key, mark, kind, value);
        return key;
    }

    /** A number with as many digits that stands for a number, and that nobody can guess. */
    synchronized String standInFor(DataClass kind, String digits, RandomGenerator random) {
        String mark = seal.mark(kind.id() + "#", digits);
        String known = keys.get(mark);
        if (known != null) {
            byKey.get(known);
            return known;
        }
        String standIn;
        do {
            var made = new StringBuilder(digits.length()).append((char) ('1' + random.nextInt(9)));
            while (made.length() < digits.length()) {
                made.append((char) ('0' + random.nextInt(10)));
            }
            standIn = made.toString();
        } while (byKey.containsKey(standIn) || standIn.equals(digits));
        keep(standIn, mark, kind, digits);
        return standIn;
    }

    private void keep(String key, String mark, DataClass kind, String value) {
        if (byKey.size() >= most) {
            var oldest = byKey.entrySet().iterator();
            keys.remove(oldest.next().getValue().mark);
            oldest.remove();
        }
        byKey.put(key, new Sealed(kind, seal.close(value), mark));
        keys.put(mark, key);
    }

    /** The class that a key counts as; null if it never stood for anything here. */
    synchronized @Nullable DataClass standsFor(String key) {
        Sealed sealed = byKey.get(key);
        if (sealed != null) {
            return sealed.kind;
        }
        int border = key.lastIndexOf('_');
        Given own = border < 0 ? null : given.get(key.substring(0, border));
        return own != null && own.has(Integer.parseInt(key.substring(border + 1))) ? DataVault.FORGOTTEN : null;
    }

    /** The class of what a key stands for; null if it stands for nothing here. */
    synchronized @Nullable DataClass kindOf(String key) {
        Sealed sealed = byKey.get(key);
        return sealed == null ? null : sealed.kind;
    }

    /** What a key stands for; null if for nothing here. */
    synchronized @Nullable String valueOf(String key) {
        Sealed sealed = byKey.get(key);
        return sealed == null ? null : seal.open(sealed.value);
    }

    synchronized boolean isEmpty() {
        return byKey.isEmpty();
    }

    synchronized void used(long now) {
        lastUsed = now;
    }

    synchronized long lastUsed() {
        return lastUsed;
    }

    /** Raises numbers to those that were given here. */
    synchronized void raise(Map<String, Integer> floor) {
        numbers.forEach((label, number) -> floor.merge(label, number, Math::max));
    }
}
