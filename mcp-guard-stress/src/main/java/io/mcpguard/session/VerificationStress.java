package io.mcpguard.session;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.mcpguard.api.Server;
import io.mcpguard.pipeline.Harm;
import io.mcpguard.policy.Policy;
import io.mcpguard.trust.MemoryPinStore;
import io.mcpguard.trust.TrustBook;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** {@link Verification}: one listing at a time, and none that is outdated decides. */
public final class VerificationStress {

    private static final Policy POLICY = Policy.balanced();
    private static final Map<String, Object> OLD = listing("old");
    private static final Map<String, Object> NEW = listing("new");

    private VerificationStress() {}

    private static Map<String, Object> listing(String tool) {
        return Map.of("tools", List.of(Map.of("name", tool, "inputSchema", Map.of("type", "object"))));
    }

    private static Verification verification() {
        var server = new CurrentServer(Server.named("mail"), POLICY);
        var book = new TrustBook(new MemoryPinStore(), POLICY.pin());
        var handshake = new Handshake();
        BiFunction<String, Map<String, @Nullable Object>, Harm> harm = (method, result) -> Harm.NONE;
        var introduction = new Introduction(server, POLICY, book, handshake, harm, (learned, collisions, tools) -> {});
        var listing = new GuardListing(
                DeclaredList.TOOLS,
                server,
                POLICY,
                book,
                handshake,
                introduction,
                harm,
                (learned, collisions, tools) -> {});
        var verification = new Verification(listing, POLICY.pin().recheck());
        verification.begin(1);
        return verification;
    }

    /** A server that answers listings when told to. */
    private static final class Listings {
        final AtomicInteger asked = new AtomicInteger();
        final Queue<CompletableFuture<Map<String, Object>>> open = new ConcurrentLinkedQueue<>();

        CompletableFuture<Map<String, Object>> ask(String method, Map<String, Object> params) {
            asked.incrementAndGet();
            var answer = new CompletableFuture<Map<String, Object>>();
            open.add(answer);
            return answer;
        }

        /** One only: what is asked for after the server said so is asked for anew. */
        void answerFirst(Map<String, Object> listing) {
            java.util.Objects.requireNonNull(open.poll()).complete(listing);
        }

        void answerAll(Map<String, Object> listing) {
            for (var answer = open.poll(); answer != null; answer = open.poll()) {
                answer.complete(listing);
            }
        }
    }

    /** Two calls come before anything is verified. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "one listing for both")
    @Outcome(expect = FORBIDDEN, desc = "two listings at a time, or none")
    @State
    public static class SingleFlight {
        private final Verification verification = verification();
        private final Listings listings = new Listings();

        @Actor
        public void first() {
            verification.ensure(1, listings::ask);
        }

        @Actor
        public void second() {
            verification.ensure(1, listings::ask);
        }

        @Arbiter
        public void asked(I_Result r) {
            r.r1 = listings.asked.get();
        }
    }

    /** A listing is answered while the server says that its list changed. */
    @JCStressTest
    @Outcome(
            id = {"waits", "[new]"},
            expect = ACCEPTABLE,
            desc = "it lists again, and only that counts")
    @Outcome(expect = FORBIDDEN, desc = "judged by an outdated listing")
    @State
    public static class Stale {
        private final Verification verification = verification();
        private final Listings listings = new Listings();

        /** A listing is under way. */
        public Stale() {
            verification.ensure(1, listings::ask);
        }

        @Actor
        public void answered() {
            listings.answerFirst(OLD);
        }

        @Actor
        public void changed() {
            verification.stale();
        }

        @Arbiter
        public void current(L_Result r) {
            boolean outdated = verification.current(1).failure() == null;
            listings.answerAll(NEW);
            Verified current = verification.current(1);
            r.r1 = outdated
                    ? "outdated " + current.items().keySet()
                    : current.failure() == null ? current.items().keySet().toString() : "waits";
        }
    }

    /** A listing is answered while the connection is replaced, and a call of the new one comes. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "only the new connection's listing counts")
    @Outcome(expect = FORBIDDEN, desc = "judged by the listing of another connection")
    @State
    public static class NewConnection {
        private final Verification verification = verification();
        private final Listings old = new Listings();
        private final Listings fresh = new Listings();

        /** A listing is under way on the old connection. */
        public NewConnection() {
            verification.ensure(1, old::ask);
        }

        @Actor
        public void answered() {
            old.answerAll(OLD);
        }

        @Actor
        public void reconnect() {
            verification.begin(2);
            verification.ensure(2, fresh::ask);
        }

        @Arbiter
        public void current(ZZ_Result r) {
            r.r1 = verification.current(1).failure() != null
                    && verification.current(2).failure() != null;
            fresh.answerAll(NEW);
            r.r2 = verification.current(2).items().keySet().equals(java.util.Set.of("new"))
                    && verification.current(1).failure() != null;
        }
    }
}
