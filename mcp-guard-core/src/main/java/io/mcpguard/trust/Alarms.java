package io.mcpguard.trust;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.identity.LaunchedPackage;
import io.mcpguard.trust.Identity.FileChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Likeness of whole servers: an impostor declares what the server declares that it wants to be taken for. Each server is
 * compared with every other one at its first sight, in time linear in the pins of all.
 */
final class Alarms {

    private static final int MAX = 20;

    private Alarms() {}

    /** Files that changed where the policy only records them. */
    static List<Alarm> files(Server server, ServerPins pinned) {
        if (server.bindsFiles()
                || server.files().isEmpty()
                || !pinned.identity().containsKey("files")) {
            return List.of();
        }
        SortedMap<String, FileChange> changes = Identity.changedFiles(pinned.identity(), server);
        return changes.isEmpty()
                ? List.of()
                : List.of(new Alarm(
                        "identity.files",
                        "not the file that was pinned, which is recorded only: " + Reasons.changed(changes),
                        ""));
    }

    /** A name that was pinned elsewhere, refused for that. */
    static List<Alarm> moved(Server server, KnownServer known, Observed observed) {
        String where = elsewhere(known.pins().identity(), server);
        Set<String> declares = new HashSet<>();
        for (Observed.Item item : observed.items()) {
            if (item.kind() == ItemKind.TOOL) {
                declares.add(key(item.name(), Definitions.digest(item.definition())));
            }
        }
        boolean moved = !Identity.differInSecrets(known.pins().identity(), Identity.of(server));
        String like = !moved || declares.isEmpty() || !declares.equals(pinned(known.pins()))
                ? ""
                : ", and declares the same tools: it moved, or wants to be taken for it";
        return List.of(new Alarm("identity.moved", where + like, ""));
    }

    private static String elsewhere(Map<String, @Nullable Object> pinned, Server server) {
        Map<String, @Nullable Object> now = Identity.of(server);
        if (Identity.isSamePlace(pinned, now)) {
            return Identity.hasPinnedKeys(pinned, server)
                    ? "the files that it runs are not those that were pinned"
                    : "its public keys in the policy are not those that were pinned";
        }
        if (!Identity.differInSecrets(pinned, now)) {
            return "it is not where it was pinned";
        }
        return Identity.missingKeys(pinned).isEmpty()
                ? "it has other secrets than those that were pinned"
                : "its secrets cannot be compared with those that were pinned, for want of the key of the lock";
    }

    /**
     * Servers that a newly pinned one is like, which are no other instances of its package.
     *
     * @param isNew whether nothing of it was pinned before; else its tools are new, and what it calls itself is not
     */
    static List<Alarm> resembles(Server server, boolean isNew, ServerPins declared, Book book) {
        Set<String> tools = tools(declared, true);
        LaunchedPackage launched = LaunchedPackage.of(server.command());
        var alarms = new ArrayList<Alarm>();
        for (Map.Entry<String, KnownServer> entry : book.servers().entrySet()) {
            ServerPins other = entry.getValue().pins();
            if (alarms.size() == MAX) {
                break;
            }
            if (entry.getKey().equals(server.name())
                    || Identity.isSamePlace(other.identity(), declared.identity())
                    || isSameProgram(launched, other.identity())) {
                continue;
            }
            String name = Reasons.quote(entry.getKey());
            if (!tools.isEmpty() && tools.equals(pinned(other))) {
                alarms.add(new Alarm(
                        "identity.same_definitions",
                        "declares the very tools of server " + name + " at another place",
                        entry.getKey()));
            } else if (isNew && isSameInfo(declared.serverInfo(), other.serverInfo())) {
                alarms.add(new Alarm(
                        "identity.same_server_info",
                        "calls itself what server " + name + " at another place calls itself",
                        entry.getKey()));
            }
        }
        return alarms;
    }

    /** What a server is known to declare: its trusted tools, and all while nobody has approved any. */
    private static Set<String> pinned(ServerPins pins) {
        Set<String> trusted = tools(pins, false);
        return trusted.isEmpty() ? tools(pins, true) : trusted;
    }

    private static Set<String> tools(ServerPins pins, boolean heldToo) {
        var tools = new HashSet<String>();
        for (Pin pin : pins.pins()) {
            if (pin.kind() == ItemKind.TOOL && (heldToo || pin.state() != PinState.HELD)) {
                tools.add(key(pin.name(), pin.digest()));
            }
        }
        return tools;
    }

    private static String key(String name, String digest) {
        return name + '\n' + digest;
    }

    private static boolean isSameProgram(LaunchedPackage launched, Map<String, @Nullable Object> identity) {
        if (!(identity.get("command") instanceof List<?> command)) {
            return false;
        }
        List<String> words = command.stream().map(String::valueOf).toList();
        return launched.isSamePackage(LaunchedPackage.of(words));
    }

    /** Name and version; a name alone is that of many an example. */
    private static boolean isSameInfo(Map<String, @Nullable Object> a, Map<String, @Nullable Object> b) {
        return a.get("name") instanceof String name
                && a.get("version") instanceof String version
                && name.equals(b.get("name"))
                && version.equals(b.get("version"));
    }
}
