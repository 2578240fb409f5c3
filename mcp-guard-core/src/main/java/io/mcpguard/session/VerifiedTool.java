package io.mcpguard.session;

import io.mcpguard.schema.SchemaValidator;
import io.mcpguard.trust.Learned;
import io.mcpguard.trust.Standing;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tool as the guard listed it. How it stands to its pins is not kept here: a person may approve it at any moment.
 *
 * @param definition the whole definition
 * @param twice whether the listing has another definition under the same name, so that a call could mean either
 * @param held why it was held when it was listed, as far as learning said so
 * @param clean whether inspection found nothing in it
 * @param output what its results have to look like, null if it does not say
 * @param outputUnsupported whether it says so in a schema that cannot be checked in bounded time
 */
record VerifiedTool(
        Map<?, ?> definition,
        boolean twice,
        Learned.@Nullable Why held,
        boolean clean,
        @Nullable SchemaValidator output,
        boolean outputUnsupported) {

    /** The same tool, declared a second time. */
    VerifiedTool declaredAgain(VerifiedTool again) {
        return definition.equals(again.definition)
                ? this
                : new VerifiedTool(definition, true, held, clean, output, outputUnsupported);
    }

    /** Why it may not be used; null if it may. */
    @Nullable
    Objection objection(Standing standing) {
        if (twice) {
            return Objection.of(Learned.Why.DECLARED_TWICE, standing);
        }
        if (!standing.trusted()) {
            return held == null ? Objection.of(standing) : Objection.of(held, standing);
        }
        return outputUnsupported
                ? new Objection("schema.unsupported", "its outputSchema cannot be checked in bounded time")
                : null;
    }

    /**
     * Why a definition is kept out.
     *
     * @param rule the rule's id
     * @param reason for people; what comes from the server is escaped and cut
     */
    record Objection(String rule, String reason) {

        /** Whether a known server declares something else than it did: what the policy calls drift. */
        boolean isDrift() {
            return rule.equals("pins.changed") || rule.equals("pins.added");
        }

        static Objection of(Standing standing) {
            return new Objection("pins." + word(standing.state()), standing.reason());
        }

        static Objection of(Learned.Why why, Standing standing) {
            return new Objection("pins." + word(why), explain(why) + standing.reason());
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
