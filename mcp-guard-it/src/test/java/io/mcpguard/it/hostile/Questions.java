package io.mcpguard.it.hostile;

import io.mcpguard.test.Trees;
import java.util.Map;

/** What a server asks of a client, as {@code $ask} of a server file has it. */
final class Questions {

    private Questions() {}

    /** Any question, or under {@code $notify} a notification. */
    static Map<String, ?> message(String method, Map<String, ?> params) {
        return Trees.object("method", method, "params", params);
    }

    static Map<String, ?> sampling(String prompt, Number tokens) {
        return message("sampling/createMessage", prompt(prompt, tokens));
    }

    static Map<String, ?> sampling(String prompt, Number tokens, String member, Object value) {
        return message("sampling/createMessage", Trees.with(prompt(prompt, tokens), member, value));
    }

    private static Map<String, ?> prompt(String prompt, Number tokens) {
        return Trees.with(
                Trees.with(Trees.sampling("Which room is the largest?"), "systemPrompt", prompt), "maxTokens", tokens);
    }

    static Map<String, ?> form(String message, String title) {
        Object field = Trees.object("type", "string", "title", title);
        return message(
                "elicitation/create",
                Trees.object(
                        "message",
                        message,
                        "requestedSchema",
                        Trees.object("type", "object", "properties", Map.of("value", field))));
    }

    static Map<String, ?> address(String url) {
        return message(
                "elicitation/create",
                Trees.object("mode", "url", "message", "Please sign in", "elicitationId", "e1", "url", url));
    }
}
