package io.mcpguard.cli.judge;

import io.mcpguard.api.Finding;
import io.mcpguard.json.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a guard would do to a content, and why.
 *
 * @param effect what it would do
 * @param found what was found in it, in document order
 * @param sanitized what is left of it, where something is cut out: a text, or the tree of a definition
 * @param least what the score is at least, for what is known besides the findings
 */
public record Outcome(
        Effect effect, List<Found> found, @Nullable Object sanitized, double least) {

    /** Nothing to say. */
    public static final Outcome CLEAN = new Outcome(Effect.ALLOW, List.of(), null);

    /** With nothing known but findings. */
    public Outcome(Effect effect, List<Found> found, @Nullable Object sanitized) {
        this(effect, found, sanitized, 0);
    }

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

    /** {@return from 0 to 1: above one half for a clear attack, below it for suspicions, 0 for nothing}; the highest of all */
    public double score() {
        double score = least;
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

    /** {@return what becomes of it as an update: the harsher of both effects, and the higher score} */
    public Outcome with(DriftJudge.Update update) {
        return new Outcome(effect.or(update.effect()), found, sanitized, Math.max(least, update.score()));
    }

    /** {@return the same, with what is left of a definition as its JSON text} */
    public Outcome sanitizedText() {
        return sanitized == null || sanitized instanceof String
                ? this
                : new Outcome(effect, found, JsonText.write(sanitized), least);
    }
}
