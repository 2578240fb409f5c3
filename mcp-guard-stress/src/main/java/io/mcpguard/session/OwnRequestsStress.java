package io.mcpguard.session;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.mcpguard.api.Interception.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The guard's own requests while answers and new connections come at once. */
public final class OwnRequestsStress {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Session.Link SILENT = message -> CompletableFuture.completedFuture(null);

    private OwnRequestsStress() {}

    private static OwnRequests requests() {
        var own = new OwnRequests(() -> "1");
        own.begin(1);
        return own;
    }

    private static String state(CompletableFuture<Map<String, Object>> answer) {
        return !answer.isDone()
                ? "waits"
                : answer.isCompletedExceptionally()
                        ? "failed"
                        : answer.join().keySet().toString();
    }

    /** A request goes out while its connection is replaced. */
    @JCStressTest
    @Outcome(
            id = {"true, false"},
            expect = ACCEPTABLE,
            desc = "it fails at once, and is forgotten")
    @Outcome(expect = FORBIDDEN, desc = "it waits for an answer that cannot come")
    @State
    public static class NewConnection {
        private final OwnRequests own = requests();
        private CompletableFuture<Map<String, Object>> answer;

        @Actor
        public void request() {
            answer = own.send(1, SILENT, "tools/list", Map.of(), PATIENCE).toCompletableFuture();
        }

        @Actor
        public void reconnect() {
            own.begin(2);
            own.abandon();
        }

        @Arbiter
        public void left(ZZ_Result r) {
            r.r1 = answer.isCompletedExceptionally();
            r.r2 = own.isOwn("mcp-guard-1");
        }
    }

    /** The answer comes while the connection is replaced, and once more. */
    @JCStressTest
    @Outcome(
            id = {"failed", "[a]", "[b]"},
            expect = ACCEPTABLE,
            desc = "one end, and only one")
    @Outcome(expect = FORBIDDEN, desc = "no end")
    @State
    public static class OneEnd {
        private final OwnRequests own = requests();
        private final CompletableFuture<Map<String, Object>> answer =
                own.send(1, SILENT, "tools/list", Map.of(), PATIENCE).toCompletableFuture();

        @Actor
        public void answered() {
            own.answered("mcp-guard-1", Kind.RESULT, Map.of("a", 1));
        }

        @Actor
        public void answeredAgain() {
            own.answered("mcp-guard-1", Kind.RESULT, Map.of("b", 1));
        }

        @Actor
        public void reconnect() {
            own.begin(2);
            own.abandon();
        }

        @Arbiter
        public void end(L_Result r) {
            r.r1 = state(answer);
        }
    }
}
