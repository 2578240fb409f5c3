package io.mcpguard.session;

import io.mcpguard.api.Interception;
import io.mcpguard.approval.Matter;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.pipeline.Intercepted;
import io.mcpguard.pipeline.Judgement;
import io.mcpguard.pipeline.Targets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes of a refused message what somebody is asked about. */
final class Matters {

    /** What clients write anew into each request, the same call or not: progress tokens, and trace context (SEP-414). */
    private static final Set<String> VOLATILE = Set.of("progressToken", "traceparent", "tracestate", "baggage");

    private Matters() {}

    /**
     * @param real the payload with the values that placeholders stand for
     * @param basis who would get it, under which pin and which policy
     */
    static Matter of(Judgement judgement, Map<String, @Nullable Object> real, String basis) {
        Intercepted in = judgement.message();
        return new Matter(
                in,
                Optional.ofNullable(Targets.of(in)).orElse(""),
                judgement.rules(),
                judgement.findings(),
                judgement.remedy(),
                real,
                digest(in, real, basis),
                basis,
                // A model can make a call again. A result it cannot have again without another call, and what a server
                // asks is the server's to ask again.
                !in.fromServer() && in.kind() == Interception.Kind.REQUEST);
    }

    private static String digest(Intercepted in, Map<String, @Nullable Object> real, String basis) {
        var bound = new LinkedHashMap<String, @Nullable Object>();
        bound.put("basis", basis);
        bound.put("event", in.event());
        bound.put("phase", in.phase().name());
        bound.put("kind", in.kind().name());
        bound.put("from_server", in.fromServer());
        bound.put("payload", steady(real));
        return CanonicalJson.sha256(bound);
    }

    private static Map<String, @Nullable Object> steady(Map<String, @Nullable Object> payload) {
        if (!(payload.get("_meta") instanceof Map<?, ?> meta)) {
            return payload;
        }
        var steady = new LinkedHashMap<Object, @Nullable Object>(meta);
        steady.keySet().removeAll(VOLATILE);
        var copy = new LinkedHashMap<>(payload);
        if (steady.isEmpty()) {
            copy.remove("_meta");
        } else {
            copy.put("_meta", steady);
        }
        return copy;
    }
}
