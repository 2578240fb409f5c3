package io.mcpguard.pipeline;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Phase;
import io.mcpguard.api.Server;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Messages as tests need them. */
final class Given {

    private Given() {}

    static ExchangeState exchange() {
        return new ExchangeState("x1", 3, 7L, "p1", Duration.ofSeconds(10));
    }

    static Intercepted call(Map<String, Object> params) {
        return message("tools/call", Phase.REQUEST, Kind.REQUEST, false, params, params);
    }

    static Intercepted result(String event, Map<String, Object> result) {
        return message(event, Phase.RESPONSE, Kind.RESULT, true, result, Map.of("name", "send"));
    }

    static Intercepted message(
            String event,
            Phase phase,
            Kind kind,
            boolean fromServer,
            Map<String, Object> payload,
            Map<String, Object> request) {
        return new Intercepted(
                event,
                phase,
                kind,
                fromServer,
                Server.named("mail"),
                payload,
                request,
                List.of(),
                Conversation.of("chat-1").principal("ana"),
                exchange(),
                Set.of());
    }
}
