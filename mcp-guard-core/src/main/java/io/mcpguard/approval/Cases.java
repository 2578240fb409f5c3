package io.mcpguard.approval;

import io.mcpguard.api.Conversation;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The questions that are open or whose answer is kept. Thread-safe and bounded. */
final class Cases {

    /** Answers that nobody has come back for; the ones that end first go first, and then somebody is asked again. */
    private static final int MAX_KEPT = 10_000;

    /** Whose questions are counted together, so that one tenant cannot use up what all may have open. */
    private record Asker(String conversation, String principal) {
        static Asker of(Conversation conversation) {
            return new Asker(conversation.id(), conversation.principal().orElse(""));
        }
    }

    private final int maxOpen;
    private final int maxOpenOfOne;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<Asker, Integer> openOfOne = new ConcurrentHashMap<>();
    private final ConcurrentMap<Matter.Key, Case> byKey = new ConcurrentHashMap<>();

    Cases(int maxOpen, int maxOpenOfOne) {
        this.maxOpen = maxOpen;
        this.maxOpenOfOne = maxOpenOfOne;
    }

    /** The case that an identical message opened; null if there is none any more. */
    @Nullable
    Case find(Matter matter, Instant now) {
        Case known = byKey.get(matter.key());
        if (known != null && known.isOver(now)) {
            byKey.remove(matter.key(), known);
            return null;
        }
        return known;
    }

    Optional<Ticket> ticket(String name, Instant now) {
        return byKey.values().stream()
                .filter(kept -> kept.name().equals(name) && !kept.isOver(now))
                .map(Case::ticket)
                .findFirst();
    }

    /** Makes room for a question; false if too many are open. */
    boolean enter(Matter matter) {
        if (open.incrementAndGet() > maxOpen) {
            open.decrementAndGet();
            return false;
        }
        Asker asker = Asker.of(matter.in().conversation());
        if (openOfOne.merge(asker, 1, Integer::sum) > maxOpenOfOne) {
            leave(matter);
            return false;
        }
        return true;
    }

    /** Gives back the room of a question. */
    void leave(Matter matter) {
        open.decrementAndGet();
        openOfOne.computeIfPresent(
                Asker.of(matter.in().conversation()), (asker, count) -> count == 1 ? null : count - 1);
    }

    /** Keeps a case so that an identical message finds it; the one that is kept already if there is one. */
    @Nullable
    Case keep(Case opened, Instant now) {
        if (byKey.size() >= MAX_KEPT) {
            byKey.values().removeIf(kept -> kept.isOver(now));
        }
        if (byKey.size() >= MAX_KEPT) {
            byKey.values().stream().min(Comparator.comparing(Case::end)).ifPresent(this::forget);
        }
        while (true) {
            Case other = byKey.putIfAbsent(opened.matter().key(), opened);
            if (other == null || !other.isOver(now)) {
                return other;
            }
            forget(other);
        }
    }

    void forget(Case done) {
        byKey.remove(done.matter().key(), done);
    }
}
