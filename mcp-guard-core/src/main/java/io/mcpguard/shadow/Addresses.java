package io.mcpguard.shadow;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which connected servers list which addresses: URIs of resources, and templates of them. Changed by one thread at a time;
 * readers never wait.
 */
final class Addresses {

    /** So many of a server are remembered; more are compared with nothing. */
    static final int MAX_OF_SERVER = 10_000;

    /** Longer ones are compared with nothing. */
    static final int MAX_LENGTH = 2_048;

    private final Map<String, Set<String>> servers = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> listed = new HashMap<>();

    /** Takes addresses that a server lists besides those that it listed before; returns whether others list any of them. */
    boolean add(String server, Collection<String> addresses) {
        Set<String> own = listed.computeIfAbsent(server, key -> new HashSet<>());
        boolean isShared = false;
        for (String address : addresses) {
            if (own.size() < MAX_OF_SERVER && address.length() <= MAX_LENGTH && own.add(address)) {
                isShared |=
                        servers.merge(address, Set.of(server), Addresses::union).size() > 1;
            }
        }
        return isShared;
    }

    /** Forgets what a server listed; returns whether others list any of it. */
    boolean remove(String server) {
        boolean wasShared = false;
        Set<String> own = listed.remove(server);
        for (String address : own == null ? Set.<String>of() : own) {
            Set<String> rest = new HashSet<>(of(address));
            rest.remove(server);
            if (rest.isEmpty()) {
                servers.remove(address);
            } else {
                servers.put(address, Set.copyOf(rest));
                wasShared = true;
            }
        }
        return wasShared;
    }

    /** The servers that list it. */
    Set<String> of(String address) {
        return servers.getOrDefault(address, Set.of());
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        var both = new HashSet<>(a);
        both.addAll(b);
        return Set.copyOf(both);
    }
}
