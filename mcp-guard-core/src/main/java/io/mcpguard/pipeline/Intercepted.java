package io.mcpguard.pipeline;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Leaf;
import io.mcpguard.api.Phase;
import io.mcpguard.api.Server;
import io.mcpguard.api.flow.Label;
import io.mcpguard.inspect.text.Leaves;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way through the pipeline. Immutable: a stage that changes it makes another.
 *
 * @param event the method
 * @param phase the half of the exchange
 * @param kind what the message is
 * @param fromServer its direction
 * @param server the server at the other end
 * @param payload the frozen params, result or error
 * @param request the frozen params of the request it belongs to
 * @param findings what was found so far
 * @param conversation on whose behalf
 * @param exchange what it belongs to
 * @param labels what the policy says of its target
 */
public record Intercepted(
        String event,
        Phase phase,
        Kind kind,
        boolean fromServer,
        Server server,
        Map<String, @Nullable Object> payload,
        Map<String, @Nullable Object> request,
        List<Finding> findings,
        Conversation conversation,
        ExchangeState exchange,
        Set<Label> labels)
        implements Interception {

    /**
     * The message with another payload.
     *
     * @param changed frozen
     * @return a copy
     */
    public Intercepted payload(Map<String, @Nullable Object> changed) {
        Map<String, @Nullable Object> params = phase == Phase.REQUEST ? changed : request;
        return new Intercepted(
                event, phase, kind, fromServer, server, changed, params, findings, conversation, exchange, labels);
    }

    Intercepted findings(List<Finding> found) {
        return new Intercepted(
                event, phase, kind, fromServer, server, payload, request, found, conversation, exchange, labels);
    }

    @Override
    public void forEachLeaf(Consumer<? super Leaf> visitor) {
        Leaves.forEach(event, phase, payload, visitor);
    }
}
