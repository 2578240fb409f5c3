package io.mcpguard.session;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Json;
import io.mcpguard.api.Phase;
import io.mcpguard.api.flow.Label;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonTree;
import io.mcpguard.pipeline.ExchangeState;
import io.mcpguard.pipeline.Intercepted;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what comes in, from either side, into what the pipeline judges: frozen, and with the exchange it belongs to. */
final class Intake {

    private final Engine engine;
    private final CurrentServer server;
    private final Conversation unattributed;
    private volatile long epoch;

    Intake(Engine engine, CurrentServer server) {
        this.engine = engine;
        this.server = server;
        this.unattributed = Conversation.unattributed(
                server.get().name() + "#" + engine.counter().incrementAndGet());
    }

    /** The number of the connection. */
    long epoch() {
        return epoch;
    }

    /** From now on messages belong to another connection. */
    void begin(long newEpoch) {
        epoch = newEpoch;
    }

    /** On whose behalf messages go that nobody attributed. */
    Conversation unattributed() {
        return unattributed;
    }

    /** A copy that nobody else holds; null if it is no JSON or too much of it. */
    @Nullable
    Map<String, @Nullable Object> freeze(Map<String, @Nullable Object> payload) {
        try {
            return JsonTree.freezeObject(payload, engine.policy().limits().json());
        } catch (JsonException e) {
            return null;
        }
    }

    /** The same, without what only the guard may say. */
    @Nullable
    Map<String, @Nullable Object> freezeFromServer(Map<String, @Nullable Object> payload) {
        Map<String, @Nullable Object> frozen = freeze(payload);
        return frozen == null ? null : freeze(GuardMeta.strip(frozen));
    }

    /** The same, where under a key stands a list that was frozen before. */
    @Nullable
    Map<String, @Nullable Object> freezeFromServer(
            Map<String, @Nullable Object> payload, String key, List<?> frozenList) {
        Map<String, @Nullable Object> around = freezeFromServer(Json.with(payload, key, List.of()));
        return around == null ? null : freeze(Json.with(around, key, frozenList));
    }

    /** An exchange of the newest connection. */
    ExchangeState exchange(@Nullable Object id, Map<String, @Nullable Object> params) {
        return exchange(epoch, id, params);
    }

    ExchangeState exchange(long of, @Nullable Object id, Map<String, @Nullable Object> params) {
        Object token = params.get("_meta") instanceof Map<?, ?> meta ? meta.get("progressToken") : null;
        return new ExchangeState(
                "x" + engine.counter().incrementAndGet(),
                of,
                id,
                token,
                engine.policy().approval().budget());
    }

    /** A request or notification. */
    Intercepted request(
            String event,
            Kind kind,
            boolean fromServer,
            @Nullable Map<String, @Nullable Object> params,
            Conversation conversation,
            ExchangeState exchange) {
        Map<String, @Nullable Object> payload = orEmpty(params);
        return new Intercepted(
                event,
                Phase.REQUEST,
                kind,
                fromServer,
                server.get(),
                payload,
                payload,
                List.of(),
                conversation,
                exchange,
                labels(event, payload));
    }

    /** A result or error that answers a request. */
    Intercepted response(
            Correlation.Pending request,
            Kind kind,
            boolean fromServer,
            @Nullable Map<String, @Nullable Object> payload) {
        return new Intercepted(
                request.event(),
                Phase.RESPONSE,
                kind,
                fromServer,
                server.get(),
                orEmpty(payload),
                request.params(),
                List.of(),
                request.conversation(),
                request.exchange(),
                labels(request.event(), request.params()));
    }

    /** A result of the guard's own requests, or an event of the guard itself. */
    Intercepted own(String event, Map<String, @Nullable Object> result) {
        return response(
                new Correlation.Pending(event, Map.of(), unattributed, exchange(null, Map.of()), 0),
                Kind.RESULT,
                true,
                result);
    }

    /** An event of the guard itself that belongs to an exchange. */
    Intercepted about(String event, Intercepted in) {
        return response(
                new Correlation.Pending(event, Map.of(), in.conversation(), in.exchange(), 0),
                Kind.RESULT,
                true,
                Map.of());
    }

    /** Whether an exchange began on the connection that is there now. */
    boolean isCurrent(ExchangeState exchange) {
        return exchange.epoch() == epoch;
    }

    private Set<Label> labels(String event, Map<String, @Nullable Object> params) {
        return event.equals("tools/call") && params.get("name") instanceof String tool
                ? engine.policy().server(server.get().name()).labels(tool)
                : Set.of();
    }

    private static Map<String, @Nullable Object> orEmpty(@Nullable Map<String, @Nullable Object> payload) {
        return payload == null ? Map.of() : payload;
    }
}
