package io.mcpguard.cli.lock;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.identity.Assurance;
import io.mcpguard.identity.Ecosystem;
import io.mcpguard.identity.LaunchedPackage;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Policy;
import io.mcpguard.trust.MemoryPinStore;
import io.mcpguard.trust.Observed;
import io.mcpguard.trust.SecretParts;
import io.mcpguard.trust.TrustBook;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a server runs, as the lock has it or would have it: parts that may be secret are digests. It says how much of what
 * runs is bound by that.
 *
 * @param identity the entry of the lock, empty if only the name is known
 */
public record Place(Map<String, @Nullable Object> identity) {

    private static final int SHOWN = 200;

    /** Nothing is known. */
    public static final Place NOWHERE = new Place(Map.of());

    /** {@return the place of a server, as the guard's own book writes it down} */
    public static Place of(Server server) {
        var scratch = new MemoryPinStore();
        new TrustBook(scratch, Policy.balanced().pin())
                .learn(server, new Observed(Map.of(), Set.of(ItemKind.TOOL), List.of()))
                .toCompletableFuture()
                .join();
        return scratch.load()
                .toCompletableFuture()
                .join()
                .pins()
                .server(server.name())
                .map(pins -> new Place(pins.identity()))
                .orElse(NOWHERE);
    }

    /** {@return the same with secrets as the lock writes them, to be shown beside what it has; not to be stored} */
    public Place beside(@Nullable Place pinned) {
        return new Place(SecretParts.shown(identity, pinned == null ? Map.of() : pinned.identity));
    }

    /** {@return why nobody can tell whether it is the same place as another one; empty if somebody can} */
    public Optional<String> missingKey(Place now) {
        return SecretParts.missingKey(identity, now.identity);
    }

    /** {@return how much is bound; the entry's own word counts only where it claims less than its other members do} */
    public Assurance assurance() {
        Assurance bound = launched() == null ? Assurance.NAME : launched().assurance(files());
        return Arrays.stream(Assurance.values())
                .filter(each -> each.key().equals(identity.get("assurance")))
                .filter(said -> !said.isAtLeast(bound))
                .findFirst()
                .orElse(bound);
    }

    /** {@return level and what is bound, in one line, escaped and cut} */
    public String sentence() {
        LaunchedPackage launched = launched();
        Assurance level = assurance();
        if (launched != null) {
            return launched.assurance(files()) == level
                    ? launched.sentence(files())
                    : level.key() + ": a command of which the lock hides a part";
        }
        return identity.get("url") instanceof String url
                ? level.key() + ": whoever answers at " + SafeText.excerpt(origin(url), SHOWN) + keys()
                : level.key() + ": whatever the application starts under this name";
    }

    /** {@return command or URL in one line, escaped and cut; {@code ""} if neither is known} */
    public String line(int max) {
        String line = identity.get("command") instanceof List<?> command
                ? String.join(" ", command.stream().map(String::valueOf).toList())
                : identity.get("url") instanceof String url ? url : "";
        return SafeText.excerpt(line, max);
    }

    /** {@return what is bound here and there otherwise: a value or null on each side, by the name of the member} */
    public Map<String, Change> changesTo(Place now) {
        var changes = new LinkedHashMap<String, Change>();
        for (String member : List.of("command", "url", "spki")) {
            add(changes, member, identity.get(member), now.identity.get(member));
        }
        Map<String, String> before = files();
        Map<String, String> after = now.files();
        var names = new java.util.TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.forEach(name -> add(changes, "files " + name, before.get(name), after.get(name)));
        return changes;
    }

    /** What stood there, and what stands there now. */
    public record Change(@Nullable Object before, @Nullable Object after) {}

    private static void add(Map<String, Change> changes, String name, @Nullable Object before, @Nullable Object after) {
        if (before == null ? after != null : !before.equals(after)) {
            changes.put(name, new Change(before, after));
        }
    }

    /** {@return whether digests of files stand here} */
    public boolean hasFiles() {
        return !files().isEmpty();
    }

    /** {@return whether a package or an image is started, which a version or a digest could bind} */
    public boolean isPackage() {
        LaunchedPackage launched = launched();
        return launched != null
                && launched.files().isEmpty()
                && launched.ecosystem() != Ecosystem.COMMAND
                && launched.doubt().isEmpty();
    }

    private @Nullable LaunchedPackage launched() {
        return identity.get("command") instanceof List<?> command && !command.isEmpty()
                ? LaunchedPackage.of(command.stream().map(String::valueOf).toList())
                : null;
    }

    private Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        if (identity.get("files") instanceof Map<?, ?> digests) {
            digests.forEach((name, digest) -> files.put(String.valueOf(name), String.valueOf(digest)));
        }
        return files;
    }

    private String keys() {
        return identity.get("spki") instanceof List<?> keys
                ? " with one of " + keys.size() + " pinned public keys"
                : "";
    }

    private static String origin(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() == null ? url : uri.getScheme() + "://" + uri.getHost() + port(uri);
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    private static String port(URI uri) {
        return uri.getPort() < 0 ? "" : ":" + uri.getPort();
    }
}
