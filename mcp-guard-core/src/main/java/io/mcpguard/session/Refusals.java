package io.mcpguard.session;

import io.mcpguard.approval.Ticket;
import io.mcpguard.json.SafeText;
import io.mcpguard.pipeline.Judgement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said in place of a message that does not go on. The model reads a fixed text with the name of the rule; programs
 * read {@code _meta["io.mcpguard/decision"]}. Nothing of either side's message is in it.
 */
final class Refusals {

    /** The key of the machine-readable decision. */
    static final String META = "io.mcpguard/decision";

    /** A JSON-RPC error of the range that is free for implementations: refused by policy. */
    static final int CODE = -32090;

    private static final int MAX_RULE = 200;

    private Refusals() {}

    /** The answer to a request of the application. A refused tool call is a result: frameworks fail a run on an error. */
    static Message toApplication(Object id, String event, Judgement judgement, @Nullable Ticket ticket) {
        if (event.equals("tools/call")) {
            return toolError(id, text("call", judgement) + advice("call", ticket), decision(judgement, ticket));
        }
        return failure(id, text("request", judgement) + advice("request", ticket), decision(judgement, ticket));
    }

    /** What the application gets in place of an answer of the server. */
    static Message inPlaceOfAnswer(Object id, String event, Judgement judgement) {
        if (event.equals("tools/call")) {
            return toolError(id, text("result", judgement) + advice("result", null), decision(judgement, null));
        }
        return failure(id, text("answer", judgement) + advice("answer", null), decision(judgement, null));
    }

    /** What the application gets when no answer will come any more. The call may have been carried out all the same. */
    static Message lost(Object id, String event, Judgement judgement) {
        String text = "mcp-guard: the connection to the server was lost before it answered (rule: " + rule(judgement)
                + "). Whether it did what it was asked to do is not known; tell the user.";
        return event.equals("tools/call")
                ? toolError(id, text, decision(judgement, null))
                : failure(id, text, decision(judgement, null));
    }

    /** The answer to a request of the server, which learns no rule. */
    static Message toServer(Object id) {
        return new Message.Failure(id, object("code", CODE, "message", "refused by the client"));
    }

    private static Message toolError(Object id, String text, Map<String, @Nullable Object> decision) {
        return new Message.Result(
                id,
                object("content", List.of(object("type", "text", "text", text)), "isError", true, "_meta", decision));
    }

    private static Message failure(Object id, String text, Map<String, @Nullable Object> decision) {
        return new Message.Failure(id, object("code", CODE, "message", text, "data", decision));
    }

    private static String text(String what, Judgement judgement) {
        return "mcp-guard refused this " + what + " (rule: " + rule(judgement) + "). ";
    }

    /** What the model is to do now. */
    private static String advice(String what, @Nullable Ticket ticket) {
        if (ticket == null) {
            return "Do not try to get around it; tell the user.";
        }
        return ticket.state() == Ticket.State.DENIED
                ? "A person said no (ticket " + ticket.name() + "). Do not try to get around it; tell the user."
                : "A person is asked (ticket " + ticket.name() + "): once it is approved, the same " + what
                        + " with the same arguments passes once. Do not try to get around it; tell the user.";
    }

    private static Map<String, @Nullable Object> decision(Judgement judgement, @Nullable Ticket ticket) {
        var decision = new LinkedHashMap<>(object(
                "verdict", "refused",
                "rule", rule(judgement),
                "exchange", judgement.message().exchange().id()));
        if (ticket != null) {
            decision.put(
                    "ticket",
                    object("name", ticket.name(), "state", ticket.state().name().toLowerCase(Locale.ROOT)));
        }
        return object(META, Collections.unmodifiableMap(decision));
    }

    /** In this order, so that the same refusal always reads the same. */
    private static Map<String, @Nullable Object> object(Object... members) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        return Collections.unmodifiableMap(object);
    }

    private static String rule(Judgement judgement) {
        return SafeText.excerpt(judgement.rule(), MAX_RULE);
    }
}
