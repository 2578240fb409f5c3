package io.mcpguard.test;

import io.mcpguard.test.transport.Peer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which a misbehaving server may speak: a request it is after has an answer.
 *
 * @param request the request of the client
 * @param answer the honest answer, a whole message
 * @param text what to say
 * @param number how many such moments there were on this connection before
 * @param held a moment before, kept for the next one
 * @param client where to say it
 */
record Turn(
        Map<String, @Nullable Object> request,
        Map<String, @Nullable Object> answer,
        String text,
        int number,
        Held held,
        Peer client) {

    /** A place for a turn. */
    static final class Held {
        @Nullable
        Turn turn;
    }

    /** The id of the request, as it stands in JSON. */
    String id() {
        return json(request.get("id"));
    }

    Map<String, @Nullable Object> params() {
        return Trees.objectAt(request, "params");
    }

    /** The honest result, empty if it is an error. */
    Map<String, @Nullable Object> result() {
        return Trees.objectAt(answer, "result");
    }

    /** The text as a string of JSON. */
    String quoted() {
        return json(text);
    }

    /** A result of a call that carries the text, as JSON. */
    String textResult() {
        return json(Trees.text(text));
    }

    /** An error that carries the text, as JSON. */
    String textError() {
        return json(Trees.object("code", -32000, "message", text, "data", Trees.object("why", text)));
    }

    /** Says a line as it is. */
    void say(String line) {
        client.receive(line);
    }

    /** Says a line that arrives before the answer, also where others may come on another stream and later. */
    void sayBeforeAnswer(String line) {
        client.receiveBeforeAnswer(line, id());
    }

    /** Answers the request with this result. */
    void answerWith(Object result) {
        say(json(Trees.object("jsonrpc", "2.0", "id", request.get("id"), "result", result)));
    }

    /** Says what the honest server said. */
    void answerHonestly() {
        say(json(new LinkedHashMap<>(answer)));
    }

    static String json(@Nullable Object tree) {
        return JsonLine.text(tree);
    }
}
