package io.mcpguard.session;

import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.Interception;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.approval.Answer;
import io.mcpguard.approval.Matter;
import io.mcpguard.approval.Ticket;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.json.SafeText;
import io.mcpguard.pipeline.Intercepted;
import io.mcpguard.pipeline.Judgement;
import io.mcpguard.pipeline.Pipeline;
import io.mcpguard.policy.Ruling;
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
    private final Intake intake;
    private final Pipeline pipeline;
    private final Verifications verifications;
    private final PinGate pins;

    Settlement(Engine engine, Intake intake, Pipeline pipeline, Verifications verifications, PinGate pins) {
        this.engine = engine;
        this.intake = intake;
        this.pipeline = pipeline;
        this.verifications = verifications;
        this.pins = pins;
    }

    /** Judges and settles. The requests are what a tool call needs to verify its pin once more after somebody was asked. */
    Outcome settle(Passage passage, Listing.@Nullable Requests requests) {
        try {
            Judgement judgement = pipeline.judge(passage.in);
            if (requests != null
                    && judgement.rule().equals(ListPins.UNVERIFIED)
                    && !haveFailed(passage.in)
                    && passage.mayVerifyAgain()) {
                // The server said that its lists changed after they were verified for this call and before it was
                // judged.
                CompletionStage<?> verified = ensure(passage.in, requests);
                return verified == null ? settle(passage, requests) : afterVerification(passage, verified, requests);
            }
            return judgement.verdict() == Verdict.REFUSED && judgement.remedy() != Remedy.NONE
                    ? ask(passage, judgement, requests)
                    : finish(passage, judgement);
        } catch (RuntimeException | StackOverflowError e) {
            // An answer that got lost here would leave its caller waiting for it.
            return broken(passage, e);
        }
    }

    private boolean haveFailed(Intercepted request) {
        return verifications.haveFailed(request.event(), request.payload(), Viewpoint.of(request));
    }

    private @Nullable CompletionStage<?> ensure(Intercepted request, Listing.Requests requests) {
        return verifications.ensure(request.event(), request.payload(), Viewpoint.of(request), requests);
    }

    /** Refuses what is not worth judging. */
    Outcome refuse(Passage passage, String rule, String reason) {
        return finish(passage, Judgement.refuse(passage.in, rule, reason));
    }

    /** Refuses what the policy does not admit. */
    Outcome refuse(Passage passage, Ruling ruling) {
        return refuse(passage, ruling.rule(), ruling.reason());
    }

    /** Settles once pins are verified; refuses if that takes longer than the exchange has. */
    Outcome afterVerification(Passage passage, CompletionStage<?> verified, Listing.@Nullable Requests requests) {
        long start = System.nanoTime();
        CompletionStage<Outcome> outcome = verified.toCompletableFuture()
                .thenApply(x -> true)
                .completeOnTimeout(false, passage.in.exchange().remaining().toNanos(), TimeUnit.NANOSECONDS)
                .thenApply(inTime -> {
                    waited(passage, System.nanoTime() - start);
                    return inTime
                            ? settle(passage, requests)
                            : refuse(passage, ListPins.UNVERIFIED, "the pins could not be verified in time");
                })
                .exceptionally(e -> broken(passage, e))
                .thenCompose(Settlement::flat);
        return new Outcome.Later(outcome, passage::cancel);
    }

    private Outcome ask(Passage passage, Judgement judgement, Listing.@Nullable Requests requests) {
        Optional<Map<String, @Nullable Object>> released = pipeline.release(judgement.message());
        if (released.isEmpty()) {
            return finish(passage, judgement.refused("vault", "the vault failed"));
        }
        passage.released(released.get());
        Matter matter = Matters.of(judgement, released.get(), basis(judgement.message()));
        long start = System.nanoTime();
        CompletionStage<Outcome> outcome = engine.desk()
                .ask(matter, passage.in.exchange().remaining(), (approval, ticket) -> late(judgement, approval, ticket))
                .thenCompose(answer -> {
                    waited(passage, System.nanoTime() - start);
                    return answered(passage, judgement, requests, matter, answer);
                })
                .exceptionally(e -> broken(passage, e))
                .thenCompose(Settlement::flat);
        return new Outcome.Later(outcome, passage::cancel);
    }

    private CompletionStage<Outcome> answered(
            Passage passage, Judgement judgement, Listing.@Nullable Requests requests, Matter matter, Answer answer) {
        if (!answer.lifted()) {
            String why = judgement.reason() + "; " + answer.by();
            passage.deferred(answer.ticket());
            return CompletableFuture.completedStage(finish(passage, judgement.refused(judgement.rule(), why)));
        }
        // While somebody thought it over, the server may have changed what was approved.
        CompletionStage<?> verified = requests == null ? null : ensure(passage.in, requests);
        CompletionStage<?> fresh = verified == null ? CompletableFuture.completedStage(null) : verified;
        return fresh.thenApply(x -> basis(judgement.message()).equals(matter.basis())
                ? finish(passage, judgement.lifted(answer.by()))
                : finish(passage, judgement.refused("approval", "what was approved has changed since")));
    }

    /** Somebody answered after the message was refused: a decision of its own. */
    private void late(Judgement judgement, Approval approval, Ticket ticket) {
        Verdict verdict = approval.isGranted() ? Verdict.ALLOWED : Verdict.REFUSED;
        engine.recorder()
                .record(
                        new Judgement(
                                intake.about("guard/approval", judgement.message()),
                                verdict,
                                verdict,
                                false,
                                Remedy.NONE,
                                judgement.rule(),
                                Answer.said(approval) + ", ticket " + ticket.name(),
                                judgement.findings()),
                        Map.of(),
                        0);
    }

    private Outcome finish(Passage passage, Judgement judgement) {
        Judgement last = judgement;
        Map<String, @Nullable Object> payload = Map.of();
        if (last.passes() && passage.isCancelled()) {
            last = last.refused("cancelled", "nobody waits for it any more");
        }
        if (last.passes()) {
            Map<String, @Nullable Object> released = released(passage, last);
            if (released == null) {
                last = last.refused("vault", "the vault failed");
            } else {
                payload = released;
                last = resourceRules(last, payload);
                String problem = last.passes() ? passage.prepare(last) : null;
                last = problem == null ? last : last.refused("correlation", problem);
            }
        }
        engine.recorder().record(last, digested(passage, last), passage.nanos());
        if (!last.passes()) {
            return passage.refuse(last);
        }
        return engine.policy().audit().required() && isRequestOfApplication(passage.in)
                ? whenDurable(passage, last, payload)
                : passage.pass(payload);
    }

    private @Nullable Map<String, @Nullable Object> released(Passage passage, Judgement judgement) {
        Map<String, @Nullable Object> asked = passage.released();
        return asked == null ? pipeline.release(judgement.message()).orElse(null) : asked;
    }

    /** Rules about resources hold for the URI that the server gets, and not only for the placeholder in it. */
    private Judgement resourceRules(Judgement judgement, Map<String, @Nullable Object> payload) {
        Intercepted in = judgement.message();
        boolean changed = !in.fromServer()
                && in.event().startsWith("resources/")
                && payload.get("uri") instanceof String uri
                && !uri.equals(in.payload().get("uri"));
        if (!changed) {
            return judgement;
        }
        Ruling ruling = engine.policy().resource(in.server().name(), String.valueOf(payload.get("uri")));
        return ruling.effect() == Ruling.Effect.ALLOW ? judgement : judgement.refused(ruling.rule(), ruling.reason());
    }

    /** What the record's digest is of. Short values could be guessed from that of a message that holds them. */
    private static Map<String, @Nullable Object> digested(Passage passage, Judgement judgement) {
        return Pipeline.hasRedacted(judgement) ? judgement.message().payload() : passage.in.payload();
    }

    private Outcome whenDurable(Passage passage, Judgement judgement, Map<String, @Nullable Object> payload) {
        CompletionStage<Outcome> outcome = engine.recorder().durable().handle((x, e) -> {
            if (e == null && !passage.isCancelled() && passage.isPrepared()) {
                return passage.pass(payload);
            }
            passage.abandon();
            Judgement refused = e == null
                    ? passage.isCancelled()
                            ? judgement.refused("cancelled", "nobody waits for it any more")
                            : judgement.refused("session", "the connection was closed or replaced")
                    : judgement.refused("audit.required", "the record could not be made durable");
            engine.recorder().record(refused, digested(passage, refused), passage.nanos());
            return passage.refuse(refused);
        });
        return new Outcome.Later(outcome, passage::cancel);
    }

    /** What an approval holds for besides the message: who gets it, under which pin and which policy. */
    private String basis(Intercepted in) {
        var basis = new LinkedHashMap<String, @Nullable Object>();
        basis.put("server", in.server().name());
        basis.put("command", in.server().command());
        basis.put("url", in.server().url().map(Object::toString).orElse(null));
        basis.put("policy", engine.policy().digest());
        basis.put("definitions", pins.basis(in));
        return CanonicalJson.sha256(basis);
    }

    private Outcome broken(Passage passage, Throwable e) {
        passage.abandon();
        log.error(
                "a message to or from \"{}\" is refused after a failure of the guard: {}",
                passage.in.server(),
                SafeText.place(e));
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
