package io.mcpguard.api.trust;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pins of all servers: the content of a lock, wherever it lies. Immutable. */
public final class Pins {

    /** The version of the format that this release writes. It reads this one and older ones, and refuses newer ones. */
    public static final int FORMAT = 3;

    private static final Pins EMPTY = new Pins(new TreeMap<>());

    private final SortedMap<String, ServerPins> servers;

    private Pins(SortedMap<String, ServerPins> servers) {
        this.servers = Collections.unmodifiableSortedMap(servers);
    }

    /** {@return no pins at all} */
    public static Pins empty() {
        return EMPTY;
    }

    /**
     * The pins of many servers at once, in time that grows with their number as sorting does.
     *
     * @param servers by name in the policy; copied
     * @return the value
     */
    public static Pins of(Map<String, ServerPins> servers) {
        return servers.isEmpty() ? EMPTY : new Pins(new TreeMap<>(servers));
    }

    /**
     * Replaces or adds what is pinned of one server. Copies the table of servers; {@link #of} makes many at once.
     *
     * @param name the server's name in the policy
     * @param pins its pins
     * @return a copy
     */
    public Pins with(String name, ServerPins pins) {
        var copy = new TreeMap<>(servers);
        copy.put(name, pins);
        return new Pins(copy);
    }

    /**
     * What is pinned of one server.
     *
     * @param name the server's name in the policy
     * @return its pins, empty if it was never seen
     */
    public Optional<ServerPins> server(String name) {
        return Optional.ofNullable(servers.get(name));
    }

    /** {@return the servers by name, sorted} */
    public Map<String, ServerPins> servers() {
        return servers;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Pins that && servers.equals(that.servers);
    }

    @Override
    public int hashCode() {
        return servers.hashCode();
    }
}
