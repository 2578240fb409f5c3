package io.mcpguard.client;

import io.mcpguard.api.Hook;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Json;
import io.mcpguard.api.MutationResult;
import io.mcpguard.api.Mutator;
import io.mcpguard.api.Phase;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.ClientPolicy;
import io.mcpguard.policy.IncludeContext;
import io.mcpguard.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a server asks to what the policy allows, where that is kinder to honest servers than a refusal: the tokens,
 * context and models of sampling. And makes a message to the user say who asks, in visible characters.
 */
final class ClientCuts implements Mutator {

    static final String NAME = "policy.client.cuts";

    private static final int MAX_NAME = 128;

    private final Policy policy;

    ClientCuts(Policy policy) {
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

    /** First, so that the application's mutators see what is really asked. */
    @Override
    public int priorityHint(Phase phase) {
        return Integer.MIN_VALUE;
    }

    @Override
    public MutationResult mutate(Interception in) {
        if (!in.fromServer() || in.kind() == Kind.NOTIFICATION) {
            return MutationResult.unchanged();
        }
        ClientPolicy client = policy.server(in.server().name()).client();
        var reasons = new ArrayList<String>();
        Map<String, @Nullable Object> changed =
                Asked.change(in, asked -> cut(asked, in.server().name(), client, reasons));
        return changed == in.payload()
                ? MutationResult.unchanged()
                : MutationResult.changed(changed, String.join("; ", reasons));
    }

    private static Map<String, @Nullable Object> cut(
            Asked asked, String server, ClientPolicy client, List<String> reasons) {
        return switch (asked.method()) {
            case "sampling/createMessage" -> sampling(asked.params(), client, reasons);
            case "elicitation/create" -> elicitation(asked.params(), server, client, reasons);
            default -> asked.params();
        };
    }

    private static Map<String, @Nullable Object> sampling(
            Map<String, @Nullable Object> params, ClientPolicy client, List<String> reasons) {
        Map<String, @Nullable Object> cut = params;
        int most = client.maxTokens().value();
        if (params.get("maxTokens") instanceof Number tokens && tokens.doubleValue() > most) {
            cut = Json.with(cut, "maxTokens", (long) most);
            reasons.add("maxTokens cut to " + most + " by " + client.maxTokens().rule());
        }
        IncludeContext context = client.includeContext().value();
        if (params.get("includeContext") instanceof String wanted && exceeds(wanted, context)) {
            cut = Json.with(cut, "includeContext", context.word());
            reasons.add("includeContext cut to " + context.word() + " by "
                    + client.includeContext().rule());
        }
        return models(cut, client, reasons);
    }

    private static boolean exceeds(String wanted, IncludeContext allowed) {
        for (IncludeContext context : IncludeContext.values()) {
            if (context.word().equals(wanted)) {
                return context.compareTo(allowed) > 0;
            }
        }
        return true;
    }

    private static Map<String, @Nullable Object> models(
            Map<String, @Nullable Object> params, ClientPolicy client, List<String> reasons) {
        String rule = client.modelsRule().orElse(null);
        Map<String, @Nullable Object> preferences = Asked.object(params.get("modelPreferences"));
        if (rule == null || !(preferences.get("hints") instanceof List<?> hints)) {
            return params;
        }
        List<?> allowed = hints.stream()
                .filter(hint -> hint instanceof Map<?, ?> map
                        && map.get("name") instanceof String name
                        && client.allowsModel(name))
                .toList();
        if (allowed.size() == hints.size()) {
            return params;
        }
        reasons.add("model hints left out by " + rule);
        return Json.with(params, "modelPreferences", Json.with(preferences, "hints", allowed));
    }

    private static Map<String, @Nullable Object> elicitation(
            Map<String, @Nullable Object> params, String server, ClientPolicy client, List<String> reasons) {
        if (!(params.get("message") instanceof String message)) {
            return params;
        }
        Map<String, @Nullable Object> cut = params;
        String visible = VisibleText.of(message);
        Map<String, @Nullable Object> schema = Asked.object(params.get("requestedSchema"));
        Map<String, @Nullable Object> visibleSchema = Json.mapStrings(schema, VisibleText::of);
        if (visibleSchema != schema) {
            cut = Json.with(cut, "requestedSchema", visibleSchema);
        }
        if (!visible.equals(message) || visibleSchema != schema) {
            reasons.add("control characters cut out of what the user reads");
        }
        String who = "Server \"" + SafeText.excerpt(server, MAX_NAME) + "\" asks: ";
        if (client.showServer().value()) {
            visible = who + visible;
            reasons.add("the message says who asks");
        }
        return visible.equals(message) ? cut : Json.with(cut, "message", visible);
    }
}
