package io.mcpguard.cli.lock;

import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.cli.survey.Declared;
import io.mcpguard.policy.PinPolicy.FirstSight;
import io.mcpguard.policy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The definition that a change is compared with: what a person approved, else what was seen first. */
final class Baseline {

    private Baseline() {}

    /** Null if nothing is trusted under the name. */
    static @Nullable Pin of(Pins pins, String server, Policy policy, Declared declared) {
        List<Pin> all = pins.server(server).map(known -> known.pins()).orElse(List.of());
        Pin seen = null;
        for (Pin pin : all) {
            if (pin.kind() != declared.kind() || !pin.name().equals(declared.name())) {
                continue;
            }
            if (pin.state() == PinState.APPROVED) {
                return pin;
            }
            seen = pin.state() == PinState.SEEN ? pin : seen;
        }
        return policy.pin().firstSight() == FirstSight.TRUST ? seen : null;
    }
}
