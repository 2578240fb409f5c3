package io.mcpguard.session;

import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.Interception;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.approval.Answer;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.pipeline.Intercepted;
import io.mcpguard.pipeline.Judgement;
import io.mcpguard.pipeline.Pipeline;
import io.mcpguard.pipeline.Targets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From judgement to outcome: asks where somebody may lift a refusal, releases placeholders, records, and waits for the
 * record to be durable where the policy wants that. In this order, so that nothing is sent that is not recorded.
 */
final class Settlement {

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    private final Engine engine;
    private final Pipeline pipeline;
    private final Verification verification;
    private final PinGate pins;

    Settlement(Engine engine, Pipeline pipeline, Verification verification, PinGate pins) {
        this.engine = engine;
        this.pipeline = pipeline;
        this.verification = verification;
        this.pins = pins;
    }

    /** Judges and settles. The requests are what a tool call needs to verify its pin once more after somebody was asked. */
    Outcome settle(Passage passage, Listing.@Nullable Requests requests) {
        Judgement judgement = pipeline.judge(passage.in);
        return judgement.verdict() == Verdict.REFUSED && judgement.remedy() != Remedy.NONE
                ? ask(passage, judgement, requests)
                : finish(passage, judgement);
    }

    /** Refuses what is not worth judging. */
    Outcome refuse(Passage passage, String rule, String reason) {
        return finish(passage, Judgement.refuse(passage.in, rule, reason));
    }

    /** Settles once pins are verified; refuses if that takes longer than the exchange has. */
    Outcome afterVerification(Passage passage, CompletionStage<?> verified, Listing.Requests requests) {
        long start = System.nanoTime();
        CompletionStage<Outcome> outcome = verified.toCompletableFuture()
                .thenApply(x -> true)
                .completeOnTimeout(false, passage.in.exchange().remaining().toNanos(), TimeUnit.NANOSECONDS)
                .thenApply(inTime -> {
                    waited(passage, System.nanoTime() - start);
                    return inTime
                            ? settle(passage, requests)
                            : refuse(passage, "pins.unverified", "the pins could not be verified in time");
                })
                .exceptionally(e -> broken(passage, e))
                .thenCompose(Settlement::flat);
        return new Outcome.Later(outcome);
    }

    private Outcome ask(Passage passage, Judgement judgement, Listing.@Nullable Requests requests) {
        String digest = bindingDigest(judgement.message());
        long start = System.nanoTime();
        CompletionStage<Outcome> outcome = engine.desk()
                .ask(
                        judgement.message(),
                        Optional.ofNullable(Targets.of(judgement.message())).orElse(""),
                        judgement.rule(),
                        judgement.findings(),
                        judgement.remedy(),
                        digest,
                        passage.in.exchange().remaining())
                .thenCompose(answer -> {
                    waited(passage, System.nanoTime() - start);
                    return answered(passage, judgement, requests, digest, answer);
                })
                .exceptionally(e -> broken(passage, e))
                .thenCompose(Settlement::flat);
        return new Outcome.Later(outcome);
    }

    private CompletionStage<Outcome> answered(
            Passage passage, Judgement judgement, Listing.@Nullable Requests requests, String digest, Answer answer) {
        if (!answer.lifted()) {
            String why = judgement.reason() + "; " + answer.by();
            return CompletableFuture.completedStage(finish(passage, judgement.refused(judgement.rule(), why)));
        }
        // While somebody thought it over, the server may have changed what was approved.
        CompletionStage<?> verified = requests == null ? null : verification.ensure(requests);
        CompletionStage<?> fresh = verified == null ? CompletableFuture.completedStage(null) : verified;
        return fresh.thenApply(x -> bindingDigest(judgement.message()).equals(digest)
                ? finish(passage, judgement.lifted(answer.by()))
                : finish(passage, judgement.refused("approval", "what was approved has changed since")));
    }

    private Outcome finish(Passage passage, Judgement judgement) {
        Judgement last = judgement;
        Map<String, @Nullable Object> payload = Map.of();
        if (last.passes()) {
            Optional<Map<String, @Nullable Object>> released =
                    passage.in.fromServer() ? Optional.of(last.message().payload()) : pipeline.release(last.message());
            if (released.isEmpty()) {
                last = last.refused("vault", "the vault failed");
            } else {
                payload = released.get();
                String problem = passage.prepare(last);
                last = problem == null ? last : last.refused("correlation", problem);
            }
        }
        engine.recorder().record(last, passage.in.payload(), passage.nanos());
        if (!last.passes()) {
            return passage.refuse(last);
        }
        return engine.policy().audit().required() && isRequestOfApplication(passage.in)
                ? whenDurable(passage, last, payload)
                : passage.pass(payload);
    }

    private Outcome whenDurable(Passage passage, Judgement judgement, Map<String, @Nullable Object> payload) {
        return new Outcome.Later(engine.recorder().durable().handle((x, e) -> {
            if (e == null) {
                return passage.pass(payload);
            }
            passage.abandon();
            Judgement refused = judgement.refused("audit.required", "the record could not be made durable");
            engine.recorder().record(refused, passage.in.payload(), passage.nanos());
            return passage.refuse(refused);
        }));
    }

    /** What an approval is bound to: who would get what, under which pin and which policy. */
    private String bindingDigest(Intercepted in) {
        var bound = new LinkedHashMap<String, @Nullable Object>();
        bound.put("server", in.server().name());
        bound.put("command", in.server().command());
        bound.put("url", in.server().url().map(Object::toString).orElse(null));
        bound.put("event", in.event());
        bound.put("payload", pipeline.release(in).orElse(Map.of()));
        bound.put("policy", engine.policy().digest());
        if (!in.fromServer() && in.event().equals("tools/call") && in.request().get("name") instanceof String tool) {
            bound.put("pin", pins.pinOf(tool));
        }
        return CanonicalJson.sha256(bound);
    }

    private Outcome broken(Passage passage, Throwable e) {
        log.error("a message to or from \"{}\" is refused after a failure of the guard", passage.in.server(), e);
        Judgement refused = Judgement.refuse(passage.in, "guard", "the guard failed");
        engine.recorder().record(refused, passage.in.payload(), passage.nanos());
        return passage.refuse(refused);
    }

    private static void waited(Passage passage, long nanos) {
        passage.waited(nanos);
        passage.in.exchange().spend(nanos);
    }

    private static boolean isRequestOfApplication(Intercepted in) {
        return !in.fromServer() && in.kind() == Interception.Kind.REQUEST;
    }

    /** A {@code Later} never yields another. */
    private static CompletionStage<Outcome> flat(Outcome outcome) {
        return outcome instanceof Outcome.Later later ? later.outcome() : CompletableFuture.completedStage(outcome);
    }
}
