package io.mcpguard.session;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Hook;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;
import io.mcpguard.policy.LimitsPolicy;
import java.util.List;

/** Which protocol a server may speak. */
final class ProtocolRules implements Validator {

    static final String NAME = "policy.protocol";

    private final String oldest;

    ProtocolRules(LimitsPolicy limits) {
        this.oldest = limits.minProtocol();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Hook hook() {
        return Hook.responses("initialize");
    }

    @Override
    public ValidationResult validate(Interception in) {
        if (!in.fromServer()
                || in.kind() != Interception.Kind.RESULT
                || !(in.payload().get("protocolVersion") instanceof String version)) {
            return ValidationResult.valid();
        }
        // A version is a date, or the shape refuses it; so the order is that of the text.
        if (version.compareTo(oldest) >= 0) {
            return ValidationResult.valid();
        }
        String reason = "the server speaks an older protocol than " + oldest;
        return ValidationResult.of(List.of(Finding.of(Severity.ERROR, "/protocolVersion", reason)
                .rule("limits.min_protocol")
                .category("protocol")));
    }
}
