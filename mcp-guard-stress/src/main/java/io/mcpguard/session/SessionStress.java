package io.mcpguard.session;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Server;
import io.mcpguard.policy.ClientFeature;
import io.mcpguard.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A whole session while its connection is replaced. */
public final class SessionStress {

    private static final McpGuard GUARD = McpGuard.builder()
            .policy(Policy.balanced().server("mail", mail -> mail.allowClient(ClientFeature.ELICITATION)))
            .audit(decision -> {})
            .build();
    private static final Map<String, Object> LISTING =
            Map.of("tools", List.of(Map.of("name", "send", "inputSchema", Map.of("type", "object"))));

    private SessionStress() {}

    /** A session whose server lists its tools at once. */
    private static final class Line {
        final Session session = GUARD.session(Server.named("mail"));
        final AtomicInteger listings = new AtomicInteger();

        Session.Connection connect() {
            return session.open(own -> {
                listings.incrementAndGet();
                session.inbound(new Message.Result(((Message.Request) own).id(), LISTING));
                return CompletableFuture.completedFuture(null);
            });
        }

        boolean call() {
            Outcome outcome = session.outbound(new Message.Request(1L, "tools/call", Map.of("name", "send")), null);
            return (outcome instanceof Outcome.Later later
                            ? later.outcome().toCompletableFuture().join()
                            : outcome)
                    instanceof Outcome.Pass;
        }
    }

    private static Message answer() {
        return new Message.Result(1L, Map.of("content", List.of()));
    }

    private static Message question() {
        return new Message.Request(
                0L,
                "elicitation/create",
                Map.of("message", "Which city?", "requestedSchema", Map.of("type", "object", "properties", Map.of())));
    }

    /** The old connection answers while the new one calls under the same id. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = {"true, true", "false, true"},
            expect = ACCEPTABLE,
            desc = "the new call gets its own answer")
    @org.openjdk.jcstress.annotations.Outcome(expect = FORBIDDEN, desc = "the old answer answered the new call")
    @State
    public static class OldAnswer {
        private final Line line = new Line();
        private final Session.Connection old = line.connect();
        private volatile Session.Connection fresh;

        /** A call waits on the old connection. */
        public OldAnswer() {
            line.call();
        }

        @Actor
        public void oldAnswer(ZZ_Result r) {
            r.r1 = old.inbound(answer()) instanceof Outcome.Pass;
        }

        @Actor
        public void reconnect() {
            fresh = line.connect();
            line.call();
        }

        @Arbiter
        public void newAnswer(ZZ_Result r) {
            r.r2 = fresh.inbound(answer()) instanceof Outcome.Pass;
        }
    }

    /** A call is judged while the connection is replaced: what still waits then was judged on the new one. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = {"true, false", "true, true", "false, false"},
            expect = ACCEPTABLE,
            desc = "it waits on no connection but the one it was verified on")
    @org.openjdk.jcstress.annotations.Outcome(expect = FORBIDDEN, desc = "it waits, and nothing was verified")
    @State
    public static class CallMeanwhile {
        private final Line line = new Line();
        private volatile Session.Connection fresh;

        /** The old connection is verified. */
        public CallMeanwhile() {
            line.connect();
            line.call();
            line.session.inbound(answer());
            line.listings.set(0);
        }

        @Actor
        public void call(ZZ_Result r) {
            r.r1 = line.call();
        }

        @Actor
        public void reconnect() {
            fresh = line.connect();
        }

        @Arbiter
        public void waits(ZZ_Result r) {
            boolean waits = fresh.inbound(answer()) instanceof Outcome.Pass;
            r.r2 = waits;
            if (waits && line.listings.get() == 0) {
                r.r1 = false;
            }
        }
    }

    /** The application replies to the old connection's question while the new one asks under the same id. */
    @JCStressTest
    @org.openjdk.jcstress.annotations.Outcome(
            id = "true",
            expect = ACCEPTABLE,
            desc = "the reply goes to its own question, or nowhere")
    @org.openjdk.jcstress.annotations.Outcome(expect = FORBIDDEN, desc = "the reply went to another question")
    @State
    public static class OldReply {
        private final Line line = new Line();
        private volatile boolean replied;
        private volatile boolean askedBeforeReply;

        /** A question of the old connection is open. */
        public OldReply() {
            line.connect().inbound(question());
        }

        @Actor
        public void reply() {
            Message reply = new Message.Result(0L, Map.of("action", "decline"));
            replied = line.session.outbound(reply, null) instanceof Outcome.Pass;
        }

        @Actor
        public void reconnect() {
            askedBeforeReply = line.connect().inbound(question()) instanceof Outcome.Pass && replied;
        }

        @Arbiter
        public void end(Z_Result r) {
            // The reply was on its way before the connection was replaced, or it was dropped. It never took the new
            // question's entry: that is still open if the new question was let through.
            Message reply = new Message.Result(0L, Map.of("action", "accept", "content", Map.of()));
            boolean open = line.session.outbound(reply, null) instanceof Outcome.Pass;
            r.r1 = !askedBeforeReply || open;
        }
    }
}
