package io.mcpguard.session;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.mcpguard.api.Conversation;
import io.mcpguard.pipeline.ExchangeState;
import java.time.Duration;
import java.util.Map;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** {@link Correlation} while answers, requests and new connections come at once. */
public final class CorrelationStress {

    private CorrelationStress() {}

    private static Correlation correlation(int maxPending, Duration timeout) {
        var correlation = new Correlation(maxPending, timeout);
        correlation.begin(1);
        return correlation;
    }

    private static Correlation.Pending pending(long epoch, long sentAt) {
        return new Correlation.Pending(
                "tools/call",
                Map.of(),
                Conversation.of("chat"),
                new ExchangeState("x", epoch, 1L, null, Duration.ofSeconds(1)),
                sentAt);
    }

    private static Correlation.Pending pending(long epoch) {
        return pending(epoch, System.nanoTime());
    }

    private static int found(Object pending) {
        return pending == null ? 0 : 1;
    }

    /** Two answers to one request. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "one of them is the answer")
    @Outcome(expect = FORBIDDEN, desc = "answered twice, or never")
    @State
    public static class OneAnswer {
        private final Correlation sent = correlation(10, Duration.ofMinutes(1));

        /** One request waits. */
        public OneAnswer() {
            sent.add(1L, pending(1));
        }

        @Actor
        public void first(II_Result r) {
            r.r1 = found(sent.take(1, 1L));
        }

        @Actor
        public void second(II_Result r) {
            r.r2 = found(sent.take(1, 1L));
        }
    }

    /** A request goes out while its connection is replaced. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 0"},
            expect = ACCEPTABLE,
            desc = "nothing survives its connection")
    @Outcome(expect = FORBIDDEN, desc = "a request waits on a connection that is over")
    @State
    public static class NewConnection {
        private final Correlation sent = correlation(10, Duration.ofMinutes(1));

        @Actor
        public void request(II_Result r) {
            r.r1 = sent.add(1L, pending(1)) ? 1 : 0;
        }

        @Actor
        public void reconnect() {
            sent.begin(2);
        }

        @Arbiter
        public void left(II_Result r) {
            r.r2 = sent.size();
        }
    }

    /** An old answer arrives while the new connection makes a request under the same id. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "the new request still waits")
    @Outcome(expect = FORBIDDEN, desc = "the old answer answered the new request")
    @State
    public static class OldAnswer {
        private final Correlation sent = correlation(10, Duration.ofMinutes(1));

        /** One request waits on the old connection. */
        public OldAnswer() {
            sent.add(1L, pending(1));
        }

        @Actor
        public void oldAnswer(II_Result r) {
            r.r1 = found(sent.take(1, 1L));
        }

        @Actor
        public void reconnect() {
            sent.begin(2);
            sent.add(1L, pending(2));
        }

        @Arbiter
        public void newAnswer(II_Result r) {
            r.r2 = found(sent.take(2, 1L));
        }
    }

    /** A request of the old connection is taken back while the new one makes its own under the same id. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "the new request still waits")
    @Outcome(expect = FORBIDDEN, desc = "the new request was taken back")
    @State
    public static class TakenBack {
        private final Correlation sent = correlation(10, Duration.ofMinutes(1));
        private final Correlation.Pending old = pending(1);
        private final Correlation.Pending fresh = pending(2);

        /** One request waits on the old connection. */
        public TakenBack() {
            sent.add(1L, old);
        }

        @Actor
        public void takeBack() {
            sent.forget(1L, old);
        }

        @Actor
        public void reconnect() {
            sent.begin(2);
            sent.add(1L, fresh);
        }

        @Arbiter
        public void left(Z_Result r) {
            r.r1 = sent.isWaiting(1L, fresh);
        }
    }

    /** Room for one, and two come; a third has expired and is swept. */
    @JCStressTest
    @Outcome(
            id = {"true, false, 1", "false, true, 1"},
            expect = ACCEPTABLE,
            desc = "one has the place")
    @Outcome(expect = FORBIDDEN, desc = "more than the limit, or a place is lost")
    @State
    public static class Bound {
        private final Correlation sent = correlation(1, Duration.ofMinutes(10));
        private final long later = System.nanoTime() + Duration.ofMinutes(11).toNanos();

        /** An expired request holds the only place. */
        public Bound() {
            sent.add(0L, pending(1));
        }

        @Actor
        public void first(ZZI_Result r) {
            r.r1 = sent.add(1L, pending(1, later));
        }

        @Actor
        public void second(ZZI_Result r) {
            r.r2 = sent.add(2L, pending(1, later));
        }

        @Arbiter
        public void left(ZZI_Result r) {
            r.r3 = sent.size();
        }
    }
}
