package io.mcpguard.trust;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Servers that are learned at once. */
public final class TrustBookStress {

    private static final Server MAIL = Server.named("mail");
    private static final Server OTHER = Server.named("other");

    private TrustBookStress() {}

    private static Map<String, Object> definition(String description) {
        return Map.of("name", "send", "description", description);
    }

    private static Learned learn(TrustBook book, Server server, String description) {
        var item = new Observed.Item(ItemKind.TOOL, "send", definition(description), true);
        CompletionStage<Learned> learned = book.learn(server, new Observed(Map.of(), List.of(item)));
        return learned.toCompletableFuture().join();
    }

    /** Two new servers declare one name: whoever comes first, nobody gets it. */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "nobody owns it until somebody decides")
    @Outcome(expect = FORBIDDEN, desc = "who came first owns it, or both do")
    @State
    public static class NoOwner {
        private final TrustBook book =
                new TrustBook(new MemoryPinStore(), Policy.balanced().pin());

        @Actor
        public void mail() {
            learn(book, MAIL, "Sends");
        }

        @Actor
        public void other() {
            learn(book, OTHER, "Sends");
        }

        @Arbiter
        public void owner(ZZ_Result r) {
            r.r1 = book.trusts(MAIL, ItemKind.TOOL, "send");
            r.r2 = book.trusts(OTHER, ItemKind.TOOL, "send");
        }
    }

    /** One server is seen for the first time twice, with two definitions. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "the first is trusted, the other is drift")
    @Outcome(expect = FORBIDDEN, desc = "both definitions are trusted, or none")
    @State
    public static class OneFirstSight {
        private final TrustBook book =
                new TrustBook(new MemoryPinStore(), Policy.balanced().pin());

        @Actor
        public void first() {
            learn(book, MAIL, "Sends");
        }

        @Actor
        public void second() {
            learn(book, MAIL, "Sends a copy too");
        }

        @Arbiter
        public void trusted(ZZ_Result r) {
            r.r1 = book.check(MAIL, ItemKind.TOOL, "send", definition("Sends")).trusted();
            r.r2 = book.check(MAIL, ItemKind.TOOL, "send", definition("Sends a copy too"))
                    .trusted();
        }
    }
}
