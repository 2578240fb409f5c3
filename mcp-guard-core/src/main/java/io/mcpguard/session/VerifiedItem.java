package io.mcpguard.session;

import io.mcpguard.api.trust.DriftSeverity;
import io.mcpguard.drift.Change;
import io.mcpguard.drift.Renamed;
import io.mcpguard.json.SafeText;
import io.mcpguard.schema.SchemaValidator;
import io.mcpguard.trust.Learned;
import io.mcpguard.trust.Standing;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item of a list as the guard listed it. How it stands to its pins is not kept here: a person may approve it at any
 * moment.
 *
 * @param definition the whole definition
 * @param twice whether the listing has another definition under the same name, so that a call could mean either
 * @param held why it was held when it was listed, as far as learning said so
 * @param rival whose its name is and what to do about it, where it is held for that; else {@code ""}
 * @param clean whether inspection found nothing in it
 * @param keptOut whether inspection keeps it out of lists, unless a person approved it
 * @param output what a tool's results have to look like, null if it does not say
 * @param renamed what it was called when it was trusted, null if it was not there under any name
 * @param broken why it cannot be used safely whatever its pins say, null if it can
 */
record VerifiedItem(
        Map<?, ?> definition,
        boolean twice,
        Learned.@Nullable Why held,
        String rival,
        boolean clean,
        boolean keptOut,
        @Nullable SchemaValidator output,
        @Nullable Renamed renamed,
        @Nullable Objection broken) {

    /** The same item, declared a second time. */
    VerifiedItem declaredAgain(VerifiedItem again) {
        return definition.equals(again.definition)
                ? this
                : new VerifiedItem(definition, true, held, rival, clean, keptOut, output, renamed, broken);
    }

    /** Why it may not be used; null if it may. */
    @Nullable
    Objection objection(Standing standing) {
        if (twice) {
            return Objection.of(Learned.Why.DECLARED_TWICE, "", standing);
        }
        if (standing.trusted()) {
            return broken;
        }
        Objection objection = untrusted(standing);
        // What the model does not see because of what it says is not used either, however lightly drift is taken.
        return keptOut ? objection.barred() : objection;
    }

    private Objection untrusted(Standing standing) {
        if (renamed != null
                && standing.state() == Standing.State.ADDED
                && (held == null || held == Learned.Why.ADDED)) {
            return Objection.of(renamed, standing);
        }
        return held == null ? Objection.of(standing) : Objection.of(held, rival, standing);
    }

    /**
     * Why a definition is kept out.
     *
     * @param rule the rule's id
     * @param reason for people; what comes from the server is escaped and cut
     * @param drift how grave it is that a known server declares something else than it did, which is what the policy calls
     *     drift; {@code NONE} if that is not what is wrong
     */
    record Objection(String rule, String reason, DriftSeverity drift) {

        Objection(String rule, String reason) {
            this(rule, reason, DriftSeverity.NONE);
        }

        static final Objection UNCHECKABLE_OUTPUT =
                new Objection("schema.unsupported", "its outputSchema cannot be checked in bounded time");
        /** The SDK keeps schemas by it for the whole process, so that one server's would be taken for another's. */
        static final Objection NAMED_OUTPUT =
                new Objection("schema.unsupported", "its outputSchema has an $id, by which the SDK mixes schemas up");

        static final Objection BAD_HEADERS =
                new Objection("schema.headers", "an x-mcp-header of its inputSchema is not as MCP has it");

        /** A server speaks an older protocol than it did. */
        static final String DOWNGRADE = "pins.downgrade";

        /** The server does not list what is used. */
        static final String UNLISTED = "pins.unlisted";

        private static final int NAME = 100;

        /** The same of what the guard was not told: nobody could approve what the server shows to the client only. */
        Objection untold() {
            return drift == DriftSeverity.NONE ? this : new Objection(rule, reason, DriftSeverity.CRITICAL);
        }

        /** The same of what inspection keeps out, so that nobody is asked about it as about drift. */
        Objection barred() {
            return drift == DriftSeverity.NONE
                    ? this
                    : new Objection(rule, "inspection objects to it; " + reason, DriftSeverity.NONE);
        }

        boolean isUnlisted() {
            return rule.equals(UNLISTED);
        }

        static Objection of(Standing standing) {
            return new Objection("pins." + word(standing.state()), standing.reason(), standing.severity());
        }

        static Objection of(Renamed renamed, Standing standing) {
            Change gravest = renamed.drift().gravest();
            String why = gravest == null
                    ? ""
                    : ": " + gravest.describe() + (gravest.why().isEmpty() ? "" : " (" + gravest.why() + ")");
            return new Objection(
                    "pins.renamed",
                    standing.reason() + "; it is renamed from \"" + SafeText.excerpt(renamed.from(), NAME) + "\"" + why,
                    renamed.drift().severity());
        }

        static Objection of(Learned.Why why, String rival, Standing standing) {
            boolean drifts = why == Learned.Why.CHANGED || why == Learned.Why.ADDED;
            return new Objection(
                    "pins." + word(why),
                    rival.isEmpty() ? explain(why) + standing.reason() : rival,
                    drifts ? standing.severity() : DriftSeverity.NONE);
        }

        private static String explain(Learned.Why why) {
            return switch (why) {
                case COLLISION -> "another server owns this name, or one that looks like it; ";
                case UNCLEAN -> "inspection found something in it when it was first seen; ";
                case DECLARED_TWICE -> "the server declares it twice, differently; ";
                case NOT_APPROVED -> "the policy wants a person's approval first; ";
                case TOO_MANY -> "the server declares more than is kept; ";
                case CHANGED, ADDED -> "";
            };
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
