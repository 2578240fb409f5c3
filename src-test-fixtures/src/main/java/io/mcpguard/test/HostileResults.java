package io.mcpguard.test;

import java.util.List;

/** Results and errors of other types than MCP gives them. What a mapper cannot read it complains of, in the server's words. */
final class HostileResults {

    private HostileResults() {}

    static void coercedTypes(Turn turn) {
        String text = turn.text();
        Object block = Trees.object("type", "text", "text", text);
        inTurn(
                turn,
                Trees.object("content", List.of(block), "isError", "true"),
                Trees.object("content", List.of(block), "isError", text),
                Trees.object("content", List.of(Trees.object("type", "text", "text", 5))),
                Trees.object("content", List.of(Trees.object("type", "text", "text", List.of(text)))),
                Trees.object("content", Trees.object("text", text)),
                Trees.object("content", List.of(text)),
                Trees.object(
                        "content",
                        List.of(Trees.object("type", "resource_link", "uri", "x:y", "name", "n", "size", text))),
                Trees.object("content", List.of(block), "_meta", text));
    }

    static void unknownContent(Turn turn) {
        String text = turn.text();
        Object audience = Trees.object("audience", List.of(text));
        inTurn(
                turn,
                Trees.object("content", List.of(Trees.object("type", text, "text", text))),
                Trees.object("content", List.of(Trees.object("text", text))),
                Trees.object("content", List.of(Trees.object("type", "text", "text", "x", "annotations", audience))),
                Trees.object(
                        "content",
                        List.of(Trees.object("type", "resource", "resource", Trees.object("uri", text, text, text)))));
    }

    static void brokenPromise(Turn turn) {
        String text = turn.text();
        List<Object> content = List.of(Trees.object("type", "text", "text", "found"));
        inTurn(
                turn,
                Trees.object("content", content, "structuredContent", Trees.object(text, text)),
                Trees.object("content", content, "structuredContent", Trees.object("matches", text)),
                Trees.object("content", content, "structuredContent", text),
                Trees.object("content", content, "structuredContent", List.of(text)),
                Trees.object("content", content, "structuredContent", null));
    }

    static void oddError(Turn turn) {
        String text = turn.quoted();
        List<String> errors = List.of(
                text,
                "{\"code\":" + text + ",\"message\":\"m\"}",
                "{\"code\":1,\"message\":[" + text + "]}",
                "{\"code\":1e99,\"message\":\"m\",\"data\":" + text + "}",
                "{\"data\":" + text + "}");
        turn.say("{\"jsonrpc\":\"2.0\",\"id\":" + turn.id() + ",\"error\":" + errors.get(turn.number() % errors.size())
                + "}");
        turn.answerHonestly();
    }

    static void unknownProtocol(Turn turn) {
        turn.answerWith(Trees.with(turn.result(), "protocolVersion", turn.text()));
    }

    static void oddIntroduction(Turn turn) {
        String text = turn.text();
        turn.answerWith(Trees.object("protocolVersion", List.of(text), "capabilities", text, "serverInfo", text));
    }

    private static void inTurn(Turn turn, Object... results) {
        turn.answerWith(results[turn.number() % results.length]);
    }
}
