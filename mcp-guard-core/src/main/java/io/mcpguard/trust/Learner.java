package io.mcpguard.trust;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.PinStore.Snapshot;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.policy.PinPolicy;
import io.mcpguard.trust.Learned.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Has a ledger learn what servers declare. Used in turn only. */
final class Learner {

    private final Ledger ledger;
    private final PinPolicy policy;
    private final Places places;

    Learner(Ledger ledger, PinPolicy policy, Places places) {
        this.ledger = ledger;
        this.policy = policy;
        this.places = places;
    }

    /** Learns a listing. Never fails. */
    CompletionStage<Learned> learn(Server server, Observed observed) {
        CompletionStage<Learned> learned =
                ledger.isSigned() ? learnSigned(server, observed) : learn(server, observed, Ledger.TRIES);
        return learned.thenApply(this::alarmed);
    }

    private Learned alarmed(Learned learned) {
        String text = ledger.takeAlarm();
        if (text == null) {
            return learned;
        }
        var alarms = new ArrayList<>(List.of(Alarm.edited(text)));
        alarms.addAll(learned.alarms());
        return learned.alarms(alarms);
    }

    private CompletionStage<Learned> learnSigned(Server server, Observed observed) {
        return Stages.then(ledger.read(), (snapshot, problem) -> {
            String reason = problem == null ? "" : Reasons.unreadable(problem);
            KnownServer known = ledger.book().server(server.name());
            if (problem != null && known == null) {
                return completed(new Learned(Outcome.UNREADABLE, List.of(), List.of(), true, reason));
            }
            if (known != null && !known.isAt(server)) {
                return completed(elsewhere(server, known, observed));
            }
            Plan plan = Plan.of(ledger.book(), server, policy, observed);
            ledger.book(plan.carriedOut());
            return completed(plan.learned(true, reason));
        });
    }

    private CompletionStage<Learned> learn(Server server, Observed observed, int tries) {
        KnownServer known = ledger.book().server(server.name());
        // What others write counts at once in some stores, so that these are always read.
        if (known != null && !ledger.countsAtOnce()) {
            if (!known.isAt(server)) {
                return completed(elsewhere(server, known, observed));
            }
            Plan plan = Plan.of(ledger.book(), server, policy, observed);
            if (plan.changesNothing() && ledger.isAllSaved()) {
                return completed(plan.learned(true, ""));
            }
        }
        return Stages.then(ledger.read(), (snapshot, problem) -> {
            if (snapshot != null) {
                return write(server, observed, snapshot, tries);
            }
            String reason = Reasons.unreadable(problem);
            KnownServer still = ledger.book().server(server.name());
            if (still == null) {
                return completed(new Learned(Outcome.UNREADABLE, List.of(), List.of(), ledger.isAllSaved(), reason));
            }
            if (!still.isAt(server)) {
                return completed(elsewhere(server, still, observed));
            }
            Plan plan = Plan.of(ledger.book(), server, policy, observed);
            return completed(keepInMemory(plan, withUnsaved(server, plan), reason));
        });
    }

    /** The book has read the store just now: another process may have pinned the server meanwhile. */
    private CompletionStage<Learned> write(Server server, Observed observed, Snapshot snapshot, int tries) {
        Book book = ledger.book();
        KnownServer known = book.server(server.name());
        if (known != null && !known.isAt(server)) {
            return completed(elsewhere(server, known, observed));
        }
        Meanwhile meanwhile = Meanwhile.of(server, ledger.started(), snapshot);
        if (known == null && meanwhile.isElsewhere(server)) {
            return completed(elsewhere(server, meanwhile.known(server.name(), book), observed));
        }
        Plan plan = Plan.of(book, server, policy, observed, meanwhile);
        if (plan.isOutdone()) {
            ledger.outdone(server.name());
        }
        if (plan.changesNothing() && ledger.isAllSaved()) {
            return completed(plan.learned(true, ""));
        }
        Pins toSave = withUnsaved(server, plan);
        Book next = plan.carriedOut();
        Pins content = next.withoutContested(Merge.add(
                snapshot.pins(), toSave, name -> name.equals(server.name()) ? plan.result() : ledger.remembered(name)));
        return Stages.then(ledger.replace(snapshot, content), (replaced, problem) -> {
            if (Boolean.FALSE.equals(replaced) && tries > 0) {
                return Stages.afterAPause(() -> learn(server, observed, tries - 1));
            }
            if (Boolean.TRUE.equals(replaced)) {
                ledger.book(next);
                return completed(plan.learned(true, ""));
            }
            String reason = Reasons.unsaved(problem == null ? Merge.tooManyWriters() : problem);
            return completed(keepInMemory(plan, toSave, reason));
        });
    }

    private Learned keepInMemory(Plan plan, Pins toSave, String reason) {
        ledger.keep(toSave);
        ledger.book(plan.carriedOut());
        return plan.learned(false, reason);
    }

    private Pins withUnsaved(Server server, Plan plan) {
        if (plan.changesNothing()) {
            return ledger.unsaved();
        }
        Pins addition = Pins.empty().with(server.name(), plan.addition());
        return Merge.add(ledger.unsaved(), addition, name -> plan.addition());
    }

    private Learned elsewhere(Server server, KnownServer known, Observed observed) {
        places.seen(server);
        String reason = Reasons.elsewhere(server, known.pins());
        return new Learned(Outcome.IDENTITY_CHANGED, List.of(), List.of(), ledger.isAllSaved(), reason)
                .alarms(Alarms.moved(server, known, observed));
    }

    private static <T> CompletionStage<T> completed(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
