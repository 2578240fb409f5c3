package io.mcpguard.session;

import io.mcpguard.api.Interception.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON-RPC envelopes, strictly: what could be read as two kinds of message is read as none. Makes answers. */
final class Envelopes {

    private Envelopes() {}

    static Message parse(Map<String, ? extends @Nullable Object> envelope) {
        if (!"2.0".equals(envelope.get("jsonrpc"))) {
            throw new IllegalArgumentException("not a JSON-RPC 2.0 message");
        }
        Object id = envelope.get("id");
        boolean answers = envelope.containsKey("result") || envelope.containsKey("error");
        if (envelope.containsKey("method")) {
            if (!(envelope.get("method") instanceof String method) || answers) {
                throw new IllegalArgumentException("a JSON-RPC message is a request or a response, not both");
            }
            Map<String, @Nullable Object> params = object(envelope, "params");
            if (!envelope.containsKey("id")) {
                return new Message.Notification(method, params);
            }
            if (id == null) {
                throw new IllegalArgumentException("a JSON-RPC request has an id that is not null");
            }
            return new Message.Request(id, method, params);
        }
        if (envelope.containsKey("result") == envelope.containsKey("error")) {
            throw new IllegalArgumentException("a JSON-RPC response has either a result or an error");
        }
        if (envelope.containsKey("error")) {
            return new Message.Failure(id, object(envelope, "error"));
        }
        if (id == null) {
            throw new IllegalArgumentException("a JSON-RPC response has an id");
        }
        return new Message.Result(id, object(envelope, "result"));
    }

    /** A response of either kind. */
    static Message answer(Object id, Kind kind, Map<String, @Nullable Object> payload) {
        return kind == Kind.RESULT ? new Message.Result(id, payload) : new Message.Failure(id, payload);
    }

    @SuppressWarnings("unchecked") // keys of a JSON tree are strings
    private static Map<String, @Nullable Object> object(Map<String, ? extends @Nullable Object> envelope, String key) {
        Object value = envelope.get(key);
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        if (value == null && key.equals("params")) {
            return Map.of();
        }
        throw new IllegalArgumentException(key + " of a JSON-RPC message is an object");
    }
}
