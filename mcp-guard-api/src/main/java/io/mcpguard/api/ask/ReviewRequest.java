package io.mcpguard.api.ask;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Server;
import java.time.Instant;
import java.util.List;

/** What a reviewer is asked to judge. Only the guard implements it, and it may gain methods. */
public interface ReviewRequest {

    /** {@return the server at the other end} */
    Server server();

    /** {@return the JSON-RPC method} */
    String event();

    /** {@return the text in question, between fences that it cannot contain, so that it reads as data} */
    String fencedText();

    /** {@return why it is asked} */
    List<Finding> findings();

    /** {@return on whose behalf} */
    Conversation conversation();

    /** {@return when the guard stops waiting} */
    Instant deadline();
}
