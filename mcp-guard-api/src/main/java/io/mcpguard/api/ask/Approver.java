package io.mcpguard.api.ask;

import java.util.concurrent.CompletionStage;

/** Asks a person. */
@FunctionalInterface
public interface Approver {

    /**
     * Asks. Must return at once; the answer may take until {@link ApprovalRequest#deadline()}. A failed stage, null, or
     * silence until then means no.
     *
     * @param request what is to be decided
     * @return the answer
     */
    CompletionStage<Approval> ask(ApprovalRequest request);
}
