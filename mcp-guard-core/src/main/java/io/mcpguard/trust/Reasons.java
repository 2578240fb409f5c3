package io.mcpguard.trust;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.drift.Change;
import io.mcpguard.drift.Drift;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.SafeText;
import io.mcpguard.trust.Identity.FileChange;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sentences that say why something is not trusted. What comes from a server is escaped and cut. */
final class Reasons {

    static final String NOT_READ = "the pins have not been read yet";

    private static final int NAME = 100;
    private static final int PLACE = 1_000;

    private Reasons() {}

    static String unknown(Server server) {
        return "server " + quote(server.name()) + " has no pins yet";
    }

    static String elsewhere(Server server, ServerPins pinned) {
        Map<String, @Nullable Object> now = Identity.of(server);
        if (Identity.isSamePlace(pinned.identity(), now)) {
            return otherThings(server, pinned);
        }
        if (Identity.differInSecrets(pinned.identity(), now)) {
            return otherSecrets(server, pinned);
        }
        return "server " + quote(server.name()) + " is pinned at " + place(pinned.identity()) + " and is now at "
                + place(now) + "; if that is right, approve its identity, " + Places.code(now)
                + ", or correct its \"identity\" in the lock";
    }

    /** A key that is missing is not a server that moved, though neither is trusted. */
    private static String otherSecrets(Server server, ServerPins pinned) {
        return "server " + quote(server.name()) + " is pinned at " + place(pinned.identity()) + " with "
                + (Identity.missingKeys(pinned.identity()).isEmpty()
                        ? "other secrets than it has now; if that is right, approve its identity, "
                                + Places.code(Identity.of(server))
                        : missingKey(pinned.identity()));
    }

    static String missingKey(Map<String, @Nullable Object> pinned) {
        LockKey here = KeyedIdentity.key(pinned);
        return "secrets that cannot be compared: their digests were made with key "
                + SafeText.excerpt(String.join(", ", Identity.missingKeys(pinned)), NAME)
                + (here == null ? ", and there is none here" : ", and the one here is " + here.id())
                + "; set " + LockKeys.VARIABLE + " to it, or put it into the file beside the lock that ends with"
                + " .key, and start again; if it is lost, approve the identity of the server";
    }

    /** Command or URL; the reason may be read by whoever reads logs, so nothing in it can be guessed. */
    private static String place(Map<String, @Nullable Object> identity) {
        return SafeText.excerpt(JsonText.write(SecretDigests.masked(Identity.place(identity))), PLACE);
    }

    /** Of the first few; their number is that of what an attacker wrote. */
    static String edited(List<String> servers) {
        String names = servers.stream().limit(3).map(Reasons::quote).collect(Collectors.joining(", "));
        return "somebody else edited the pins of " + names
                + (servers.size() > 3 ? " and " + (servers.size() - 3) + " more" : "")
                + " in the store; that does not count before the next start";
    }

    /** Two of them in one line; the second only once, however often a write is repeated. */
    static String both(String first, String second) {
        return first.endsWith(second) ? first : first + "; " + second;
    }

    static String notTakenOver(Throwable problem) {
        return "the lock was edited and is not taken over: " + message(problem);
    }

    private static String otherKeys(Server server, ServerPins pinned) {
        return "server " + quote(server.name()) + " is pinned with the public keys "
                + SafeText.excerpt(JsonText.write(pinned.identity().get(Identity.SPKI)), PLACE)
                + (server.tlsKeys().isEmpty()
                        ? ", and is not asked for any now"
                        : ", and the policy (tls.spki) has " + String.join(", ", server.tlsKeys()))
                + "; if that is right, approve its identity, " + Places.code(Identity.of(server));
    }

    /** The place is the same, so it is keys or files, unless the entry has members that nobody knows. */
    private static String otherThings(Server server, ServerPins pinned) {
        if (!Identity.isUnderstood(pinned.identity())) {
            return "the \"identity\" of server " + quote(server.name()) + " in the lock has members that are not known";
        }
        return !Identity.hasPinnedKeys(pinned.identity(), server)
                ? otherKeys(server, pinned)
                : "server " + quote(server.name()) + " does not run what was pinned: "
                        + changed(Identity.changedFiles(pinned.identity(), server))
                        + "; if that is right, approve its identity, " + Places.code(Identity.of(server))
                        + ", or correct \"files\" of its \"identity\" in the lock";
    }

    /** The first file that changed, and how many more. */
    static String changed(SortedMap<String, FileChange> files) {
        String first = files.firstKey();
        FileChange change = requireNonNull(files.get(first));
        int more = files.size() - 1;
        return "file " + quote(first) + " had " + SafeText.excerpt(change.was(), NAME) + " and has "
                + SafeText.excerpt(change.is(), NAME) + (more == 0 ? "" : " (and " + more + " more files)");
    }

    static String added(Server server, ItemKind kind, String name) {
        return item(server, kind, name) + " is not approved";
    }

    static String contested(Server server, ItemKind kind, String name) {
        return item(server, kind, name)
                + " has a name that another new server declares too; approve one of them, or let the policy name it";
    }

    static String changed(Server server, ItemKind kind, String name, Drift drift) {
        Change gravest = requireNonNull(drift.gravest(), "gravest");
        String why = gravest.why().isEmpty() ? "" : " (" + gravest.why() + ")";
        String first = item(server, kind, name) + " changed: " + gravest.describe() + why;
        int more = drift.changes().size() - 1;
        return more == 0 ? first : first + " (and " + more + " more)";
    }

    static String unreadable(Throwable problem) {
        return "the pins cannot be read: " + message(problem);
    }

    static String unsaved(Throwable problem) {
        return "the pins live in memory only, because they cannot be stored: " + message(problem);
    }

    /** Messages of our own stores are made for people; those of others are untrusted text. */
    private static String message(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        return cause instanceof LockException
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName() + ": " + SafeText.excerpt(cause.getMessage(), PLACE);
    }

    private static String item(Server server, ItemKind kind, String name) {
        String of = " of server " + quote(server.name());
        return switch (kind) {
            case TOOL -> "tool " + quote(name) + of;
            case PROMPT -> "prompt " + quote(name) + of;
            case RESOURCE -> "resource " + quote(name) + of;
            case RESOURCE_TEMPLATE -> "resource template " + quote(name) + of;
            case INSTRUCTIONS -> "the instructions" + of;
            case CAPABILITIES -> "the capabilities" + of;
            case PROTOCOL_VERSION -> "the protocol version" + of;
        };
    }

    static String quote(String name) {
        return "\"" + SafeText.excerpt(name, NAME) + "\"";
    }
}
