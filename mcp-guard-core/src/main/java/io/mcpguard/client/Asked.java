package io.mcpguard.client;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Interception;
import io.mcpguard.api.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that a server asks of the client, wherever it does: in a request of its own, in the {@code inputRequests} of
 * a result (MCP 2026-07-28), or in the {@code elicitations} of an error (2025-11-25, code -32042).
 *
 * @param method the method; {@code ""} if there is none
 * @param params the parameters
 * @param path the pointer of the parameters in the payload
 */
record Asked(String method, Map<String, @Nullable Object> params, String path) {

    /** Nobody reads on. What is asked beyond it is not looked at; far fewer are refused as a flood. */
    static final int MAX = 1_000;

    private static final String REQUESTS = "inputRequests";
    private static final String ELICITATIONS = "elicitations";
    private static final String ELICITATION = "elicitation/create";
    private static final String PARAMS = "/params";

    /** Everything that a message of a server asks, up to the maximum. */
    static List<Asked> in(Interception in) {
        Map<String, @Nullable Object> payload = in.payload();
        return switch (in.kind()) {
            case REQUEST -> List.of(new Asked(in.event(), payload, ""));
            case NOTIFICATION -> List.of();
            case RESULT -> payload.get(REQUESTS) == null ? List.of() : requests(payload.get(REQUESTS));
            case ERROR -> payload.get("data") instanceof Map<?, ?> data ? elicitations(data) : List.of();
        };
    }

    private static List<Asked> requests(@Nullable Object requests) {
        if (!(requests instanceof Map<?, ?> map)) {
            return List.of(new Asked("", Map.of(), "/" + REQUESTS));
        }
        var asked = new ArrayList<Asked>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (asked.size() == MAX) {
                break;
            }
            String path = "/" + REQUESTS + "/" + Json.escape(String.valueOf(entry.getKey()));
            asked.add(
                    entry.getValue() instanceof Map<?, ?> request && request.get("method") instanceof String method
                            ? new Asked(method, object(request.get("params")), path + PARAMS)
                            : new Asked("", Map.of(), path));
        }
        return asked;
    }

    private static List<Asked> elicitations(Map<?, ?> data) {
        var asked = new ArrayList<Asked>();
        if (data.get(ELICITATIONS) instanceof List<?> list) {
            for (int i = 0; i < Math.min(MAX, list.size()); i++) {
                asked.add(new Asked(ELICITATION, object(list.get(i)), "/data/" + ELICITATIONS + "/" + i));
            }
        }
        return asked;
    }

    /** The payload with the parameters of everything asked as the function has them; itself if they are as they were. */
    static Map<String, @Nullable Object> change(
            Interception in, Function<Asked, Map<String, @Nullable Object>> function) {
        var changes = new HashMap<String, Map<String, @Nullable Object>>();
        for (Asked asked : in(in)) {
            Map<String, @Nullable Object> params = function.apply(asked);
            if (params != asked.params) {
                changes.put(asked.path, params);
            }
        }
        if (changes.isEmpty()) {
            return in.payload();
        }
        return switch (in.kind()) {
            case REQUEST -> requireNonNull(changes.get(""));
            case NOTIFICATION -> in.payload();
            case RESULT ->
                Json.with(in.payload(), REQUESTS, requests(in.payload().get(REQUESTS), changes));
            case ERROR -> {
                Map<String, @Nullable Object> data = object(in.payload().get("data"));
                yield Json.with(in.payload(), "data", Json.with(data, ELICITATIONS, list(data, changes)));
            }
        };
    }

    /** A copy for all changes together: one for each would cost the square of what is asked. */
    private static Map<?, ?> requests(@Nullable Object requests, Map<String, Map<String, @Nullable Object>> changes) {
        var copy = new LinkedHashMap<>(object(requests));
        copy.replaceAll((key, request) -> {
            Object params = changes.get("/" + REQUESTS + "/" + Json.escape(key) + PARAMS);
            return params == null ? request : Json.with(object(request), "params", params);
        });
        return Collections.unmodifiableMap(copy);
    }

    private static List<?> list(
            Map<String, @Nullable Object> data, Map<String, Map<String, @Nullable Object>> changes) {
        var copy = new ArrayList<@Nullable Object>((List<?>) requireNonNull(data.get(ELICITATIONS)));
        for (int i = 0; i < Math.min(MAX, copy.size()); i++) {
            Map<String, @Nullable Object> params = changes.get("/data/" + ELICITATIONS + "/" + i);
            if (params != null) {
                copy.set(i, params);
            }
        }
        return Collections.unmodifiableList(copy);
    }

    @SuppressWarnings("unchecked") // keys of a JSON tree are strings
    static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }
}
