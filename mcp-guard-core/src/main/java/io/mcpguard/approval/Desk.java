package io.mcpguard.approval;

import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.api.ask.Approver;
import io.mcpguard.api.ask.Reviewer;
import io.mcpguard.api.ask.Reviewer.Opinion;
import io.mcpguard.json.JsonText;
import io.mcpguard.policy.ApprovalPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where questions are asked. A reviewer first, where one may answer, then a person; no answer, a late one and a failure
 * all mean no. A call is held for a person only so long; then it is refused with a ticket, and once somebody approved, the
 * identical call passes once. Nothing blocks: a question costs memory while it is open, so only so many may be.
 */
public final class Desk {

    private static final Logger log = LoggerFactory.getLogger(Desk.class);

    private static final int NAME_LENGTH = 10;

    private final @Nullable Approver approver;
    private final @Nullable Reviewer reviewer;
    private final ApprovalPolicy policy;
    private final Supplier<String> ids;
    private final Clock clock;
    private final Grants grants;
    private final Cases cases;

    /**
     * A desk.
     *
     * @param approver asks people, null if nobody does
     * @param reviewer asks a model, null if none does
     * @param policy how long and how much may wait
     * @param ids makes ids that are unique and hard to guess
     * @param clock tells deadlines and the end of grants
     */
    public Desk(
            @Nullable Approver approver,
            @Nullable Reviewer reviewer,
            ApprovalPolicy policy,
            Supplier<String> ids,
            Clock clock) {
        this.approver = approver;
        this.reviewer = reviewer;
        this.policy = policy;
        this.ids = ids;
        this.clock = clock;
        this.grants = new Grants(clock);
        this.cases = new Cases(policy.maxOpen(), policy.maxOpenPerConversation());
    }

    /**
     * Asks whether a refusal may be lifted.
     *
     * @param matter what is to be decided
     * @param patience what is left of the exchange's budget
     * @param later is told of an answer that came after the message was refused with a ticket
     * @return the answer; never fails
     */
    public CompletionStage<Answer> ask(Matter matter, Duration patience, BiConsumer<Approval, Ticket> later) {
        if (grants.cover(matter)) {
            return CompletableFuture.completedStage(Answer.yes("a grant covers it"));
        }
        Answer known = matter.deferrable() ? redeem(matter) : null;
        if (known != null) {
            return CompletableFuture.completedStage(known);
        }
        if (!cases.enter(matter)) {
            return CompletableFuture.completedStage(Answer.no("too many questions are open"));
        }
        if (matter.remedy() != Remedy.REVIEWED || reviewer == null) {
            return askPerson(matter, patience, later);
        }
        long start = System.nanoTime();
        return review(reviewer, matter, patience).thenCompose(opinion -> switch (opinion) {
            case BENIGN -> settled(matter, Answer.yes("the reviewer cleared it"));
            case MALICIOUS -> settled(matter, Answer.no("the reviewer found it bad"));
            case UNSURE -> askPerson(matter, patience.minusNanos(System.nanoTime() - start), later);
        });
    }

    /**
     * Where a question stands.
     *
     * @param name the ticket's name
     * @return the ticket; empty if there is none, or its time is up, or it was used
     */
    public Optional<Ticket> ticket(String name) {
        return cases.ticket(name, clock.instant());
    }

    private @Nullable Answer redeem(Matter matter) {
        Instant now = clock.instant();
        Case known = cases.find(matter, now);
        if (known == null) {
            return null;
        }
        Answer answer = known.redeem(now);
        if (answer != null && answer.lifted()) {
            cases.forget(known);
        }
        return answer;
    }

    /** Holds the room that {@link Cases#enter} made until the question is settled. */
    private CompletionStage<Answer> askPerson(Matter matter, Duration patience, BiConsumer<Approval, Ticket> later) {
        if (approver == null) {
            return settled(matter, Answer.no("there is nobody to ask"));
        }
        if (patience.isNegative() || patience.isZero()) {
            return settled(matter, Answer.no("no answer in time"));
        }
        Duration open = matter.deferrable() ? policy.ticket() : patience;
        Duration hold = matter.deferrable() ? shorter(policy.hold(), patience) : patience;
        Instant now = clock.instant();
        var opened = new Case(matter, ids.get().substring(0, NAME_LENGTH), now.plus(open));
        if (matter.deferrable()) {
            Case other = cases.keep(opened, now);
            Answer answer = other == null ? null : other.redeem(now);
            if (answer != null) {
                return settled(matter, answer);
            }
        }
        var question = new Question(ids.get(), opened.name(), matter, now.plus(open));
        within(open, () -> approver.ask(question)).thenAccept(approval -> {
            cases.leave(matter);
            question.settle();
            answered(opened, approval, later);
        });
        if (hold.isZero()) {
            opened.leave();
        } else {
            var timer = new CompletableFuture<@Nullable Void>();
            opened.first().whenComplete((answer, e) -> timer.complete(null));
            CompletionStage<?> over = timer.completeOnTimeout(null, hold.toNanos(), TimeUnit.NANOSECONDS);
            over.thenRun(opened::leave);
        }
        return opened.first();
    }

    private void answered(Case opened, @Nullable Approval approval, BiConsumer<Approval, Ticket> later) {
        Instant now = clock.instant();
        if (approval == null) {
            opened.drop("no answer in time");
        } else {
            Case.Effect effect = opened.answered(approval, now, now.plus(policy.ticket()), grants);
            if (effect == Case.Effect.KEPT) {
                later.accept(approval, opened.ticket());
            }
        }
        if (opened.isOver(now)) {
            cases.forget(opened);
        }
    }

    private CompletionStage<Answer> settled(Matter matter, Answer answer) {
        cases.leave(matter);
        return CompletableFuture.completedStage(answer);
    }

    private CompletionStage<Opinion> review(Reviewer asked, Matter matter, Duration patience) {
        var review = new Review(
                matter.in().server(),
                matter.in().event(),
                Fence.around(JsonText.write(matter.in().payload()), ids.get()),
                matter.findings(),
                matter.in().conversation(),
                clock.instant().plus(patience));
        return within(patience, () -> asked.review(review))
                .thenApply(opinion -> opinion == null ? Opinion.UNSURE : opinion);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** The stage with a deadline, on a future of its own that never fails, so that a late answer changes nothing. */
    private static <T> CompletionStage<@Nullable T> within(
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
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            log.warn("asking failed with {}", e.getClass().getName());
            result.complete(null);
        }
        return result.completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS);
    }
}
