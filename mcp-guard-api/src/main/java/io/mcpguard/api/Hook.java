package io.mcpguard.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The messages an interceptor wants: events, which are JSON-RPC methods, and phases (SEP-2624). An event is a method
 * ({@code tools/call}), a family ({@code tools/*}) or everything ({@code *}). Responses carry the method of their
 * request. Hooks on responses see errors too.
 */
public final class Hook {

    private final Set<Phase> phases;
    private final List<String> events;

    private Hook(Set<Phase> phases, String... events) {
        if (events.length == 0) {
            throw new IllegalArgumentException("a hook needs an event, for example \"tools/call\" or \"*\"");
        }
        for (String event : events) {
            if (!isEvent(event)) {
                throw new IllegalArgumentException("not an event: \"" + event
                        + "\"; an event is a method (\"tools/call\"), a family (\"tools/*\") or \"*\"");
            }
        }
        this.phases = phases;
        this.events = List.of(events);
    }

    /**
     * Requests and notifications of these events.
     *
     * @param events methods, families, or {@code *}
     * @return the hook
     * @throws IllegalArgumentException if there is none or one is malformed
     */
    public static Hook requests(String... events) {
        return new Hook(EnumSet.of(Phase.REQUEST), events);
    }

    /**
     * Results and errors of these events.
     *
     * @param events methods, families, or {@code *}
     * @return the hook
     * @throws IllegalArgumentException if there is none or one is malformed
     */
    public static Hook responses(String... events) {
        return new Hook(EnumSet.of(Phase.RESPONSE), events);
    }

    /**
     * Both phases of these events.
     *
     * @param events methods, families, or {@code *}
     * @return the hook
     * @throws IllegalArgumentException if there is none or one is malformed
     */
    public static Hook both(String... events) {
        return new Hook(EnumSet.allOf(Phase.class), events);
    }

    /**
     * Whether an interceptor with this hook sees such a message. The guard asks once per event and remembers.
     *
     * @param event the JSON-RPC method
     * @param phase the phase
     * @return whether it does
     */
    public boolean matches(String event, Phase phase) {
        if (!phases.contains(phase)) {
            return false;
        }
        for (String wanted : events) {
            boolean family = wanted.endsWith("/*") && event.startsWith(wanted.substring(0, wanted.length() - 1));
            if (family || wanted.equals("*") || wanted.equals(event)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEvent(String event) {
        int star = event.indexOf('*');
        return star < 0 ? !event.isEmpty() : event.equals("*") || (event.endsWith("/*") && star == event.length() - 1);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Hook that && phases.equals(that.phases) && events.equals(that.events);
    }

    @Override
    public int hashCode() {
        return 31 * phases.hashCode() + events.hashCode();
    }

    @Override
    public String toString() {
        return String.join(", ", events) + " " + phases;
    }
}
