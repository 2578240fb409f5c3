package io.mcpguard.approval;

import io.mcpguard.api.ask.Approval;
import io.mcpguard.json.SafeText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking.
 *
 * @param lifted whether the refusal is lifted
 * @param by who answered, or what answered in place of somebody; for the audit log
 * @param deferred the ticket under which the question goes on, or under which it was answered with no; null if there is
 *     none
 */
public record Answer(boolean lifted, String by, @Nullable Ticket deferred) {

    private static final int MAX_REASON = 500;

    /**
     * What a person answered, for the audit log: the reason for a no with it, which the model is not told.
     *
     * @param approval the answer
     * @return one line; of a longer reason the first 500 characters
     */
    public static String said(Approval approval) {
        String reason = approval.reason().isEmpty() ? "" : ": " + SafeText.excerpt(approval.reason(), MAX_REASON);
        return approval + reason;
    }

    static Answer no(String by) {
        return new Answer(false, by, null);
    }

    static Answer yes(String by) {
        return new Answer(true, by, null);
    }

    /** {@return the ticket} */
    public Optional<Ticket> ticket() {
        return Optional.ofNullable(deferred);
    }
}
