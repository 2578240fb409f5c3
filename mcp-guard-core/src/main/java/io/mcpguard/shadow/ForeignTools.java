package io.mcpguard.shadow;

import io.mcpguard.api.trust.ItemKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tools the servers of a guard have, so that a text of one may be about those of another: what connected servers
 * declare, what the lock knew of others before, and what the policy names. Fed by each complete listing; {@link #version}
 * grows whenever anything in it changes, so that a judgement made before is made again. Thread-safe; readers never wait.
 */
public final class ForeignTools {

    /**
     * A tool as far as others may mean it or copy it.
     *
     * @param name its name
     * @param description its description, {@code ""} if it has none
     */
    public record Tool(String name, String description) {}

    /** What somebody decided about the tools of servers. Asked often, by several threads. */
    public interface Trust {

        /**
         * Whether any tool of a server is trusted under a name.
         *
         * @param server the server's name in the policy
         * @param tool the tool's name there
         * @return true if so
         */
        boolean trusts(String server, String tool);

        /**
         * Whether a server would have a name if no other asked for it too.
         *
         * @param server the server's name in the policy
         * @param tool the tool's name there
         * @return true if so
         */
        boolean isContested(String server, String tool);

        /**
         * The servers that have an item for good: approved by a person, or pinned before this process.
         *
         * @param kind what kind of item
         * @param name its name or address
         * @return their names in the policy
         */
        default Set<String> keepers(ItemKind kind, String name) {
            return Set.of();
        }
    }

    private final NameClaims names;
    private final Trust trust;
    private final Calls calls;
    private final Map<String, Map<String, String>> declared = new HashMap<>();
    private final Map<String, Map<String, String>> pinned = new HashMap<>();
    private final Addresses addresses = new Addresses();
    private final Clones clones = new Clones();

    /** Those of the application, apart because a server may be called like it. */
    private final Clones local = new Clones();

    private final AtomicLong version = new AtomicLong();

    /**
     * A view without servers.
     *
     * @param names says which servers are instances of one, and which tools the policy names
     * @param trust says which tools count
     */
    public ForeignTools(NameClaims names, Trust trust) {
        this.names = names;
        this.trust = trust;
        this.calls = new Calls(names);
        names.local().forEach((name, description) -> local.add(NameClaims.APPLICATION, name, description));
    }

    /**
     * Takes what a server declares now, in place of what it declared before.
     *
     * @param server the server's name in the policy
     * @param tools all its tools in which inspection found nothing
     */
    public synchronized void declare(String server, Collection<Tool> tools) {
        put(declared, server, tools);
    }

    /**
     * Takes what the lock trusted of a server before this process, connected or not.
     *
     * @param server the server's name in the policy
     * @param tools all its trusted tools
     */
    public synchronized void pinned(String server, Collection<Tool> tools) {
        put(pinned, server, tools);
    }

    /**
     * Forgets what a server declares: it is not connected any more. What the lock knew of it stays.
     *
     * @param server the server's name in the policy
     */
    public synchronized void gone(String server) {
        put(declared, server, List.of());
        if (addresses.remove(server)) {
            version.incrementAndGet();
        }
    }

    /**
     * Takes addresses that a server lists, besides those that it listed before. 10,000 of a server are remembered, and none
     * of more than 2,048 characters.
     *
     * @param server the server's name in the policy
     * @param kind resources or resource templates
     * @param uris their URIs, or patterns of them
     */
    public synchronized void lists(String server, ItemKind kind, Collection<String> uris) {
        var shown = uris.stream().map(uri -> address(server, kind, uri)).toList();
        if (addresses.add(server, shown)) {
            version.incrementAndGet();
        }
    }

    /** As the framework shows it, which is what tells two of them apart. */
    private String address(String server, ItemKind kind, String uri) {
        return kind + " " + names.exposed(server, uri);
    }

    /**
     * Who else has an address that a server lists. Where pins give it to somebody for good, it is theirs.
     *
     * @param server the server that lists it
     * @param kind resources or resource templates
     * @param uri the URI, or the pattern of some
     * @return one of the other servers; null if there is none, if the server has it for good, or does not list it
     */
    public @Nullable String alsoListedBy(String server, ItemKind kind, String uri) {
        String address = address(server, kind, uri);
        Set<String> all = addresses.of(address);
        if (!all.contains(server)) {
            return null;
        }
        Set<String> keepers = trust.keepers(kind, uri);
        return keepers.contains(server)
                ? null
                : Stream.concat(keepers.stream(), all.stream())
                        .filter(other -> !names.areOne(server, other))
                        .filter(other -> address(other, kind, uri).equals(address))
                        .findFirst()
                        .orElse(null);
    }

    /**
     * Who has a name before anybody connects.
     *
     * @param server the server that declares it
     * @param kind what kind of item
     * @param name the name
     * @return another server to which the policy gives it, or {@code the application}; empty if there is none
     */
    public Optional<String> reservedFor(String server, ItemKind kind, String name) {
        return names.reservedFor(server, kind, names.look(server, kind, name));
    }

    private void put(Map<String, Map<String, String>> source, String server, Collection<Tool> tools) {
        var now = new HashMap<String, String>();
        tools.forEach(tool -> now.putIfAbsent(tool.name(), tool.description()));
        if (now.equals(source.getOrDefault(server, Map.of()))) {
            return;
        }
        Map<String, String> before = known(server);
        if (now.isEmpty()) {
            source.remove(server);
        } else {
            source.put(server, now);
        }
        change(server, before, known(server));
    }

    /** What it declares, and what it is known to have had that it does not. */
    private Map<String, String> known(String server) {
        var all = new HashMap<>(pinned.getOrDefault(server, Map.of()));
        all.putAll(declared.getOrDefault(server, Map.of()));
        return all;
    }

    private void change(String server, Map<String, String> before, Map<String, String> now) {
        before.forEach((name, description) -> {
            if (!now.containsKey(name)) {
                calls.remove(server, name);
            }
            if (!description.equals(now.get(name))) {
                clones.remove(server, name, description);
            }
        });
        now.forEach((name, description) -> {
            if (!before.containsKey(name)) {
                calls.add(server, name);
            }
            if (!description.equals(before.get(name))) {
                clones.add(server, name, description);
            }
        });
        if (!before.keySet().equals(now.keySet())) {
            calls.changed();
        }
        version.incrementAndGet();
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
     * Whose tool a name is, if it is none of the server that says it. A tool counts that is trusted, or would be if nobody
     * else asked for its name: by declaring a name a server neither makes it its own, nor has others held that use the
     * word. A name that the policy gives to somebody counts as theirs.
     *
     * @param server who says it
     * @param name the name, exactly
     * @return one of the servers that have it, or {@code the application}; null if it is the server's own or nobody's
     */
    public @Nullable String foreignOwner(String server, String name) {
        if (names.isLocal(name)) {
            return NameClaims.APPLICATION;
        }
        String first = null;
        for (String owner : names.namedFor(name)) {
            if (names.areOne(server, owner)) {
                return null;
            }
            first = first == null || owner.compareTo(first) < 0 ? owner : first;
        }
        for (Calls.Owner owner : calls.of(name)) {
            boolean own = names.areOne(server, owner.server());
            if (trust.trusts(owner.server(), owner.tool())) {
                if (own) {
                    return null;
                }
            } else if (own || !trust.isContested(owner.server(), owner.tool())) {
                continue;
            }
            first = first == null || owner.server().compareTo(first) < 0 ? owner.server() : first;
        }
        return first;
    }

    /**
     * Whether a part of a text is the name of a tool, whoever has it.
     *
     * @param text the text
     * @param start the first UTF-16 unit
     * @param end behind the last one
     * @return true if a server declares it, or the lock, the policy or the application know it
     */
    public boolean isTool(String text, int start, int end) {
        if (!calls.filter().mayHave(text, start, end)) {
            return false;
        }
        String name = text.substring(start, end);
        return names.isLocal(name)
                || !names.namedFor(name).isEmpty()
                || !calls.of(name).isEmpty();
    }

    /** What most words can be told by that they name no tool of anybody. */
    NameFilter filter() {
        return calls.filter();
    }

    /**
     * A tool of another server, or of the application, with the same description, or nearly the same.
     *
     * @param server whose tool it is
     * @param description its description
     * @return {@code server/tool} of the one most alike, the application's before all others; null if there is none
     */
    public @Nullable String cloneOf(String server, String description) {
        Clones.Entry found = local.find(description, application -> true);
        if (found == null) {
            found = clones.find(description, other -> !names.areOne(server, other));
        }
        return found == null ? null : found.server + '/' + found.tool;
    }
}
