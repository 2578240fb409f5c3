package io.mcpguard.api.data;

import io.mcpguard.api.Interception;
import io.mcpguard.api.MutationResult;

/**
 * Keeps values that the application, the model, approvers, logs and audit see only as placeholders, beside the guard's own
 * vault, which finds secrets and personal data by itself. It plugs into the two sealed stages of the pipeline: {@link #redact} is the last change to a received message, {@link #release} the last
 * one to a message that is sent. Nothing but a check for leaks runs after either.
 *
 * <p>Implementations are thread-safe and do not block. One that throws or returns null refuses the message.
 */
public interface Vault {

    /**
     * Puts placeholders in place of values.
     *
     * @param in a received message, after every other change; also one that is about to be sent, before validators see
     *     it, so that both sides of a conversation read alike
     * @return the payload with placeholders
     */
    MutationResult redact(Interception in);

    /**
     * Puts values back in place of placeholders that this server may see in this conversation. A placeholder that the
     * vault did not issue there stays what it is.
     *
     * @param in a message about to be sent, after every check and every approval
     * @return the payload that is sent
     */
    MutationResult release(Interception in);
}
