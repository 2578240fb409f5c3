package io.mcpguard.approval;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Server;
import io.mcpguard.api.ask.ReviewRequest;
import java.time.Instant;
import java.util.List;

/** A question to a reviewer. */
record Review(
        Server server,
        String event,
        String fencedText,
        List<Finding> findings,
        Conversation conversation,
        Instant deadline)
        implements ReviewRequest {}
