package io.mcpguard.api;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request and everything that belongs to it: its answer, its progress, the task it may become, and the retries that
 * continue it. A notification is an exchange of its own. Only the guard implements it, and it may gain methods.
 */
public interface Exchange {

    /** {@return an id unique within the guard, which all decisions about this exchange carry} */
    String id();

    /** {@return the connection it belongs to: 1 for the first of a transport, one more after each reconnect} */
    long epoch();

    /** {@return the JSON-RPC id, a {@code String} or {@code Long}; null for a notification} */
    @Nullable
    Object requestId();

    /** {@return how much of the time for asking and checking is left; zero when it is used up} */
    Duration remaining();

    /**
     * {@return the exchange that this one continues} A retry of a deferred call continues the one that was refused with
     * a ticket; a request that answers {@code inputRequests} (MCP 2026-07-28) continues the one that asked.
     */
    Optional<String> continues();

    /** {@return the {@code progressToken} under which the server may report progress, null if there is none} */
    @Nullable
    Object progressToken();

    /** {@return the task that the server made of the request, if it did} */
    Optional<String> taskId();
}
