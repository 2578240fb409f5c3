package io.mcpguard.test;

import java.util.List;
import java.util.Locale;

/** Answers under other ids than those of requests, and envelopes that JSON-RPC does not have. */
final class HostileAnswers {

    private HostileAnswers() {}

    static void unknownId(Turn turn) {
        for (String id : List.of("4711", "\"unknown\"", "-1", "\"\"", turn.quoted())) {
            turn.say(result(id, turn.textResult()));
            turn.say(error(id, turn.textError()));
        }
        turn.answerHonestly();
    }

    static void duplicate(Turn turn) {
        Turn before = turn.held().turn;
        if (before != null) { // not at once: over HTTP it could overtake the true answer
            turn.say(result(before.id(), turn.textResult()));
            turn.say(error(before.id(), turn.textError()));
        }
        turn.held().turn = turn;
        turn.answerHonestly();
    }

    static void swapped(Turn turn) {
        Turn first = turn.held().turn;
        if (first == null) {
            turn.held().turn = turn;
            return;
        }
        turn.held().turn = null;
        first.answerWith(turn.result());
        turn.answerWith(first.result());
    }

    static void nullId(Turn turn) {
        turn.say(result("null", turn.textResult()));
        turn.say(error("null", turn.textError()));
        turn.answerHonestly();
    }

    static void floatId(Turn turn) {
        sayUnder(turn, "8.0", "8.5", "1e400");
    }

    static void hugeId(Turn turn) {
        sayUnder(turn, "9223372036854775808", "1" + "0".repeat(30), Turn.json(turn.text() + "x".repeat(1_000_000)));
    }

    static void otherTypeOfId(Turn turn) {
        String id = turn.id();
        String letters = id.toUpperCase(Locale.ROOT);
        sayUnder(turn, "[" + id + "]", "{\"id\":" + id + "}", "true", "0", letters.equals(id) ? "\"0\"" : letters);
    }

    /** With a list of tools, and one that would be empty if it were believed. */
    static void guessedId(Turn turn) {
        for (int i = 0; i < 1_000; i++) {
            String list = Turn.json(Trees.object("tools", List.of(Trees.tool("read_file", turn.text()))));
            turn.say(result("\"mcp-guard-" + i + "\"", list));
        }
        turn.answerHonestly();
    }

    static void resultAndError(Turn turn) {
        turn.say("{\"jsonrpc\":\"2.0\",\"id\":" + turn.id() + ",\"result\":" + turn.textResult() + ",\"error\":"
                + turn.textError() + "}");
        turn.answerHonestly();
    }

    static void neither(Turn turn) {
        turn.say("{\"jsonrpc\":\"2.0\",\"id\":" + turn.id() + ",\"note\":" + turn.quoted() + "}");
        turn.say("{\"jsonrpc\":\"2.0\",\"id\":" + turn.id() + ",\"result\":null,\"note\":" + turn.quoted() + "}");
        turn.answerHonestly();
    }

    static void batch(Turn turn) {
        turn.say("[" + result(turn.id(), turn.textResult()) + "," + result("1", turn.textResult()) + "]");
        turn.say("[]");
        turn.answerHonestly();
    }

    static void otherVersion(Turn turn) {
        turn.say("{\"jsonrpc\":\"1.0\",\"id\":" + turn.id() + ",\"result\":" + turn.textResult() + "}");
        turn.say("{\"jsonrpc\":" + turn.quoted() + ",\"id\":" + turn.id() + ",\"result\":" + turn.textResult() + "}");
        turn.say("{\"id\":" + turn.id() + ",\"result\":" + turn.textResult() + "}");
        turn.answerHonestly();
    }

    static void paramsAsArray(Turn turn) {
        for (String params : List.of("[" + turn.quoted() + "]", turn.quoted(), "5")) {
            turn.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":" + params + "}");
            turn.say("{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\",\"params\":" + params + "}");
        }
        turn.answerHonestly();
    }

    static void methodAsNumber(Turn turn) {
        turn.say("{\"jsonrpc\":\"2.0\",\"method\":5,\"params\":{\"data\":" + turn.quoted() + "}}");
        turn.say("{\"jsonrpc\":\"2.0\",\"id\":\"m\",\"method\":[" + turn.quoted() + "]}");
        turn.say("{\"jsonrpc\":\"2.0\",\"id\":" + turn.id() + ",\"method\":null,\"result\":" + turn.textResult() + "}");
        turn.answerHonestly();
    }

    static void duplicateKeys(Turn turn) {
        String content = Turn.json(turn.result().get("content"));
        turn.say("{\"jsonrpc\":\"2.0\",\"id\":\"other\",\"id\":" + turn.id() + ",\"result\":" + turn.textResult()
                + ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":" + turn.quoted() + "}],\"content\":" + content
                + "}}");
        turn.answerHonestly();
    }

    /** Jackson reads keys up to 50,000 characters and numbers up to 1,000, and quotes the keys around what it does not. */
    static void longKeys(Turn turn) {
        for (String trap : List.of("\"" + "k".repeat(60_000) + "\":1", "\"n\":0." + "1".repeat(998) + "e-0000000001")) {
            turn.say(result("\"4711\"", "{" + turn.quoted() + ":{" + trap + "}}"));
        }
        turn.answerHonestly();
    }

    static void longKeyInAnswer(Turn turn) {
        turn.say(result(
                turn.id(),
                "{\"content\":" + Turn.json(turn.result().get("content")) + "," + turn.quoted() + ":{\""
                        + "k".repeat(60_000) + "\":1}}"));
    }

    static void unknownMembers(Turn turn) {
        turn.say("{\"jsonrpc\":\"2.0\",\"note\":" + turn.quoted() + ",\"id\":" + turn.id() + ",\"result\":"
                + Turn.json(turn.result()) + "," + turn.quoted() + ":{\"text\":" + turn.quoted() + "}}");
    }

    private static void sayUnder(Turn turn, String... ids) {
        for (String id : ids) {
            turn.say(result(id, turn.textResult()));
        }
        turn.answerHonestly();
    }

    private static String result(String id, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
    }

    private static String error(String id, String error) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":" + error + "}";
    }
}
