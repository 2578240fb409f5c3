package io.mcpguard.cli.judge;

import io.mcpguard.api.Finding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a guard would do to a content, and why.
 *
 * @param effect what it would do
 * @param found what was found in it, in document order
 * @param sanitized what is left of a text, where something is cut out of it
 */
public record Outcome(
        Effect effect, List<Found> found, @Nullable String sanitized) {

    /** Nothing to say. */
    public static final Outcome CLEAN = new Outcome(Effect.ALLOW, List.of(), null);

    public Outcome {
        found = List.copyOf(found);
    }

    /**
     * A finding in a content.
     *
     * @param finding its pointer starts at the content, its offsets count UTF-16 units of the string there
     * @param evidence what stands at its span, escaped and cut; {@code ""} if it has none
     */
    public record Found(Finding finding, String evidence) {}

    /** {@return from 0 to 1: above one half for a clear attack, below it for suspicions, 0 for nothing} */
    public double score() {
        double score = 0;
        for (Found each : found) {
            double confidence = each.finding.confidence();
            double weight = switch (each.finding.severity()) {
                case ERROR -> 0.5 + confidence / 2;
                case WARN -> 0.1 + 0.35 * confidence;
                case INFO -> 0.1 * confidence;
            };
            score = Math.max(score, weight);
        }
        return score;
    }

    /** {@return both together: the harsher effect, and everything that was found} */
    public Outcome and(Outcome other) {
        if (other.effect == Effect.ALLOW && other.found.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(found);
        all.addAll(other.found);
        return new Outcome(effect.or(other.effect), all, sanitized);
    }
}
