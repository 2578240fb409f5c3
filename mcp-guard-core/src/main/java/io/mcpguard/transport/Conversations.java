package io.mcpguard.transport;

import io.mcpguard.api.Conversation;
import io.modelcontextprotocol.common.McpTransportContext;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/** Finds the conversation of a call: in the Reactor context, in the transport context, on the thread. */
final class Conversations {

    private Conversations() {}

    static @Nullable Conversation of(ContextView context) {
        Object found = context.getOrDefault(Conversation.KEY, null);
        if (found == null
                && context.getOrDefault(McpTransportContext.KEY, null) instanceof McpTransportContext carried) {
            found = carried.get(Conversation.KEY);
        }
        return found instanceof Conversation conversation
                ? conversation
                : Conversation.current().orElse(null);
    }
}
