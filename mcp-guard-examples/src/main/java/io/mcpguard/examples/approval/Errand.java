package io.mcpguard.examples.approval;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.mcpguard.approval.Ticket;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Map;
import java.util.Optional;

/**
 * One call of an agent, tried until it passed or somebody said no. Refused calls name a ticket; while its question is open
 * there is nothing to do but wait, and once it is approved the same call passes, once.
 */
final class Errand {

    /** What became of it. */
    enum State {
        TO_DO,
        /** Refused, and a person is asked. */
        WAITING,
        DONE,
        /** A person said no. */
        DENIED,
        /** Nobody answered in time. */
        EXPIRED,
        /** Refused for good. */
        REFUSED
    }

    private final String title;
    private final CallToolRequest request;
    private State state = State.TO_DO;
    private String ticket = "";

    Errand(String title, String tool, Map<String, Object> arguments) {
        this.title = title;
        this.request = new CallToolRequest(tool, arguments, null);
    }

    /** Goes on as far as is possible now. */
    synchronized void goOn(McpGuard guard, McpSyncClient client, Conversation conversation) throws Exception {
        switch (state) {
            case TO_DO -> call(client, conversation);
            case WAITING -> {
                Optional<Ticket> now = guard.ticket(ticket);
                if (now.isEmpty()) {
                    state = State.EXPIRED;
                } else if (now.get().state() != Ticket.State.OPEN) {
                    call(client, conversation);
                }
            }
            default -> {}
        }
    }

    private void call(McpSyncClient client, Conversation conversation) throws Exception {
        CallToolResult result = conversation.call(() -> client.callTool(request));
        Map<?, ?> decision = member(result.meta(), "io.mcpguard/decision");
        Map<?, ?> named = member(decision, "ticket");
        if (!Boolean.TRUE.equals(result.isError())) {
            state = State.DONE;
        } else if (named.isEmpty()) {
            state = State.REFUSED;
        } else {
            ticket = String.valueOf(named.get("name"));
            state = "denied".equals(named.get("state")) ? State.DENIED : State.WAITING;
        }
    }

    synchronized boolean isOver() {
        return state != State.TO_DO && state != State.WAITING;
    }

    synchronized State state() {
        return state;
    }

    /** One line for people. */
    synchronized String told() {
        return title + ": "
                + switch (state) {
                    case TO_DO -> "not tried yet";
                    case WAITING -> "refused for now, somebody is asked under ticket " + ticket;
                    case DONE -> "done";
                    case DENIED -> "refused, somebody said no under ticket " + ticket;
                    case EXPIRED -> "given up, nobody answered under ticket " + ticket;
                    case REFUSED -> "refused";
                };
    }

    private static Map<?, ?> member(Map<?, ?> object, String name) {
        return object != null && object.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }
}
