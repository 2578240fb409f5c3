package io.mcpguard.session;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Interceptor.Mode;
import io.mcpguard.api.Server;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Ruling;
import java.util.List;

/**
 * Whether the policy admits a server at all.
 *
 * @param ruling what the policy says of it
 * @param isAdmitted whether its messages are judged one by one; else each is refused for the ruling's reason
 */
record Admittance(Ruling ruling, boolean isAdmitted) {

    /**
     * In audit mode a server is admitted whatever the ruling says, which is then only recorded.
     *
     * @param misnamed why its name speaks against it; {@link NameRules} says so again where it is admitted all the same
     */
    static Admittance of(Server server, Policy policy, List<Finding> misnamed) {
        Ruling ruling = policy.admits(server);
        if (policy.mode() == Mode.AUDIT) {
            return new Admittance(ruling, true);
        }
        if (ruling.effect() != Ruling.Effect.REFUSE && !misnamed.isEmpty()) {
            return new Admittance(
                    Ruling.refusal(ServerNames.RULE, misnamed.get(0).message()), false);
        }
        return new Admittance(ruling, ruling.effect() != Ruling.Effect.REFUSE);
    }
}
