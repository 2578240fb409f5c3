package io.mcpguard.inspect;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Finding;
import io.mcpguard.api.LeafKind;
import io.mcpguard.api.Severity;
import io.mcpguard.json.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a finding of inspection came about. Texts are the server's, as they came: show {@link #lines()}, which are escaped
 * and cut, or escape them.
 *
 * @param finding what was reported: rule, category, pointer, span, and how grave and how sure in the end
 * @param kind the kind of string it lies in
 * @param source the rule file that its rule stands in, {@code ""} if it stands in none
 * @param text what stands at the span, which is all that would be cut out
 * @param views how the text had to be read to find it, from the outside in; empty if as it is written
 * @param matched what the rule is about, as it reads in the last of the views
 * @param severity how grave its rule is by itself; {@link Severity#INFO} is a cue, which is not reported alone
 * @param confidence how sure its rule is by itself
 * @param steps what made it graver or milder, in this order
 * @param contributions what it was weighed together with, the greatest share first; alone it has all of it
 */
public record Explained(
        Finding finding,
        LeafKind kind,
        String source,
        String text,
        List<View> views,
        String matched,
        Severity severity,
        double confidence,
        List<Step> steps,
        List<Contribution> contributions) {

    private static final int EXCERPT = 160;
    private static final int POINTER = 200;
    private static final int WORD = 60;
    /** Of what it was weighed by. */
    private static final int MOST = 8;

    /** Copies the lists. */
    public Explained {
        requireNonNull(finding, "finding");
        views = List.copyOf(views);
        steps = List.copyOf(steps);
        contributions = List.copyOf(contributions);
    }

    /**
     * A way to read a text.
     *
     * @param how such as {@code base64}, {@code words spelt apart}, {@code folded}
     * @param text what it reads, near the finding
     */
    public record View(String how, String text) {}

    /**
     * A change of how grave or how sure a finding is.
     *
     * @param why what changed it, for people, without a full stop
     * @param severity how grave it is then
     * @param confidence how sure it is then
     */
    public record Step(String why, Severity severity, double confidence) {}

    /**
     * One of the signs that a finding was weighed by.
     *
     * @param what the id of a rule, or what the classifier took notice of
     * @param share of all of them, from 0 to 1; less than 0 if it spoke against it
     */
    public record Contribution(String what, double share) {}

    /**
     * The same of a finding that is told from another place on.
     *
     * @param placed the finding with its pointer from there
     * @return a copy
     */
    public Explained at(Finding placed) {
        return new Explained(placed, kind, source, text, views, matched, severity, confidence, steps, contributions);
    }

    /** {@return all of it for people, one thing a line, escaped and cut} */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        String span = finding.start() < 0 ? "" : ", characters " + finding.start() + " to " + finding.end();
        lines.add(word(finding.severity()) + " " + finding.rule() + " (" + finding.category() + "): "
                + SafeText.excerpt(finding.message(), POINTER));
        lines.add("rule: " + finding.rule() + ", " + (source.isEmpty() ? "built in" : source) + "; by itself "
                + level(severity, confidence));
        lines.add("place: " + place() + span + ", " + kind.name().toLowerCase(Locale.ROOT));
        if (!text.isEmpty()) {
            lines.add("text: \"" + SafeText.excerpt(text, EXCERPT) + '"');
        }
        views.forEach(view -> lines.add("read as " + view.how + ": \"" + SafeText.excerpt(view.text, EXCERPT) + '"'));
        if (!matched.isEmpty()) {
            lines.add("matched: \"" + SafeText.excerpt(matched, EXCERPT) + '"');
        }
        steps.forEach(step -> lines.add("then " + level(step.severity, step.confidence) + ": " + step.why));
        if (!contributions.isEmpty()) {
            lines.add("weighed: "
                    + contributions.stream().limit(MOST).map(Explained::share).collect(Collectors.joining(", ")));
        }
        return lines;
    }

    private String place() {
        return !finding.path().isEmpty()
                ? SafeText.excerpt(finding.path(), POINTER)
                : finding.start() < 0 ? "the whole message" : "the text";
    }

    private static String share(Contribution contribution) {
        return SafeText.excerpt(contribution.what, WORD) + " " + Math.round(100 * contribution.share) + " %";
    }

    private static String level(Severity severity, double confidence) {
        return word(severity) + " " + Math.round(confidence * 1000) / 1000.0;
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case ERROR -> "clear";
            case WARN -> "suspicion";
            case INFO -> "cue";
        };
    }

    /** {@return the lines} */
    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
