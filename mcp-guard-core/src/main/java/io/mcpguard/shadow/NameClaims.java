package io.mcpguard.shadow;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.names.Looks;
import io.mcpguard.policy.Exposure;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.ServerPolicy;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who is entitled to a name before any server connects: by the policy, which names tools and prompts without wildcards,
 * and by the application, which has tools of its own. Names are compared as the model will see them. Immutable.
 */
public final class NameClaims {

    /** Whose tools the application's own ones are. */
    public static final String APPLICATION = "the application";

    /** So many names of the application's own tools are kept. */
    public static final int MAX_LOCAL = 10_000;

    private static final NameClaims NONE = new NameClaims((server, name) -> name);

    private final BinaryOperator<String> exposed;
    private final Map<String, String> groups = new HashMap<>();

    /** The application's own tools with their descriptions. */
    private final Map<String, String> local = new HashMap<>();

    private final Set<String> localLooks = new HashSet<>();
    private final Map<String, Set<String>> named = new HashMap<>();
    private final Map<ItemKind, Map<String, Set<String>>> entitled =
            Map.of(ItemKind.TOOL, new HashMap<>(), ItemKind.PROMPT, new HashMap<>());

    private NameClaims(BinaryOperator<String> exposed) {
        this.exposed = exposed;
    }

    /** {@return claims of nobody, on bare names} */
    public static NameClaims none() {
        return NONE;
    }

    /**
     * The claims that stand before any server connects.
     *
     * @param policy names tools and prompts, and says which servers are instances of one
     * @param exposed what the framework makes of a server's name and a tool's; null for what the policy says. Must be a
     *     pure function
     * @param localTools names of the application's own tools, as the model sees them; 10,000 at most
     * @return the claims
     */
    public static NameClaims of(
            Policy policy, @Nullable BinaryOperator<String> exposed, Collection<String> localTools) {
        return described(
                policy,
                exposed,
                localTools.stream()
                        .map(name -> new ForeignTools.Tool(requireNonNull(name, "local tool"), ""))
                        .toList());
    }

    /**
     * The same where more than the names of the application's own tools is known.
     *
     * @param policy as above
     * @param exposed as above
     * @param localTools the application's own tools, names as the model sees them; 10,000 at most
     * @return the claims
     */
    public static NameClaims described(
            Policy policy, @Nullable BinaryOperator<String> exposed, Collection<ForeignTools.Tool> localTools) {
        if (localTools.size() > MAX_LOCAL) {
            throw new IllegalArgumentException("more than " + MAX_LOCAL + " local tools");
        }
        var claims = new NameClaims(exposed != null ? exposed : byPolicy(policy.exposedNames()));
        for (ForeignTools.Tool tool : localTools) {
            claims.local.merge(tool.name(), tool.description(), (a, b) -> a.isEmpty() ? b : a);
            claims.localLooks.add(Looks.of(tool.name()));
        }
        for (String server : policy.serverNames()) {
            ServerPolicy rules = policy.server(server);
            rules.sameAs().ifPresent(group -> claims.groups.put(server, group));
            rules.namedTools().forEach(name -> {
                claims.entitle(server, ItemKind.TOOL, name);
                claims.name(server, name);
                claims.name(server, claims.exposed(server, name));
            });
            rules.namedPrompts().forEach(name -> claims.entitle(server, ItemKind.PROMPT, name));
        }
        return claims;
    }

    private static BinaryOperator<String> byPolicy(Exposure exposure) {
        return switch (exposure) {
            case BARE -> (server, name) -> name;
            case PREFIXED -> (server, name) -> server + '_' + name;
        };
    }

    private void entitle(String server, ItemKind kind, String name) {
        requireNonNull(entitled.get(kind))
                .computeIfAbsent(look(server, kind, name), look -> new HashSet<>())
                .add(server);
    }

    private void name(String server, String call) {
        named.computeIfAbsent(call, key -> new HashSet<>()).add(server);
    }

    /** {@return whether two items of this kind must not have one name: what is addressed by URI stays with its server} */
    public static boolean areShared(ItemKind kind) {
        return kind == ItemKind.TOOL || kind == ItemKind.PROMPT;
    }

    /**
     * What a name looks like where the model sees it. Equal looks collide.
     *
     * @param server the server's name in the policy
     * @param kind what kind of item
     * @param name the item's name
     * @return its look
     */
    public String look(String server, ItemKind kind, String name) {
        return areShared(kind) ? Looks.of(exposed(server, name)) : name;
    }

    /** Where the application's function fails the bare name counts, under which more collides and not less. */
    String exposed(String server, String name) {
        try {
            String made = exposed.apply(server, name);
            return made == null ? name : made;
        } catch (RuntimeException e) {
            return name;
        }
    }

    /**
     * Whether the policy gives a server a name, and no other server has an equal right to it.
     *
     * @param server the server's name in the policy
     * @param kind what kind of item
     * @param look what {@link #look} makes of the name
     * @return whether a rule without wildcards allows it
     */
    public boolean isEntitled(String server, ItemKind kind, String look) {
        Map<String, Set<String>> ofKind = entitled.get(kind);
        return ofKind != null
                && ofKind.getOrDefault(look, Set.of()).contains(server)
                && reservedFor(server, kind, look).isEmpty();
    }

    /**
     * Who has a name before anybody connects, other than a server and its other instances.
     *
     * @param server the server that declares it
     * @param kind what kind of item
     * @param look what {@link #look} makes of the name
     * @return another server's name, or {@code the application}; empty if the name is free
     */
    public Optional<String> reservedFor(String server, ItemKind kind, String look) {
        if (kind == ItemKind.TOOL && localLooks.contains(look)) {
            return Optional.of(APPLICATION);
        }
        Map<String, Set<String>> ofKind = entitled.get(kind);
        return ofKind == null
                ? Optional.empty()
                : ofKind.getOrDefault(look, Set.of()).stream()
                        .filter(other -> !areOne(server, other))
                        .sorted()
                        .findFirst();
    }

    /** The servers for which the policy names a tool that a text may call exactly so. */
    Set<String> namedFor(String call) {
        return named.getOrDefault(call, Set.of());
    }

    /** All names that a text may say of tools of which is known whose they are before anybody connects. */
    Set<String> calls() {
        var all = new HashSet<>(named.keySet());
        all.addAll(local.keySet());
        return all;
    }

    /** Whether the application has a tool whose name is exactly this. */
    boolean isLocal(String name) {
        return local.containsKey(name);
    }

    /** The application's own tools by name, with their descriptions, {@code ""} where only the name is known. */
    Map<String, String> local() {
        return Collections.unmodifiableMap(local);
    }

    /**
     * Whether two servers are the same or declared instances of one.
     *
     * @param a a server's name
     * @param b a server's name
     * @return whether they are
     */
    public boolean areOne(String a, String b) {
        return a.equals(b) || groups.getOrDefault(a, a).equals(groups.getOrDefault(b, b));
    }
}
