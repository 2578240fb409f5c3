package io.mcpguard.approval;

import io.mcpguard.api.ask.Approval;
import io.mcpguard.approval.Ticket.State;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A question and its answer, which serves exactly one call: the one that raised the question if that still waits, else the
 * first identical one that comes again. Thread-safe.
 */
final class Case {

    /** What became of an answer. */
    enum Effect {
        TOO_LATE,
        /** The first call took it. */
        USED,
        /** For a call that comes again. */
        KEPT
    }

    private final Matter matter;
    private final String name;
    private final CompletableFuture<Answer> first = new CompletableFuture<>();
    private State state = State.OPEN;
    private boolean firstWaits = true;
    private boolean over;
    private @Nullable Approval approval;
    private Instant end;

    /**
     * @param name of the ticket
     * @param end when the question is over
     */
    Case(Matter matter, String name, Instant end) {
        this.matter = matter;
        this.name = name;
        this.end = end;
    }

    Matter matter() {
        return matter;
    }

    String name() {
        return name;
    }

    /** What the call that raised the question gets. */
    CompletionStage<Answer> first() {
        return first;
    }

    synchronized Ticket ticket() {
        return new Ticket(name, state);
    }

    synchronized boolean isOver(Instant now) {
        return over || !now.isBefore(end);
    }

    synchronized Instant end() {
        return end;
    }

    /**
     * Somebody answered.
     *
     * @param until how long the answer is kept if nobody waits for it
     * @param grants take what else was granted, before anything passes on the strength of it
     */
    Effect answered(Approval given, Instant now, Instant until, Grants grants) {
        boolean forFirst;
        synchronized (this) {
            if (over || state != State.OPEN || !now.isBefore(end)) {
                return Effect.TOO_LATE;
            }
            state = given.isGranted() ? State.APPROVED : State.DENIED;
            approval = given;
            end = until;
            forFirst = firstWaits;
            firstWaits = false;
            // A yes is used up; a no is remembered, so that a model that tries again does not ask again.
            over = forFirst && (given.isGranted() || !matter.deferrable());
        }
        if (given.isGranted()) {
            given.grant().ifPresent(grant -> grants.add(matter, grant));
        }
        if (forFirst) {
            first.complete(new Answer(given.isGranted(), Answer.said(given), null));
        }
        return forFirst ? Effect.USED : Effect.KEPT;
    }

    /** The first call waits no longer. The question goes on if it can come again. */
    void leave() {
        Answer answer;
        synchronized (this) {
            if (!firstWaits) {
                return;
            }
            firstWaits = false;
            if (matter.deferrable() && !over) {
                answer = new Answer(false, "no answer yet, ticket " + name, new Ticket(name, state));
            } else {
                over = true;
                answer = Answer.no("no answer in time");
            }
        }
        first.complete(answer);
    }

    /** Nobody will answer. */
    void drop(String why) {
        synchronized (this) {
            if (state != State.OPEN) {
                return;
            }
            over = true;
            firstWaits = false;
        }
        first.complete(Answer.no(why));
    }

    /** What an identical call gets that comes again; null if it comes too late and has to ask anew. */
    synchronized @Nullable Answer redeem(Instant now) {
        if (over || !now.isBefore(end)) {
            return null;
        }
        if (state == State.OPEN || approval == null) {
            return new Answer(false, "no answer yet, ticket " + name, new Ticket(name, State.OPEN));
        }
        if (state == State.DENIED) {
            return new Answer(false, Answer.said(approval) + ", ticket " + name, new Ticket(name, State.DENIED));
        }
        over = true;
        return Answer.yes(Answer.said(approval) + ", ticket " + name);
    }
}
