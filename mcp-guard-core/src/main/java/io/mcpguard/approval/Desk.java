package io.mcpguard.approval;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Interception;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.api.ask.Approver;
import io.mcpguard.api.ask.Reviewer;
import io.mcpguard.api.ask.Reviewer.Opinion;
import io.mcpguard.json.JsonText;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where questions are asked. A reviewer first, where one may answer, then a person; no answer, a late one and a failure
 * all mean no. Nothing blocks: a question costs memory while it is open, so only so many may be.
 */
public final class Desk {

    private static final Logger log = LoggerFactory.getLogger(Desk.class);

    private static final Answer NOBODY = new Answer(false, "there is nobody to ask");
    private static final Answer TOO_MANY = new Answer(false, "too many questions are open");
    private static final Answer NO_TIME = new Answer(false, "no answer in time");

    private final @Nullable Approver approver;
    private final @Nullable Reviewer reviewer;
    private final Grants grants;
    private final int maxOpen;
    private final Supplier<String> ids;
    private final Clock clock;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * A desk.
     *
     * @param approver asks people, null if nobody does
     * @param reviewer asks a model, null if none does
     * @param maxOpen how many questions may be open at once; one more is refused
     * @param ids makes ids that are unique and hard to guess
     * @param clock tells deadlines and the end of grants
     */
    public Desk(
            @Nullable Approver approver, @Nullable Reviewer reviewer, int maxOpen, Supplier<String> ids, Clock clock) {
        this.approver = approver;
        this.reviewer = reviewer;
        this.maxOpen = maxOpen;
        this.ids = ids;
        this.clock = clock;
        this.grants = new Grants(clock);
    }

    /**
     * Asks whether a refusal may be lifted.
     *
     * @param in the message
     * @param target the tool, prompt or resource, {@code ""} if there is none
     * @param rule the rule that refuses
     * @param findings why
     * @param remedy who may lift it
     * @param digest what an approval is bound to
     * @param patience how long to wait
     * @return the answer; never fails
     */
    public CompletionStage<Answer> ask(
            Interception in,
            String target,
            String rule,
            List<Finding> findings,
            Remedy remedy,
            String digest,
            Duration patience) {
        if (grants.cover(in, target, rule)) {
            return CompletableFuture.completedStage(new Answer(true, "a grant covers it"));
        }
        if (open.incrementAndGet() > maxOpen) {
            open.decrementAndGet();
            return CompletableFuture.completedStage(TOO_MANY);
        }
        long start = System.nanoTime();
        CompletionStage<Answer> answer = remedy == Remedy.REVIEWED && reviewer != null
                ? review(reviewer, in, findings, patience).thenCompose(opinion -> switch (opinion) {
                    case BENIGN -> CompletableFuture.completedStage(new Answer(true, "the reviewer cleared it"));
                    case MALICIOUS -> CompletableFuture.completedStage(new Answer(false, "the reviewer found it bad"));
                    case UNSURE ->
                        approve(in, target, rule, findings, digest, patience.minusNanos(System.nanoTime() - start));
                })
                : approve(in, target, rule, findings, digest, patience);
        return answer.whenComplete((a, e) -> open.decrementAndGet());
    }

    private CompletionStage<Answer> approve(
            Interception in, String target, String rule, List<Finding> findings, String digest, Duration patience) {
        if (approver == null) {
            return CompletableFuture.completedStage(NOBODY);
        }
        if (patience.isNegative() || patience.isZero()) {
            return CompletableFuture.completedStage(NO_TIME);
        }
        var question = new Question(
                ids.get(), in, target, findings, digest, clock.instant().plus(patience));
        return within(patience, () -> approver.ask(question)).handle((approval, e) -> {
            question.settle();
            if (approval == null) {
                return NO_TIME;
            }
            if (approval.isGranted()) {
                approval.grant().ifPresent(grant -> grants.add(in, target, rule, grant));
            }
            return new Answer(approval.isGranted(), approval.toString());
        });
    }

    private CompletionStage<Opinion> review(
            Reviewer asked, Interception in, List<Finding> findings, Duration patience) {
        var review = new Review(
                in.server(),
                in.event(),
                Fence.around(JsonText.write(in.payload()), ids.get()),
                findings,
                in.conversation(),
                clock.instant().plus(patience));
        return within(patience, () -> asked.review(review))
                .handle((opinion, e) -> opinion == null ? Opinion.UNSURE : opinion);
    }

    /** The stage with a deadline, on a future of its own, so that a late answer changes nothing. */
    private static <T> CompletableFuture<@Nullable T> within(
            Duration patience, Supplier<@Nullable CompletionStage<T>> asked) {
        var result = new CompletableFuture<@Nullable T>();
        try {
            CompletionStage<T> stage = asked.get();
            if (stage == null) {
                result.complete(null);
            } else {
                stage.whenComplete((answer, e) -> {
                    if (e != null) {
                        log.warn("asking failed with {}", e.getClass().getName());
                    }
                    result.complete(answer);
                });
            }
        } catch (RuntimeException e) {
            log.warn("asking failed with {}", e.getClass().getName());
            result.complete(null);
        }
        return result.completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS);
    }
}
