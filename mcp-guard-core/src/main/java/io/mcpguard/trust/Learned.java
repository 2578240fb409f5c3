package io.mcpguard.trust;

import io.mcpguard.api.trust.Pin;
import java.util.List;
import java.util.function.Predicate;

/**
 * What came of learning a listing.
 *
 * @param outcome in one word
 * @param trusted what was pinned as trusted just now; only at first sight of the server or of a kind, else empty
 * @param held what of the listing is not trusted, on every listing anew
 * @param persisted whether the store has everything; if not, pins live in memory and the next learning tries again
 * @param reason one line for people and logs, {@code ""} if there is nothing to tell
 * @param alarms what is suspicious about where the server runs, or what it resembles; it refuses nothing by itself
 */
public record Learned(
        Outcome outcome, List<Pin> trusted, List<Held> held, boolean persisted, String reason, List<Alarm> alarms) {

    /** Without alarms. */
    Learned(Outcome outcome, List<Pin> trusted, List<Held> held, boolean persisted, String reason) {
        this(outcome, trusted, held, persisted, reason, List.of());
    }

    /**
     * Leaves alarms out.
     *
     * @param known which of them are about what is known and wanted
     * @return a copy
     */
    public Learned without(Predicate<Alarm> known) {
        return alarms.isEmpty()
                ? this
                : alarms(alarms.stream().filter(known.negate()).toList());
    }

    Learned alarms(List<Alarm> alarms) {
        return new Learned(outcome, trusted, held, persisted, reason, List.copyOf(alarms));
    }

    /** What came of it. May gain constants, which mean that nothing was learned. */
    public enum Outcome {
        /** The server was new, and its listing was pinned. */
        FIRST_SIGHT,
        /** The server was known, and what deviates from its pins was recorded as held. */
        KNOWN,
        /** The server was pinned at another command or URL; nothing was learned. */
        IDENTITY_CHANGED,
        /** The pins could not be read; nothing was learned. */
        UNREADABLE
    }

    /**
     * A declared thing that is not trusted.
     *
     * @param pin it, as it is recorded
     * @param why the reason
     */
    public record Held(Pin pin, Why why) {}

    /** Why something is not trusted. May gain constants. */
    public enum Why {
        /** Another definition is trusted under its name. */
        CHANGED,
        /** The server was known without it. */
        ADDED,
        /** Inspection found something in it at first sight. */
        UNCLEAN,
        /** The listing has two different definitions of its name. */
        DECLARED_TWICE,
        /** Another server has a trusted tool of its name. */
        COLLISION,
        /** The policy trusts nothing at first sight. */
        NOT_APPROVED,
        /** The server declares more than is kept of one server, and nothing else speaks against it. */
        TOO_MANY
    }
}
