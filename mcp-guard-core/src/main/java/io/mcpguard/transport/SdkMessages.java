package io.mcpguard.transport;

import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import io.mcpguard.session.Message;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Between the SDK's records and messages of trees. Only canonical constructors and {@code unmarshalFrom} are used: they
 * are the same in all versions of the SDK, with either JSON mapper.
 */
final class SdkMessages {

    private static final TypeRef<Map<String, @Nullable Object>> TREE = new TypeRef<>() {};

    private static final String VERSION = "2.0";

    /** Parameters that are not there, told by identity from empty ones: freezing gives back what is frozen already. */
    private static final Map<String, @Nullable Object> ABSENT = JsonTree.freezeObject(Map.of(), Limits.DEFAULT);

    private final McpClientTransport delegate;

    SdkMessages(McpClientTransport delegate) {
        this.delegate = delegate;
    }

    /** The message as trees; throws IllegalArgumentException, or what the mapper throws, if it is none. */
    Message toTree(JSONRPCMessage message) {
        if (!VERSION.equals(message.jsonrpc())) {
            throw new IllegalArgumentException("not a JSON-RPC 2.0 message");
        }
        if (message instanceof JSONRPCRequest request) {
            return new Message.Request(request.id(), request.method(), tree(request.params()));
        }
        if (message instanceof JSONRPCNotification notification) {
            return new Message.Notification(notification.method(), tree(notification.params()));
        }
        JSONRPCResponse response = (JSONRPCResponse) message;
        return response.error() != null
                ? new Message.Failure(response.id(), tree(response.error()))
                : new Message.Result(response.id(), tree(response.result()));
    }

    /** A message that a transport of ours has read; throws IllegalArgumentException with fixed text if it is none. */
    static JSONRPCMessage fromEnvelope(Map<String, @Nullable Object> envelope) {
        Message message = Message.parse(envelope);
        if (envelope.get("params") != null) {
            return toSdk(message);
        }
        if (message instanceof Message.Request request) {
            return toSdk(new Message.Request(request.id(), request.method(), ABSENT));
        }
        return message instanceof Message.Notification notification
                ? toSdk(new Message.Notification(notification.method(), ABSENT))
                : toSdk(message);
    }

    /** What {@link #toSdk} made, as it goes over the wire. */
    static Map<String, @Nullable Object> envelope(JSONRPCMessage message) {
        var envelope = new LinkedHashMap<String, @Nullable Object>();
        envelope.put("jsonrpc", VERSION);
        if (message instanceof JSONRPCRequest request) {
            envelope.put("id", request.id());
            envelope.put("method", request.method());
            putIfThere(envelope, "params", request.params());
        } else if (message instanceof JSONRPCNotification notification) {
            envelope.put("method", notification.method());
            putIfThere(envelope, "params", notification.params());
        } else {
            JSONRPCResponse response = (JSONRPCResponse) message;
            envelope.put("id", response.id());
            if (response.error() == null) {
                envelope.put("result", response.result());
            } else {
                envelope.put("error", tree(response.error()));
            }
        }
        return envelope;
    }

    private static Map<String, @Nullable Object> tree(JSONRPCResponse.JSONRPCError error) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("code", error.code());
        tree.put("message", error.message());
        putIfThere(tree, "data", error.data());
        return tree;
    }

    private static void putIfThere(Map<String, @Nullable Object> tree, String key, @Nullable Object value) {
        if (value != null) {
            tree.put(key, value);
        }
    }

    static JSONRPCMessage toSdk(Message message) {
        if (message instanceof Message.Request request) {
            return new JSONRPCRequest(VERSION, request.method(), request.id(), params(request.params()));
        }
        if (message instanceof Message.Notification notification) {
            return new JSONRPCNotification(VERSION, notification.method(), params(notification.params()));
        }
        if (message instanceof Message.Result result) {
            return new JSONRPCResponse(VERSION, result.id(), result.result(), null);
        }
        Message.Failure failure = (Message.Failure) message;
        return new JSONRPCResponse(VERSION, failure.id(), null, error(failure.error()));
    }

    @SuppressWarnings("ReferenceEquality") // see ABSENT
    private static @Nullable Map<String, @Nullable Object> params(Map<String, @Nullable Object> params) {
        return params == ABSENT ? null : params;
    }

    /** Of an error that is none, nothing is left but that there was one: the rest would pass as what it is not. */
    private static JSONRPCResponse.JSONRPCError error(Map<String, @Nullable Object> error) {
        if (!isReadable(error)) {
            return new JSONRPCResponse.JSONRPCError(0, "", null);
        }
        int code = error.get("code") instanceof Number number ? number.intValue() : 0;
        String message = error.get("message") instanceof String text ? text : "";
        return new JSONRPCResponse.JSONRPCError(code, message, error.get("data"));
    }

    /** Whether the SDK can read an error: it ends the connection at others. */
    static boolean isReadable(Map<String, @Nullable Object> error) {
        Object code = error.get("code");
        boolean isCode = code instanceof Integer || (code instanceof Long n && n.intValue() == n.longValue());
        return isCode && error.get("message") instanceof String;
    }

    @SuppressWarnings("unchecked") // a map that a mapper read has strings as keys; freezing checks the rest
    private Map<String, @Nullable Object> tree(@Nullable Object value) {
        if (value == null) {
            return ABSENT;
        }
        return value instanceof Map<?, ?> map
                ? (Map<String, @Nullable Object>) map
                : delegate.unmarshalFrom(value, TREE);
    }
}
