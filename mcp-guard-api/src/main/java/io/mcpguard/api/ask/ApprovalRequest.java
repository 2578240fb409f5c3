package io.mcpguard.api.ask;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Server;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a person is asked to decide. Only the guard implements it, and it may gain methods. */
public interface ApprovalRequest {

    /** {@return an id unique within the guard and hard to guess} */
    String id();

    /**
     * {@return the name of the ticket that the refused call is told, so that a person finds the question that a model
     * speaks of; empty if the message cannot come again and waits instead. It is not the id: knowing it answers nothing}
     */
    Optional<String> ticket();

    /** {@return the server it would go to, or came from} */
    Server server();

    /** {@return the JSON-RPC method} */
    String event();

    /** {@return the tool, prompt or resource, {@code ""} if the method has none} */
    String target();

    /** {@return the arguments as they would be sent, with placeholders where values are redacted} */
    Map<String, @Nullable Object> arguments();

    /** {@return why it is asked} */
    List<Finding> findings();

    /** {@return on whose behalf} */
    Conversation conversation();

    /** {@return a digest of server, tool, arguments, pin and policy: the approval holds for exactly this} */
    String digest();

    /** {@return until when an answer counts} */
    Instant deadline();

    /** {@return completes when nobody waits for the answer any more, so that it can be taken off the screen} */
    CompletionStage<Void> settled();
}
