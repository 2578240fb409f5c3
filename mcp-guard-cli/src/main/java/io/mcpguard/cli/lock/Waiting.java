package io.mcpguard.cli.lock;

import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.cli.judge.DriftJudge;
import io.mcpguard.cli.judge.DriftJudge.Update;
import io.mcpguard.cli.judge.Judge;
import io.mcpguard.cli.judge.Named;
import io.mcpguard.cli.judge.Outcome;
import io.mcpguard.cli.survey.Declared;
import io.mcpguard.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A definition of a lock that is not approved.
 *
 * @param server whose it is
 * @param pin it
 * @param outcome what inspection makes of it
 * @param update what changed since the trusted one, null if there is none
 */
public record Waiting(
        String server, Pin pin, Outcome outcome, @Nullable Update update) {

    /** {@return everything of a lock that is not approved, in its order} */
    public static List<Waiting> in(Pins pins, Policy policy) {
        var judge = new Judge(policy);
        var drift = new DriftJudge(policy);
        var waiting = new ArrayList<Waiting>();
        pins.servers().forEach((server, known) -> {
            for (Pin pin : known.pins()) {
                if (pin.state() != PinState.APPROVED) {
                    var declared = new Declared(pin.kind(), pin.name(), pin.definition());
                    Pin before = Baseline.of(pins, server, policy, declared);
                    Update update = before == null || before.digest().equals(pin.digest())
                            ? null
                            : drift.between(before.definition(), pin.definition());
                    Outcome outcome = judge.judge(Named.content(pin.kind(), pin.definition()));
                    waiting.add(new Waiting(server, pin, outcome, update));
                }
            }
        });
        return waiting;
    }
}
