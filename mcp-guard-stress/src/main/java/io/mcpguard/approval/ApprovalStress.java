package io.mcpguard.approval;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Phase;
import io.mcpguard.api.Server;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.api.ask.Approver;
import io.mcpguard.api.ask.Grant;
import io.mcpguard.pipeline.ExchangeState;
import io.mcpguard.pipeline.Intercepted;
import io.mcpguard.policy.ApprovalPolicy;
import io.mcpguard.policy.Policy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** People who answer at once, and questions that come at once. */
public final class ApprovalStress {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private ApprovalStress() {}

    private static final String ID = "0123456789abcdef";

    private static Matter call(String chat, boolean deferrable) {
        Map<String, Object> params = Map.of("name", "send", "arguments", Map.of("to", "ana@example.com"));
        var in = new Intercepted(
                "tools/call",
                Phase.REQUEST,
                Interception.Kind.REQUEST,
                false,
                Server.named("mail"),
                params,
                params,
                List.of(),
                Conversation.of(chat),
                new ExchangeState("x", 1, 1L, null, PATIENCE),
                Set.of());
        return new Matter(
                in, "send", List.of("rule"), List.of(), Remedy.APPROVED, params, "digest", "basis", deferrable);
    }

    private static Desk desk(Approver approver, int maxOpen) {
        ApprovalPolicy policy = Policy.balanced().approval().maxOpen(maxOpen);
        return new Desk(approver, null, policy, () -> ID, Clock.systemUTC());
    }

    private static CompletableFuture<Answer> ask(Desk desk, boolean deferrable) {
        return desk.ask(call("chat", deferrable), PATIENCE, (approval, ticket) -> {})
                .toCompletableFuture();
    }

    /** Two people answer one question. */
    @JCStressTest
    @Outcome(
            id = {"true, false, true", "false, true, false"},
            expect = ACCEPTABLE,
            desc = "one answer counts, and it is the one that was told so")
    @Outcome(expect = FORBIDDEN, desc = "both count, none does, or the wrong one")
    @State
    public static class OneAnswer {
        private final ApprovalInbox inbox = new ApprovalInbox();
        private final CompletableFuture<Answer> answer = ask(desk(inbox, 10), false);

        @Actor
        public void yes(ZZZ_Result r) {
            r.r1 = inbox.answer(ID, Approval.once("ana"));
        }

        @Actor
        public void no(ZZZ_Result r) {
            r.r2 = inbox.answer(ID, Approval.denied("bob", "no"));
        }

        @Arbiter
        public void lifted(ZZZ_Result r) {
            r.r3 = answer.join().lifted();
        }
    }

    /** A call was approved while nobody waited, and comes again twice at once. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "an approval serves one call")
    @Outcome(expect = FORBIDDEN, desc = "both pass, or none does")
    @State
    public static class SingleUse {
        private final ApprovalInbox inbox = new ApprovalInbox();
        private final Desk desk = desk(inbox, 10);

        /** Approves it. */
        public SingleUse() {
            if (ask(desk, true).join().lifted() || !inbox.answer(ID, Approval.once("ana"))) {
                throw new IllegalStateException("the first call is refused, and then approved");
            }
        }

        @Actor
        public void first(ZZ_Result r) {
            r.r1 = ask(desk, true).join().lifted();
        }

        @Actor
        public void second(ZZ_Result r) {
            r.r2 = ask(desk, true).join().lifted();
        }
    }

    /** Room for one question, and two come. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "0, 2"},
            expect = ACCEPTABLE,
            desc = "never more than the limit, and the limit may be missed by one that leaves")
    @Outcome(expect = FORBIDDEN, desc = "more questions than allowed")
    @State
    public static class Bound {
        private final AtomicInteger asked = new AtomicInteger();
        private final Desk desk = desk(request -> never(asked), 1);
        private volatile CompletableFuture<Answer> first;
        private volatile CompletableFuture<Answer> second;

        private static CompletionStage<Approval> never(AtomicInteger asked) {
            asked.incrementAndGet();
            return new CompletableFuture<>();
        }

        @Actor
        public void first() {
            first = ask(desk, false);
        }

        @Actor
        public void second() {
            second = ask(desk, false);
        }

        @Arbiter
        public void refused(II_Result r) {
            r.r1 = asked.get();
            r.r2 = (first.isDone() ? 1 : 0) + (second.isDone() ? 1 : 0);
        }
    }

    /** A grant is given while two calls look for one: the other conversation's never finds it. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, false"},
            expect = ACCEPTABLE,
            desc = "whoever has it may use it")
    @Outcome(expect = FORBIDDEN, desc = "another conversation has it")
    @State
    public static class GrantMeanwhile {
        private final Grants grants = new Grants(Clock.fixed(Instant.EPOCH, java.time.ZoneOffset.UTC));

        @Actor
        public void granted() {
            grants.add(call("chat", true), Grant.lasting(Duration.ofHours(1)));
        }

        @Actor
        public void mine(ZZ_Result r) {
            r.r1 = grants.cover(call("chat", true));
        }

        @Actor
        public void others(ZZ_Result r) {
            r.r2 = grants.cover(call("other chat", true));
        }
    }
}
