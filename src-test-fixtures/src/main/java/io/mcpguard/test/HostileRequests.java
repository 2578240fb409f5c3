package io.mcpguard.test;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server asks of a client, and tells it, without end or under ids that are not its own. */
final class HostileRequests {

    private HostileRequests() {}

    static void flood(Turn turn, int requests) {
        for (int i = 0; i < requests; i++) {
            request(turn, Turn.json("flood-" + i), i);
        }
        turn.answerHonestly();
    }

    static void clientIds(Turn turn) {
        for (int i = 0; i < 4; i++) {
            request(turn, turn.id(), i);
        }
        turn.answerHonestly();
    }

    private static void request(Turn turn, String id, int which) {
        String asked = switch (which % 4) {
            case 0 -> message("sampling/createMessage", Trees.sampling(turn.text()));
            case 1 -> message(turn.text(), Map.of());
            case 2 -> message("elicitation/create", Trees.elicitation(turn.text(), turn.text()));
            default -> message("ping", Map.of());
        };
        turn.say("{\"id\":" + id + "," + asked);
    }

    static void resourceUpdates(Turn turn) {
        for (int i = 0; i < 100; i++) {
            notify(turn, "notifications/resources/updated", Trees.object("uri", "secret:///" + turn.text() + i));
        }
        notify(turn, "notifications/resources/updated", Trees.object("uri", List.of(turn.text())));
        turn.answerHonestly();
    }

    static void unknownNotifications(Turn turn) {
        String text = turn.text();
        notify(turn, "notifications/" + text, Trees.object("text", text));
        notify(turn, text, Trees.object(text, text));
        notify(turn, "notifications/cancelled", Trees.object("requestId", text, "reason", text));
        notify(
                turn,
                "notifications/tasks/status",
                Trees.object("taskId", text, "status", "working", "statusMessage", text));
        notify(turn, "notifications/message", Trees.object("level", text, "data", text));
        notify(turn, "notifications/progress", Trees.object("progressToken", text, "progress", text));
        turn.answerHonestly();
    }

    private static void notify(Turn turn, String method, Map<String, @Nullable Object> params) {
        turn.say("{" + message(method, params));
    }

    /** All of a message but its beginning. */
    private static String message(String method, Map<String, @Nullable Object> params) {
        return "\"jsonrpc\":\"2.0\",\"method\":" + Turn.json(method) + ",\"params\":" + Turn.json(params) + "}";
    }
}
