package io.mcpguard.shadow;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Whose tools the names are that a text may say: a tool's own, and what the model sees. Changed by one thread at a time;
 * readers never wait.
 */
final class Calls {

    /** Whose tool a call is, and its name there. */
    record Owner(String server, String tool) {}

    private final NameClaims names;
    private final Map<String, Set<Owner>> owners = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private volatile Filtered filtered;

    /** A filter, and how often names had changed when it was begun. */
    private record Filtered(NameFilter filter, long changes) {}

    Calls(NameClaims names) {
        this.names = names;
        this.filtered = made();
    }

    void add(String server, String tool) {
        var owner = Set.of(new Owner(server, tool));
        called(server, tool).forEach(call -> owners.merge(call, owner, Calls::union));
    }

    void remove(String server, String tool) {
        var owner = new Owner(server, tool);
        called(server, tool).forEach(call -> owners.computeIfPresent(call, (key, all) -> without(all, owner)));
    }

    /** To be called after names came or went; until then new ones may be overlooked. The next reader makes a new filter. */
    void changed() {
        changes.incrementAndGet();
    }

    Set<Owner> of(String call) {
        return owners.getOrDefault(call, Set.of());
    }

    /** Knows all names, also those that the policy gives and those of the application. */
    NameFilter filter() {
        Filtered now = filtered;
        if (now.changes != changes.get()) {
            now = made();
            filtered = now; // if an older one comes in after it, it is made once more
        }
        return now.filter;
    }

    private Filtered made() {
        long before = changes.get();
        return new Filtered(NameFilter.of(names.calls(), owners.keySet()), before);
    }

    private Set<String> called(String server, String name) {
        String shown = names.exposed(server, name);
        return shown.equals(name) ? Set.of(name) : Set.of(name, shown);
    }

    private static Set<Owner> union(Set<Owner> a, Set<Owner> b) {
        var both = new HashSet<>(a);
        both.addAll(b);
        return Set.copyOf(both);
    }

    private static @Nullable Set<Owner> without(Set<Owner> owners, Owner owner) {
        var rest = new HashSet<>(owners);
        rest.remove(owner);
        return rest.isEmpty() ? null : Set.copyOf(rest);
    }
}
