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

    private static JSONRPCResponse.JSONRPCError error(Map<String, @Nullable Object> error) {
        int code = error.get("code") instanceof Number number ? number.intValue() : 0;
        String message = error.get("message") instanceof String text ? text : "";
        return new JSONRPCResponse.JSONRPCError(code, message, error.get("data"));
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
