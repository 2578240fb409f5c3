package io.mcpguard.trust;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.SafeText;
import java.util.List;
import java.util.concurrent.CompletionException;

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
        return "server " + quote(server.name()) + " is pinned at "
                + SafeText.excerpt(JsonText.write(pinned.identity()), PLACE) + " and is now at "
                + SafeText.excerpt(JsonText.write(Identity.of(server)), PLACE)
                + "; if that is right, correct its \"identity\" in the lock";
    }

    static String added(Server server, ItemKind kind, String name) {
        return item(server, kind, name) + " is not approved";
    }

    static String changed(Server server, ItemKind kind, String name, List<Change> changes) {
        String first = item(server, kind, name) + " changed: " + changes.get(0).describe();
        int more = changes.size() - 1;
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
        };
    }

    private static String quote(String name) {
        return "\"" + SafeText.excerpt(name, NAME) + "\"";
    }
}
