package io.mcpguard.shadow;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which tools all servers of a guard declare at this moment, and the descriptions they have. Fed by each complete listing;
 * {@link #version} grows whenever anything in it changes, so that a judgement made before is made again. Thread-safe;
 * readers never wait.
 */
public final class ForeignTools {

    /**
     * A tool as far as others may mean it or copy it.
     *
     * @param name its name
     * @param description its description, {@code ""} if it has none
     */
    public record Tool(String name, String description) {}

    private final NameClaims names;
    private final Map<String, Set<String>> owners = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> declared = new HashMap<>();
    private final Clones clones = new Clones();
    private final AtomicLong version = new AtomicLong();

    /**
     * A view without servers.
     *
     * @param names says which servers are instances of one
     */
    public ForeignTools(NameClaims names) {
        this.names = names;
    }

    /**
     * Takes what a server declares now, in place of what it declared before.
     *
     * @param server the server's name in the policy
     * @param tools all its tools in which inspection found nothing
     */
    public synchronized void declare(String server, Collection<Tool> tools) {
        Map<String, String> before = declared.getOrDefault(server, Map.of());
        var now = new HashMap<String, String>();
        tools.forEach(tool -> now.putIfAbsent(tool.name(), tool.description()));
        if (now.equals(before)) {
            return;
        }
        declared.put(server, now);
        before.forEach((name, description) -> {
            if (!now.containsKey(name)) {
                called(server, name)
                        .forEach(call -> owners.computeIfPresent(call, (key, servers) -> without(servers, server)));
            }
            if (!description.equals(now.get(name))) {
                clones.remove(server, name, description);
            }
        });
        now.forEach((name, description) -> {
            if (!before.containsKey(name)) {
                called(server, name).forEach(call -> owners.merge(call, Set.of(server), ForeignTools::union));
            }
            if (!description.equals(before.get(name))) {
                clones.add(server, name, description);
            }
        });
        version.incrementAndGet();
    }

    /** What a text may call it: by its own name, or as the model sees it. */
    private Set<String> called(String server, String name) {
        String shown = names.exposed(server, name);
        return shown.equals(name) ? Set.of(name) : Set.of(name, shown);
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        var both = new HashSet<>(a);
        both.addAll(b);
        return Set.copyOf(both);
    }

    private static @Nullable Set<String> without(Set<String> servers, String server) {
        var rest = new HashSet<>(servers);
        rest.remove(server);
        return rest.isEmpty() ? null : Set.copyOf(rest);
    }

    /** {@return a number that grows with every change} */
    public long version() {
        return version.get();
    }

    /** Makes all judgements be made again: somebody decided who has a name. */
    public void decided() {
        version.incrementAndGet();
    }

    /**
     * Whose tool a name is, if it is none of the server that says it. A server does not make a name its own by declaring
     * it: where others declare it too, it has to be trusted.
     *
     * @param server who says it
     * @param name the name, exactly
     * @param trusted whether a tool of this name of this server is trusted
     * @return one of the servers that have it, or {@code the application}; null if it is the server's own or nobody's
     */
    public @Nullable String foreignOwner(String server, String name, Predicate<String> trusted) {
        if (names.isLocal(name)) {
            return NameClaims.APPLICATION;
        }
        Set<String> found = owners.get(name);
        if (found == null) {
            return null;
        }
        boolean own = false;
        String first = null;
        for (String owner : found) {
            if (names.areOne(server, owner)) {
                own = true;
            } else if (first == null || owner.compareTo(first) < 0) {
                first = owner;
            }
        }
        return first == null || (own && trusted.test(name)) ? null : first;
    }

    /**
     * A tool of another server with the same description, or nearly the same.
     *
     * @param server whose tool it is
     * @param description its description
     * @return {@code server/tool} of the one most alike; null if there is none
     */
    public @Nullable String cloneOf(String server, String description) {
        Clones.Entry found = clones.find(description, other -> !names.areOne(server, other));
        return found == null ? null : found.server + '/' + found.tool;
    }
}
