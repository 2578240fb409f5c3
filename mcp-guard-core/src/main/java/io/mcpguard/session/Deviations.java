package io.mcpguard.session;

import io.mcpguard.session.VerifiedItem.Objection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Items of a list that clients were last told otherwise than they are pinned, while the guard was told as they are. They
 * count until a whole later listing of a client tells them as the guard's does. Thread-safe.
 */
final class Deviations {

    /**
     * What was said on one connection does not count on another.
     *
     * @param listing the listing of the client, all its pages, in which it was said
     * @param digest of what the client was told
     */
    record Deviation(long epoch, long listing, String digest, Objection objection) {}

    private final Map<String, Deviation> byName = new ConcurrentHashMap<>();
    private final AtomicLong listings = new AtomicLong();

    void clear() {
        byName.clear();
    }

    boolean areNone() {
        return byName.isEmpty();
    }

    /** The number of a listing of the client: a new one begins with its first page. */
    long listing(boolean first) {
        return first ? listings.incrementAndGet() : listings.get();
    }

    /** What the guard is not told of any more cannot be used, and would be kept without end. */
    void limitTo(Set<String> names) {
        if (byName.size() > names.size()) {
            byName.keySet().retainAll(names);
        }
    }

    void put(String name, Deviation deviation) {
        byName.put(name, deviation);
    }

    /** How an item was told otherwise on a connection; null if it was not. */
    @Nullable
    Deviation of(String name, long epoch) {
        Deviation found = byName.get(name);
        return found == null || found.epoch != epoch ? null : found;
    }

    /** Whoever was told of it in two ways in one listing was told otherwise, in whatever order. */
    void conforms(String name, long epoch, long listing) {
        if (!byName.isEmpty()) {
            byName.computeIfPresent(
                    name, (key, found) -> found.epoch == epoch && found.listing != listing ? null : found);
        }
    }
}
