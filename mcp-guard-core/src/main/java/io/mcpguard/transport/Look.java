package io.mcpguard.transport;

import io.mcpguard.identity.FileDigests;
import io.mcpguard.identity.LaunchedPackage;
import io.modelcontextprotocol.client.transport.ServerParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Looks at what a child process will run, before each start and on a thread that may wait. */
final class Look {

    private final String server;
    private final LaunchedPackage launched;
    private final FileDigests digests = FileDigests.create();

    Look(String server, ServerParameters parameters) {
        this.server = server;
        var line = new ArrayList<String>(List.of(parameters.getCommand()));
        line.addAll(parameters.getArgs());
        this.launched = LaunchedPackage.of(line);
    }

    /** Completes if it may start, on a thread that may wait; fails with the reason if not, which is recorded already. */
    Mono<Void> before(Reports reports) {
        return Mono.fromCallable(this::look)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(files -> Mono.fromCompletionStage(reports.starts(files)))
                .publishOn(Schedulers.boundedElastic())
                .flatMap(refused ->
                        refused.<Mono<Void>>map(why -> Mono.error(refusal(why))).orElseGet(Mono::empty));
    }

    private synchronized Map<String, String> look() {
        return digests.of(launched);
    }

    private Concealment.ConcealedException refusal(String why) {
        return new Concealment.ConcealedException("mcp-guard: server \"" + server + "\" is not started: " + why);
    }
}
