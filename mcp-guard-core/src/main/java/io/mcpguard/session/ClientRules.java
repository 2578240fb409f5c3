package io.mcpguard.session;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Hook;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;
import io.mcpguard.policy.ClientFeature;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Ruling;
import java.util.List;
import java.util.Map;

/** What a server may ask of the client. */
final class ClientRules implements Validator {

    static final String NAME = "policy.client";

    private static final Map<String, ClientFeature> FEATURES = Map.of(
            "sampling/createMessage", ClientFeature.SAMPLING,
            "elicitation/create", ClientFeature.ELICITATION,
            "roots/list", ClientFeature.ROOTS);

    private final Policy policy;

    ClientRules(Policy policy) {
        this.policy = policy;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Hook hook() {
        return Hook.requests("*");
    }

    @Override
    public ValidationResult validate(Interception in) {
        if (!in.fromServer() || in.kind() != Interception.Kind.REQUEST) {
            return ValidationResult.valid();
        }
        ClientFeature feature = FEATURES.get(in.event());
        if (feature == null) {
            return in.event().equals("ping")
                    ? ValidationResult.valid()
                    : ValidationResult.error("", "a request that the guard does not know");
        }
        Ruling ruling = policy.server(in.server().name()).client(feature);
        return ruling.effect() == Ruling.Effect.ALLOW
                ? ValidationResult.valid()
                : ValidationResult.of(List.of(Finding.of(Severity.ERROR, "", ruling.reason())
                        .rule(ruling.rule())
                        .category("policy")));
    }
}
