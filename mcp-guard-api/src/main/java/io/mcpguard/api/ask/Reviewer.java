package io.mcpguard.api.ask;

import java.util.concurrent.CompletionStage;

/**
 * A second opinion, from a model or a service. It can clear only errors that a validator left open to review; it never
 * overrides any other.
 */
@FunctionalInterface
public interface Reviewer {

    /**
     * Reviews. Must return at once. A failed stage, null, or silence until {@link ReviewRequest#deadline()} is
     * {@link Opinion#UNSURE}.
     *
     * @param request what is to be judged
     * @return the opinion
     */
    CompletionStage<Opinion> review(ReviewRequest request);

    /** A reviewer's opinion. May gain constants, which count as {@link #UNSURE}. */
    enum Opinion {
        /** The findings are false alarms; the message goes on. */
        BENIGN,
        /** The message is refused. */
        MALICIOUS,
        /** As if there were no reviewer. */
        UNSURE
    }
}
