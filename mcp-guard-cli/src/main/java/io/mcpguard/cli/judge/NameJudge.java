package io.mcpguard.cli.judge;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import io.mcpguard.cli.judge.Outcome.Found;
import io.mcpguard.json.SafeText;
import io.mcpguard.names.Likeness;
import io.mcpguard.names.NameFault;
import io.mcpguard.names.NameFaults;
import io.mcpguard.names.NameIndex;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Treatment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;

/**
 * Compares names of servers with names that are known, by the rule of a running guard: what is taken for a known name is
 * blocked if the policy says so, what is only like one, or odd by itself, is flagged.
 */
public final class NameJudge {

    private static final int SHOWN = 100;
    private static final String CATEGORY = "server-spoofing";
    private static final double WEAK = 0.5;

    private final Set<String> known;
    private final NameIndex index;
    private final boolean blocks;

    /** A judge over the names that are known. */
    public NameJudge(Policy policy, Collection<String> known) {
        this.known = Set.copyOf(known);
        this.index = NameIndex.of(known);
        this.blocks = policy.names().servers() == Treatment.BLOCK;
    }

    /** {@return what is wrong with a name}; one that is known is fine. */
    public Outcome judge(String name) {
        if (known.contains(name)) {
            return Outcome.CLEAN;
        }
        var found = new ArrayList<Found>();
        Effect effect = Effect.ALLOW;
        for (Likeness likeness : index.likeness(name)) {
            boolean imitates = likeness.isImitation();
            effect = effect.or(imitates && blocks ? Effect.BLOCK : Effect.FLAG);
            found.add(found(
                    name,
                    imitates ? Severity.ERROR : Severity.WARN,
                    likeness.describe(),
                    "names.server",
                    likeness.score()));
        }
        for (NameFault fault : NameFaults.of(name)) {
            effect = effect.or(Effect.FLAG);
            found.add(found(name, Severity.WARN, fault.describe(), "names.fault", WEAK));
        }
        return new Outcome(effect, found, null);
    }

    private static Found found(String name, Severity severity, String message, String rule, double confidence) {
        Finding finding = Finding.of(severity, "", message)
                .rule(rule)
                .category(CATEGORY)
                .confidence(Math.max(0, Math.min(1, confidence)));
        return new Found(finding, SafeText.excerpt(name, SHOWN));
    }
}
