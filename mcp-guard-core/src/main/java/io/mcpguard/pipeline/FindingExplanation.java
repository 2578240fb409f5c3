package io.mcpguard.pipeline;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Phase;
import io.mcpguard.inspect.Explained;
import io.mcpguard.inspect.Surface;
import io.mcpguard.policy.FindingRuling;
import io.mcpguard.policy.InspectPolicy;
import io.mcpguard.policy.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why inspection found something, and what the policy makes of it.
 *
 * @param why how the finding came about
 * @param ruling what the policy makes of it, with the lines that decided
 * @param treatment what happens in the end: what cannot be fenced where it stands is cut, and what cannot be cut is refused
 */
public record FindingExplanation(Explained why, FindingRuling ruling, Treatment treatment) {

    /** With all its parts. */
    public FindingExplanation {
        requireNonNull(why, "why");
        requireNonNull(ruling, "ruling");
        requireNonNull(treatment, "treatment");
    }

    /**
     * Explains all findings of a message.
     *
     * @param policy what is to happen to them
     * @param surface where the message stands
     * @param event the JSON-RPC method; for a response that of its request
     * @param phase the half of the exchange
     * @param payload the params, result or error
     * @return one for each finding, in document order
     */
    public static List<FindingExplanation> of(
            InspectPolicy policy, Surface surface, String event, Phase phase, Map<String, @Nullable Object> payload) {
        var explanations = new ArrayList<FindingExplanation>();
        for (Explained why : policy.inspector().explain(surface, event, phase, payload)) {
            FindingRuling ruling = policy.ruling(surface, why.finding());
            Treatment treatment = Inspection.treatment(ruling, surface, why.finding(), why.kind());
            explanations.add(new FindingExplanation(why, ruling, treatment));
        }
        return explanations;
    }

    /**
     * The same of a finding that is told from another place on.
     *
     * @param finding the finding with its pointer from there
     * @return a copy
     */
    public FindingExplanation at(Finding finding) {
        return new FindingExplanation(why.at(finding), ruling, treatment);
    }

    /** {@return all of it for people, one thing a line, escaped and cut} */
    public List<String> lines() {
        var lines = new ArrayList<>(why.lines());
        lines.add("policy: " + ruling);
        if (treatment != ruling.treatment()) {
            String why = treatment == Treatment.SANITIZE ? "no fence can stand" : "nothing can be cut out";
            lines.add("and so: " + treatment.name().toLowerCase(Locale.ROOT) + ", for " + why + " there");
        }
        return lines;
    }

    /** {@return the lines} */
    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
