package io.mcpguard.client;

import io.mcpguard.api.Hook;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Json;
import io.mcpguard.api.MutationResult;
import io.mcpguard.api.Mutator;
import io.mcpguard.api.Phase;
import io.mcpguard.policy.ClientFeature;
import io.mcpguard.policy.ClientPolicy;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Ruling.Effect;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of the client's answers a server gets: the roots that the policy names, and of errors the code with a fixed text,
 * since the MCP SDK sends the message of whatever exception a handler throws. The same for the {@code inputResponses} of
 * a request (MCP 2026-07-28).
 */
final class ClientReplies implements Mutator {

    static final String NAME = "policy.client.replies";

    private static final String RESPONSES = "inputResponses";

    private final Policy policy;

    ClientReplies(Policy policy) {
        this.policy = policy;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Hook hook() {
        return Hook.both("*");
    }

    /** Last, so that no mutator of the application adds what may not leave. */
    @Override
    public int priorityHint(Phase phase) {
        return Integer.MAX_VALUE;
    }

    @Override
    public MutationResult mutate(Interception in) {
        if (in.fromServer() || in.kind() == Kind.NOTIFICATION) {
            return MutationResult.unchanged();
        }
        ClientPolicy client = policy.server(in.server().name()).client();
        Map<String, @Nullable Object> payload = in.payload();
        Map<String, @Nullable Object> changed = switch (in.kind()) {
            case ERROR -> error(payload, client);
            case RESULT -> in.event().equals("roots/list") ? roots(payload, client) : payload;
            default -> payload.get(RESPONSES) instanceof Map<?, ?> ? responses(payload, client) : payload;
        };
        return changed == payload
                ? MutationResult.unchanged()
                : MutationResult.changed(changed, "cut to what the server may know");
    }

    private static Map<String, @Nullable Object> responses(Map<String, @Nullable Object> params, ClientPolicy client) {
        var responses = new LinkedHashMap<>(Asked.object(params.get(RESPONSES)));
        boolean changed = false;
        for (Map.Entry<String, @Nullable Object> response : responses.entrySet()) {
            if (response.getValue() instanceof Map<?, ?>) {
                Map<String, @Nullable Object> was = Asked.object(response.getValue());
                Map<String, @Nullable Object> is = response(was, client);
                changed |= is != was;
                response.setValue(is);
            }
        }
        return changed ? Json.with(params, RESPONSES, Collections.unmodifiableMap(responses)) : params;
    }

    /** Drafts of the protocol have the result itself, or an object with {@code result} or {@code error}. */
    private static Map<String, @Nullable Object> response(Map<String, @Nullable Object> response, ClientPolicy client) {
        Map<String, @Nullable Object> out = roots(response, client);
        if (out.get("result") instanceof Map<?, ?>) {
            out = Json.with(out, "result", roots(Asked.object(out.get("result")), client));
        }
        if (out.get("error") instanceof Map<?, ?>) {
            out = Json.with(out, "error", error(Asked.object(out.get("error")), client));
        }
        return out;
    }

    private static Map<String, @Nullable Object> roots(Map<String, @Nullable Object> result, ClientPolicy client) {
        if (!(result.get("roots") instanceof List<?> roots)) {
            return result;
        }
        boolean none = client.feature(ClientFeature.ROOTS).effect() == Effect.REFUSE;
        List<?> allowed = roots.stream()
                .filter(root -> !none
                        && root instanceof Map<?, ?> map
                        && map.get("uri") instanceof String uri
                        && client.allowsRoot(uri))
                .toList();
        return allowed.size() == roots.size() ? result : Json.with(result, "roots", allowed);
    }

    private static Map<String, @Nullable Object> error(Map<String, @Nullable Object> error, ClientPolicy client) {
        if (client.errorText().value()) {
            return error;
        }
        var fixed = new LinkedHashMap<String, @Nullable Object>();
        fixed.put("code", error.get("code"));
        fixed.put("message", text(error.get("code")));
        return fixed.equals(error) ? error : Collections.unmodifiableMap(fixed);
    }

    private static String text(@Nullable Object code) {
        return switch (code instanceof Number number ? number.intValue() : 0) {
            case -32700 -> "Parse error";
            case -32600 -> "Invalid request";
            case -32601 -> "Method not found";
            case -32602 -> "Invalid params";
            case -32603 -> "Internal error";
            case -1 -> "User rejected the request";
            default -> "the client could not answer";
        };
    }
}
