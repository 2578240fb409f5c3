package io.mcpguard.cli.lock;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.cli.lock.Vetted.State;
import io.mcpguard.policy.PinPolicy.FirstSight;
import io.mcpguard.policy.Policy;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server declares now, beside what the lock has.
 *
 * @param vetted the server, with what deviates as held
 * @param standing how it stands as a whole
 * @param missing what is trusted and not declared any more: its name, by kind
 */
public record Comparison(Vetted vetted, Standing standing, List<Pin> missing) {

    public Comparison {
        missing = List.copyOf(missing);
    }

    /** How a server stands to the lock. */
    public enum Standing {
        /** It is where it was vetted. */
        KNOWN,
        /** It runs at another command or URL. */
        MOVED,
        /** It was never vetted. */
        NEW,
        /** It could not be asked, or the key of the lock is missing that tells where it runs. */
        UNKNOWN
    }

    static Comparison of(Vetted vetted, Standing standing, Pins pins, Policy policy) {
        String name = vetted.survey().name();
        if (standing != Standing.KNOWN) {
            return new Comparison(vetted, standing, List.of());
        }
        var declared = new HashSet<String>();
        vetted.items()
                .forEach(item ->
                        declared.add(key(item.declared().kind(), item.declared().name())));
        Map<String, Pin> missing = new LinkedHashMap<>();
        for (Pin pin : pins.server(name).map(known -> known.pins()).orElse(List.of())) {
            String key = key(pin.kind(), pin.name());
            if (isTrusted(pin, policy) && isAsked(pin.kind(), policy) && !declared.contains(key)) {
                missing.putIfAbsent(key, pin);
            }
        }
        return new Comparison(vetted, standing, List.copyOf(missing.values()));
    }

    private static boolean isTrusted(Pin pin, Policy policy) {
        return pin.state() == PinState.APPROVED
                || (pin.state() == PinState.SEEN && policy.pin().firstSight() == FirstSight.TRUST);
    }

    private static boolean isAsked(ItemKind kind, Policy policy) {
        return kind != ItemKind.RESOURCE || policy.pin().resources();
    }

    private static String key(ItemKind kind, String name) {
        return kind + "\n" + name;
    }

    /** {@return whether it is not as the lock has it} */
    public boolean deviates() {
        return standing == Standing.NEW
                || standing == Standing.MOVED
                || !missing.isEmpty()
                || !vetted.survey().remarks().isEmpty()
                || (standing == Standing.KNOWN && vetted.items().stream().anyMatch(item -> item.state() == State.HELD));
    }
}
