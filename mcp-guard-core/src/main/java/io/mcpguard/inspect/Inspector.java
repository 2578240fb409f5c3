package io.mcpguard.inspect;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Phase;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for orders to the model in every string of a message: rules over folded and decoded text, hidden characters,
 * terminal sequences. Immutable and safe for use by many threads; nothing is remembered from one message to the next.
 * The time a message takes is linear in its size, and what exceeds the budget of a message ends as an error. The rules
 * are described in {@code docs/inspection.md}.
 */
public final class Inspector {

    private final RulePack pack;
    private final Map<Surface, Skim> skims = new EnumMap<>(Surface.class);
    private final Folding folding;

    Inspector(RulePack pack, Folding folding) {
        this.pack = pack;
        this.folding = folding;
        for (Surface surface : Surface.values()) {
            skims.put(surface, new Skim(pack, surface));
        }
    }

    /**
     * The inspector with the rules that come with the guard. They are read on the first call, which takes a while;
     * every call returns the same inspector.
     *
     * @return the inspector
     */
    public static Inspector standard() {
        return Standard.INSPECTOR;
    }

    /**
     * Looks at one message.
     *
     * @param surface where it stands
     * @param event the JSON-RPC method; for a response that of its request
     * @param phase the half of the exchange
     * @param payload the params, result or error
     * @return what was found
     */
    public Report inspect(Surface surface, String event, Phase phase, Map<String, @Nullable Object> payload) {
        return inspect(surface, event, phase, payload, Situation.NONE);
    }

    /**
     * Looks at one message of which more is known than its text.
     *
     * @param surface where it stands
     * @param event the JSON-RPC method; for a response that of its request
     * @param phase the half of the exchange
     * @param payload the params, result or error
     * @param situation what is known
     * @return what was found
     */
    public Report inspect(
            Surface surface, String event, Phase phase, Map<String, @Nullable Object> payload, Situation situation) {
        requireNonNull(event, "event");
        requireNonNull(phase, "phase");
        Skim skim = requireNonNull(skims.get(surface), "surface");
        var scan = new Scan(surface, pack, skim, folding, new Signals(surface, situation));
        Walk.over(payload, scan);
        Seams.forEach(payload, scan::across);
        return scan.report();
    }

    /** Read when somebody asks for it. The build reads every rule file, so that none of them is broken here. */
    private static final class Standard {

        static final Inspector INSPECTOR = read();

        private static Inspector read() {
            var folding = new Folding();
            return new Inspector(RulePack.standard(folding), folding);
        }
    }
}
