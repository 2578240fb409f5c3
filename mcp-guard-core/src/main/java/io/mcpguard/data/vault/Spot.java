package io.mcpguard.data.vault;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;

/**
 * A value in a message, or a placeholder of one.
 *
 * @param leaf the number of the text that it stands in
 * @param pointer where that is
 * @param start its first UTF-16 unit there
 * @param end behind its last one
 * @param kind its class
 * @param detector what found it
 * @param certainty how sure that is
 * @param key of the placeholder that stands there, {@code ""} where it is the value itself
 */
public record Spot(
        int leaf,
        String pointer,
        int start,
        int end,
        DataClass kind,
        String detector,
        Certainty certainty,
        String key) {

    Spot at(String place) {
        return new Spot(leaf, place, start, end, kind, detector, certainty, key);
    }

    Spot span(int from, int to) {
        return new Spot(leaf, pointer, from, to, kind, detector, certainty, key);
    }

    /** {@return whether a placeholder stands there, and not the value} */
    public boolean isPlaceholder() {
        return !key.isEmpty();
    }
}
