package io.mcpguard.client;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Hook;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Phase;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.api.Validator;
import io.mcpguard.policy.ClientFeature;
import io.mcpguard.policy.ClientPolicy;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Ruling;
import io.mcpguard.policy.Ruling.Effect;
import io.mcpguard.schema.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a server may ask of the client, in its requests and inside its results and errors. */
final class ClientRules implements Validator {

    static final String NAME = "policy.client";

    /** More questions at once are no questions but a flood. */
    private static final int MAX_ASKED = 50;

    private static final Map<String, ClientFeature> FEATURES = Map.of(
            "sampling/createMessage", ClientFeature.SAMPLING,
            "elicitation/create", ClientFeature.ELICITATION,
            "roots/list", ClientFeature.ROOTS);

    /** What servers may send by the protocol versions up to 2026-07-28. */
    private static final Set<String> NOTIFICATIONS = Set.of(
            "notifications/cancelled",
            "notifications/elicitation/complete",
            "notifications/message",
            "notifications/progress",
            "notifications/prompts/list_changed",
            "notifications/resources/list_changed",
            "notifications/resources/updated",
            "notifications/subscriptions/acknowledged",
            "notifications/tasks/status",
            "notifications/tools/list_changed");

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
        return Hook.both("*");
    }

    @Override
    public ValidationResult validate(Interception in) {
        if (!in.fromServer()) {
            return ValidationResult.valid();
        }
        ClientPolicy client = policy.server(in.server().name()).client();
        var concerns = new ArrayList<Concern>();
        if (in.kind() == Kind.NOTIFICATION) {
            if (!NOTIFICATIONS.contains(in.event())) {
                feature(client.feature(ClientFeature.OTHER_NOTIFICATIONS), "", concerns);
            }
        } else {
            List<Asked> asked = Asked.in(in);
            if (asked.size() > MAX_ASKED) {
                return ValidationResult.error("", "more than " + MAX_ASKED + " questions at once");
            }
            for (Asked each : asked) {
                judge(each, in, client, concerns);
            }
        }
        return result(concerns);
    }

    private static void judge(Asked asked, Interception in, ClientPolicy client, List<Concern> to) {
        if (asked.method().equals("ping")) {
            return;
        }
        ClientFeature feature = FEATURES.getOrDefault(asked.method(), ClientFeature.OTHER);
        feature(client.feature(feature), asked.path(), to);
        if (in.kind() != Kind.REQUEST && !hasShape(asked, to)) {
            return;
        }
        switch (feature) {
            case SAMPLING -> sampling(asked, client, to);
            case ELICITATION -> ElicitationRules.judge(asked, in.server(), client, to);
            default -> {}
        }
    }

    private static void feature(Ruling ruling, String path, List<Concern> to) {
        if (ruling.effect() != Effect.ALLOW) {
            to.add(Concern.of(ruling.effect(), path, ruling.rule(), "policy", ruling.reason()));
        }
    }

    /** What is asked in a request of its own had its shape checked before it came here. */
    private static boolean hasShape(Asked asked, List<Concern> to) {
        List<Shape.Violation> violations =
                Shape.of(asked.method(), Phase.REQUEST, Kind.REQUEST).check(asked.params());
        violations.forEach(violation -> to.add(Concern.of(
                Effect.REFUSE,
                asked.path() + violation.pointer(),
                "shape",
                "protocol",
                "not " + violation.expected() + " as MCP has it")));
        return violations.isEmpty();
    }

    private static void sampling(Asked asked, ClientPolicy client, List<Concern> to) {
        if (asked.params().get("tools") instanceof List<?> tools && !tools.isEmpty()) {
            Effect effect = client.samplingTools().value();
            if (effect != Effect.ALLOW) {
                to.add(Concern.of(
                        effect,
                        asked.path() + "/tools",
                        client.samplingTools().rule(),
                        "policy",
                        "tools of a server for the client's model"));
            }
        }
    }

    /** Nobody is asked about what is refused anyway. */
    private static ValidationResult result(List<Concern> concerns) {
        if (concerns.isEmpty()) {
            return ValidationResult.valid();
        }
        List<Finding> refused = findings(concerns, Effect.REFUSE);
        if (!refused.isEmpty()) {
            return ValidationResult.of(refused);
        }
        List<Finding> open = findings(concerns, Effect.ASK);
        return open.isEmpty()
                ? ValidationResult.of(findings(concerns, Effect.ALLOW))
                : ValidationResult.of(open).unless(Remedy.APPROVED);
    }

    private static List<Finding> findings(List<Concern> concerns, Effect effect) {
        return concerns.stream()
                .filter(concern -> concern.effect() == effect)
                .map(Concern::finding)
                .toList();
    }
}
