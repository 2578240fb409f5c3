package io.mcpguard.bench;

import io.mcpguard.McpGuard;
import io.mcpguard.session.Message;
import io.mcpguard.session.Outcome;
import io.mcpguard.session.Session;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A line to a server without SDK and transport: messages go to the guard and come back, on the caller's thread. */
final class Line {

    private final Session session;
    private long id;

    /** A line to a server that answers the guard's own {@code tools/list} with this result. */
    Line(McpGuard guard, Map<String, @Nullable Object> listing) {
        this(guard, List.of(listing));
    }

    /** A line to a server that lists tools on these pages. */
    Line(McpGuard guard, List<Map<String, @Nullable Object>> pages) {
        session = guard.session(Guards.SERVER);
        session.open(own -> {
            var request = (Message.Request) own;
            session.inbound(new Message.Result(request.id(), pages.get(Pages.number(request.params()))));
            return CompletableFuture.completedStage(null);
        });
    }

    /** A request and its result; yields what the application gets. */
    Message exchange(String method, Map<String, @Nullable Object> params, Map<String, @Nullable Object> result) {
        id++;
        passed(session.outbound(new Message.Request(id, method, params), null));
        return passed(session.inbound(new Message.Result(id, result)));
    }

    private static Message passed(Outcome outcome) {
        Outcome now = outcome instanceof Outcome.Later later
                ? later.outcome().toCompletableFuture().join()
                : outcome;
        if (now instanceof Outcome.Pass pass) {
            return pass.message();
        }
        throw new IllegalStateException("the guard does not let a clean message pass: " + now);
    }
}
