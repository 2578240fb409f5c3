package io.mcpguard.pipeline;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.inspect.sanitise.Fence;
import io.mcpguard.inspect.sanitise.Sanitizer;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is cut out of one message and what is fenced in it. Cut at once, and once more where that laid something bare; fenced
 * last, so that secrets are found in the text as it came and nothing reads marked words.
 */
final class Cleaning {

    /** An honest text needs one round, an order that is put together by a cut a second; who needs more is at play. */
    static final int MAX_ROUNDS = 2;

    static final String SCHEMA = "schema.output";

    private final Definitions definitions;
    private final Limits limits;
    private final Tally tally;
    private final Set<String> fenced = new LinkedHashSet<>();
    private @Nullable Fence fence;
    private int rounds;

    Cleaning(Definitions definitions, Limits limits, Tally tally) {
        this.definitions = definitions;
        this.limits = limits;
        this.tally = tally;
    }

    /** Whether what an earlier cut laid bare may be cut as well. */
    boolean mayCut() {
        return rounds > 0 && rounds < MAX_ROUNDS;
    }

    /** The message without what is to be cut; the tally refuses where that cannot be. The same message if nothing was cut. */
    Intercepted clean(Intercepted in, Spans spans) {
        if (spans.isEmpty()) {
            return in;
        }
        Sanitizer.Sanitized clean = Sanitizer.clean(in.payload(), spans.cut(), spans.fence(), spans.fencing());
        if (!clean.fenced().isEmpty() && fenced(clean.payload(), clean.fenced()) == null) {
            tally.add(
                    Inspection.NAME,
                    true,
                    Remedy.NONE,
                    Finding.of(Severity.INFO, "", "cut, for fences would take the message past its limits")
                            .rule(Fence.RULE)
                            .confidence(0));
            clean = Sanitizer.clean(in.payload(), spans.allCut().cut());
        }
        clean.repeated().forEach(finding -> tally.add(Inspection.NAME, true, Remedy.NONE, finding));
        fenced.addAll(clean.fenced());
        if (clean.payload() == in.payload() || tally.refuses()) {
            return in;
        }
        rounds++;
        Intercepted out = in.payload(JsonTree.freezeObject(clean.payload(), limits));
        String broken = definitions.brokenFormat(in, out);
        if (broken != null) {
            tally.add(
                    SCHEMA,
                    true,
                    Remedy.NONE,
                    Finding.of(Severity.ERROR, broken, "cut, it would no longer have its format in the outputSchema"));
        }
        return out;
    }

    /** A finding that shows only once something else was cut: its place in the text as it came is not known. */
    static Finding laidBare(Finding finding) {
        return Finding.of(Severity.WARN, finding.path(), "laid bare by a change: " + finding.message())
                .rule(finding.rule())
                .category(finding.category())
                .confidence(finding.confidence());
    }

    /** The message with its fences, as the last change of all. */
    Intercepted fence(Intercepted out) {
        if (fenced.isEmpty() || tally.refuses()) {
            return out;
        }
        Map<String, @Nullable Object> payload = fenced(out.payload(), fenced);
        if (payload == null) {
            // Something made it longer meanwhile.
            tally.refuse(Fence.RULE, "fences would take the message past its limits");
            return out;
        }
        for (String pointer : fenced) {
            tally.add(
                    Inspection.NAME,
                    true,
                    Remedy.NONE,
                    Finding.of(Severity.INFO, pointer, "fenced: marked as data, and not cut")
                            .rule(Fence.RULE)
                            .confidence(0));
        }
        return out.payload(payload);
    }

    /** Null if there are too many fences, or a text has no room for one. */
    private @Nullable Map<String, @Nullable Object> fenced(
            Map<String, @Nullable Object> payload, Set<String> pointers) {
        if (fence == null) {
            fence = Fence.random();
        }
        Map<String, @Nullable Object> marked = fence.around(payload, pointers);
        try {
            return marked == null ? null : JsonTree.freezeObject(marked, limits);
        } catch (JsonException e) {
            return null;
        }
    }
}
