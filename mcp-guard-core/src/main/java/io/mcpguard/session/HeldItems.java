package io.mcpguard.session;

import io.mcpguard.api.trust.Pin;
import io.mcpguard.trust.Learned;
import io.mcpguard.trust.Observed;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why items of a listing are held, by name and digest. An item for which there was no room has no pin, and is held for a
 * reason all the same.
 */
final class HeldItems {

    private final Map<String, Map<String, Learned.Why>> byName = new HashMap<>();

    void add(Learned.Held held) {
        byName.computeIfAbsent(held.pin().name(), name -> new HashMap<>(2))
                .put(held.pin().digest(), held.why());
    }

    /** Whether any of them is held for this reason. */
    boolean haveAny(Learned.Why why) {
        return byName.values().stream().anyMatch(held -> held.containsValue(why));
    }

    /**
     * Why an item is held.
     *
     * @param pin its pin, null if it has none
     * @return null if it is not held
     */
    Learned.@Nullable Why of(Observed.Item item, @Nullable Pin pin) {
        Map<String, Learned.Why> held = byName.get(item.name());
        // Most items are not held, so that nothing of them has to be digested.
        return held == null ? null : held.get(pin == null ? item.digest() : pin.digest());
    }
}
