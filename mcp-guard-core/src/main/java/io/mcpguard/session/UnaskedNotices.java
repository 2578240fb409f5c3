package io.mcpguard.session;

import io.mcpguard.api.Hook;
import io.mcpguard.api.Interception;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;

/**
 * Keeps out notifications about what the application has not asked for. They are more than noise: an update of a resource
 * makes the MCP SDK read a URI of the server's choice.
 */
final class UnaskedNotices implements Validator {

    static final String NAME = "policy.client.unasked";

    private final Expected expected;

    UnaskedNotices(Expected expected) {
        this.expected = expected;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Hook hook() {
        return Hook.requests(
                "notifications/progress", "notifications/resources/updated", "notifications/elicitation/complete");
    }

    @Override
    public ValidationResult validate(Interception in) {
        if (!in.fromServer()) {
            return ValidationResult.valid();
        }
        return switch (in.event()) {
            case "notifications/progress" ->
                expected.progressOf(in.payload().get("progressToken"))
                        ? ValidationResult.valid()
                        : ValidationResult.error("/progressToken", "progress of no request that waits");
            case "notifications/resources/updated" ->
                in.payload().get("uri") instanceof String uri && expected.updateOf(uri)
                        ? ValidationResult.valid()
                        : ValidationResult.error("/uri", "the application has not subscribed to this resource");
            default ->
                in.payload().get("elicitationId") instanceof String id && expected.endOf(id)
                        ? ValidationResult.valid()
                        : ValidationResult.error(
                                "/elicitationId", "no elicitation that was asked, or one that has ended");
        };
    }
}
