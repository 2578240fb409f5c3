package io.mcpguard.trust;

import io.mcpguard.api.trust.ItemKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The names that a server asked for in this process, and since when, kind by kind. While they are fresh another newcomer
 * that asks for one takes it away, since nobody shall win by connecting first. Later the one that has been there keeps
 * it, as it would after a restart: a newcomer must not stop what has worked for days. Immutable.
 */
final class Claims {

    static final Claims NONE = new Claims(Looks.NONE, Map.of());

    /** So long a server counts as new, besides others that are. */
    static final Duration FRESH = Duration.ofHours(1);

    private final Looks looks;

    /** When each kind was asked for first, on the clock of {@link System#nanoTime}. */
    private final Map<ItemKind, Long> since;

    private Claims(Looks looks, Map<ItemKind, Long> since) {
        this.looks = looks;
        this.since = since;
    }

    Claims and(Looks more, long now) {
        var all = new EnumMap<ItemKind, Long>(ItemKind.class);
        more.kinds().forEach(kind -> all.put(kind, now));
        all.putAll(since);
        return new Claims(looks.and(more), all);
    }

    boolean has(ItemKind kind, String look) {
        return looks.has(kind, look);
    }

    boolean areDisjoint(Looks others) {
        return looks.isDisjoint(others);
    }

    /** Whether what was asked for of a kind has not been the server's for long. */
    boolean areFresh(ItemKind kind, long now) {
        Long first = since.get(kind);
        return first == null || now - first < FRESH.toNanos();
    }
}
