package io.mcpguard.session;

import io.mcpguard.api.Server;
import io.mcpguard.policy.Ruling;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whether a child process may start, once its files were looked at: what it would run is known then, and not before. The
 * pins are read first, since from then on the process could have written them.
 */
final class Start {

    private final CurrentServer server;
    private final Engine engine;

    Start(CurrentServer server, Engine engine) {
        this.server = server;
        this.engine = engine;
    }

    /** Why not, empty if it may. */
    CompletionStage<Optional<String>> of(Map<String, String> files, OwnDecisions decisions) {
        Server measured = server.starts(files);
        Ruling ruling = engine.policy().admits(measured);
        if (ruling.effect() == Ruling.Effect.REFUSE && decisions.notStarted(ruling.rule(), ruling.reason())) {
            return CompletableFuture.completedStage(Optional.of(ruling.reason()));
        }
        return engine.book()
                .starts(measured.name())
                .thenCompose(read -> measured.bindsFiles()
                        ? engine.book().forbidsStart(measured)
                        : CompletableFuture.completedStage(Optional.empty()))
                .thenApply(why -> why.filter(reason -> decisions.notStarted("identity.files", reason)));
    }
}
