package io.mcpguard.cli;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.cli.config.Configured;
import io.mcpguard.cli.config.ServerConfig;
import io.mcpguard.cli.lock.BoundStore;
import io.mcpguard.cli.lock.Place;
import io.mcpguard.cli.show.PlaceText;
import io.mcpguard.cli.show.Style;
import io.mcpguard.cli.survey.Endpoint;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Policy;
import java.util.List;

/**
 * Puts the place where a server is configured to run now into the lock, with the digests of its files: after a move, or
 * where its files were built anew. The server is not started, and its definitions stay as they are pinned.
 */
final class IdentityApproval {

    private static final int SHOWN = 100;
    private static final int PLACE = 300;

    private final Io io;
    private final Style style;
    private final BoundStore lock;

    IdentityApproval(Io io, Style style, BoundStore lock) {
        this.io = io;
        this.style = style;
        this.lock = lock;
    }

    /**
     * Shows both places and asks.
     *
     * @param name a server that the lock has
     * @param configured the servers of the configuration
     * @param policy decides whether files are bound
     * @param approval asks
     * @return the exit status
     */
    int run(String name, List<Configured> configured, Policy policy, Approval approval) {
        String shown = SafeText.excerpt(name, SHOWN);
        Configured found = configured.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CliException(
                        shown + ": no such server in the configuration; name its file with " + "--config"));
        ServerConfig config = found.server();
        if (config == null) {
            throw new CliException(String.valueOf(found.problem()));
        }
        Server server = Endpoint.server(name, config, policy);
        Place now = Place.of(server);
        ServerPins pinned = lock.pins().server(name).orElseThrow();
        Place before = new Place(pinned.identity());
        Place seen = now.beside(before);
        io.out().println(style.strong(shown) + "  " + style.faint(seen.line(PLACE)));
        if (before.identity().equals(seen.identity())) {
            io.out().println("  " + PlaceText.assurance(style, seen));
            io.out().println("The lock has it there already.");
            return Exit.FINE;
        }
        PlaceText.lines(style, before, seen).forEach(line -> io.out().println("  " + line));
        if (!approval.agrees("Approve that " + shown + " runs there?")) {
            return approval.ended(0, 1);
        }
        var moved = ServerPins.of(now.identity(), pinned.pins())
                .serverInfo(pinned.serverInfo())
                .listed(pinned.listed());
        lock.replace(lock.revision(), lock.pins().with(name, moved))
                .toCompletableFuture()
                .join();
        return approval.ended(1, 1);
    }
}
