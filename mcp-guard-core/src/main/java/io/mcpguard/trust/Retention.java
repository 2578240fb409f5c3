package io.mcpguard.trust;

import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many pins are kept of one server, so that one that declares something else every time cannot make the lock grow
 * without end. Held pins make way, the oldest first; trusted ones never.
 */
final class Retention {

    /** Pins of one server: of as many tools as a list may have, and of what else it declares. */
    static final int MAX_PINS = 60_000;

    /** Held definitions of one name. */
    static final int MAX_HELD = 8;

    /** Bytes of all servers in the lock, about, of which less than a lock may have is taken. */
    static final long MAX_WEIGHT = LockFormat.MAX_BYTES - (4L << 20);

    private final List<Pin> pins;
    private final long maxWeight;
    private final boolean[] kept;
    private final ByName<int[]> heldByName = new ByName<>();
    private int count;
    private long weight;

    private Retention(List<Pin> pins, long maxWeight) {
        this.pins = pins;
        this.maxWeight = maxWeight;
        this.kept = new boolean[pins.size()];
    }

    /**
     * Adds pins.
     *
     * @param existing what is kept, oldest first
     * @param additions what came new; what is kept already stays as it is
     * @param beside about as many bytes as all other servers take. One server gets three quarters of what they
     *     leave, so that something is left for the next even if some are greedy
     * @return what is kept now, oldest first; what is too much is missing
     */
    static List<Pin> add(List<Pin> existing, List<Pin> additions, long beside) {
        var all = new ArrayList<Pin>(existing);
        var digests = new ByName<Set<String>>();
        for (Pin pin : existing) {
            digests.getOrMake(pin.kind(), pin.name(), HashSet::new).add(pin.digest());
        }
        for (Pin pin : additions) {
            if (digests.getOrMake(pin.kind(), pin.name(), HashSet::new).add(pin.digest())) {
                all.add(pin);
            }
        }
        return new Retention(all, (MAX_WEIGHT - beside) / 4 * 3).keep(existing.size());
    }

    private List<Pin> keep(int old) {
        for (int i = 0; i < kept.length; i++) {
            if (pins.get(i).state() != PinState.HELD) {
                keep(i, i < old);
            }
        }
        for (int i = kept.length - 1; i >= 0; i--) {
            Pin pin = pins.get(i);
            if (pin.state() == PinState.HELD
                    && heldByName.getOrMake(pin.kind(), pin.name(), () -> new int[1])[0]++ < MAX_HELD) {
                keep(i, false);
            }
        }
        var result = new ArrayList<Pin>(count);
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                result.add(pins.get(i));
            }
        }
        return result;
    }

    private void keep(int index, boolean always) {
        Pin pin = pins.get(index);
        long more = weight(pin);
        if (always || (count < MAX_PINS && weight + more <= maxWeight)) {
            kept[index] = true;
            count++;
            weight += more;
        }
    }

    /** About as many bytes as pins take in a lock. */
    static long weight(List<Pin> pins) {
        return pins.stream().mapToLong(Retention::weight).sum();
    }

    private static long weight(Pin pin) {
        return Definitions.weight(pin.name(), pin.definition());
    }
}
