package io.mcpguard.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the guard's own listing of this epoch came to.
 *
 * @param generation what {@code list_changed} counts up; an older one is stale
 * @param at {@link System#nanoTime()} of the listing
 * @param items every listed item by name
 * @param failure why nothing can be trusted, in fixed words; null if the listing is good
 */
record Verified(
        long generation,
        long at,
        Map<String, VerifiedItem> items,
        @Nullable String failure) {

    static Verified failed(long generation, String why) {
        return new Verified(generation, System.nanoTime(), Map.of(), why);
    }
}
