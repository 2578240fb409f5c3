package io.mcpguard.trust;

import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.shadow.ForeignTools;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Writes down what people approve, in a store and for all running checks at once, or not at all. Used in turn only. */
final class Approvals {

    private final Ledger ledger;
    private final Places places;
    private final ForeignTools foreign;

    Approvals(Ledger ledger, Places places, ForeignTools foreign) {
        this.ledger = ledger;
        this.places = places;
        this.foreign = foreign;
    }

    /** What is to become of the pins of a server. */
    private interface Decision {

        /**
         * Decides by what the store says by now.
         *
         * @param known what this guard knows of the server
         * @param stored what the store has of it
         * @return empty if nothing is there that could be approved
         */
        Optional<Decided> on(KnownServer known, ServerPins stored);
    }

    /** The pins of a server afterwards, in this guard and in the store. */
    private record Decided(ServerPins known, ServerPins stored, Looks names) {}

    /** Approves a definition; false if it is not pinned. */
    CompletionStage<Boolean> definition(String server, Pin wanted) {
        return carryOut(
                server,
                (known, stored) -> Merge.find(known.pins(), wanted)
                        .or(() -> Merge.find(stored, wanted))
                        .map(pin -> {
                            Pin approved = pin.state(PinState.APPROVED);
                            return new Decided(
                                    Merge.replace(known.pins(), approved),
                                    Merge.replace(stored, approved),
                                    Looks.of(server, approved, ledger.book().names()));
                        }),
                Ledger.TRIES);
    }

    /** Approves where a server was seen to run; false if it was not seen there. */
    CompletionStage<Boolean> place(String server, String code) {
        return carryOut(
                        server,
                        (known, stored) -> places.find(server, code)
                                .map(place ->
                                        new Decided(known.pins().identity(place), stored.identity(place), Looks.NONE)),
                        Ledger.TRIES)
                .thenApply(approved -> {
                    if (approved) {
                        places.forget(server);
                    }
                    return approved;
                });
    }

    private CompletionStage<Boolean> carryOut(String server, Decision decision, int tries) {
        return ledger.read().thenCompose(snapshot -> {
            Book book = ledger.book();
            KnownServer known = book.server(server);
            if (known == null) {
                return CompletableFuture.completedFuture(false);
            }
            Pins content = Merge.add(snapshot.pins(), ledger.unsaved(), ledger::remembered);
            ServerPins stored = content.server(server).orElse(known.pins());
            Decided decided = decision.on(known, stored).orElse(null);
            if (decided == null) {
                return CompletableFuture.completedFuture(false);
            }
            Book next = book.with(server, decided.known).contested(server, decided.names);
            Pins after = next.withoutContested(content.with(server, decided.stored));
            return ledger.replace(snapshot, after).thenCompose(replaced -> {
                if (!replaced) {
                    return tries > 0
                            ? Stages.afterAPause(() -> carryOut(server, decision, tries - 1))
                            : CompletableFuture.failedFuture(Merge.tooManyWriters());
                }
                ledger.book(next);
                foreign.decided();
                return CompletableFuture.completedFuture(true);
            });
        });
    }
}
