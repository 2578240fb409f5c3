package io.mcpguard.inspect.sanitise;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Finding;
import io.mcpguard.api.LeafKind;
import io.mcpguard.api.Severity;
import io.mcpguard.inspect.text.Leaves;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the spans of findings out of a payload and leaves a marker such as {@code [removed by mcp-guard:
 * prompt-injection]} in the place of each, so that the data around them stays. Only prose is rewritten: a finding in a
 * name, a cursor, media or an object key changes nothing, and an inspection of the result finds it again.
 */
public final class Sanitizer {

    private static final String STRUCTURED = "structuredContent";

    private Sanitizer() {}

    /**
     * What is left of a payload.
     *
     * @param payload without the spans, and not yet fenced
     * @param fenced pointers of the texts that are to be {@linkplain Fence fenced}
     * @param repeated errors, one for each name, key, cursor or media that says what was cut out elsewhere, and cannot be cut
     */
    public record Sanitized(Map<String, @Nullable Object> payload, Set<String> fenced, List<Finding> repeated) {}

    /**
     * The payload without the spans of the given findings.
     *
     * @param payload the params, result or error
     * @param cut findings in it, made by an inspection of this very payload
     * @return the payload itself if nothing was cut
     * @see #clean
     */
    public static Map<String, @Nullable Object> sanitize(Map<String, @Nullable Object> payload, List<Finding> cut) {
        return clean(payload, cut).payload;
    }

    /**
     * Cuts the spans of the given findings. A text that was removed in one place is removed in all others too, encoded,
     * escaped and in other letters, since servers repeat {@code structuredContent} in {@code content}. Types and keys
     * stay, no string of a result with {@code structuredContent} gets longer, and what does not change is shared.
     *
     * @param payload the params, result or error
     * @param cut findings in it, made by an inspection of this very payload
     * @return what is left, and where it says again what was cut and cannot be cut
     */
    public static Sanitized clean(Map<String, @Nullable Object> payload, List<Finding> cut) {
        return clean(payload, cut, List.of(), false);
    }

    /**
     * The same where texts are fenced instead, if they can be: where a text says again what was found elsewhere, it is fenced
     * too. What nobody sees is cut there as well.
     *
     * @param payload the result, error or notification
     * @param cut findings in it whose spans are cut
     * @param fence findings in texts that are to be fenced
     * @param fencing whether copies are fenced, where they can be
     * @return what is left, and what is to be fenced
     */
    public static Sanitized clean(
            Map<String, @Nullable Object> payload, List<Finding> cut, List<Finding> fence, boolean fencing) {
        requireNonNull(payload, "payload");
        Map<String, List<Finding>> byPath = byPath(cut);
        Map<String, List<Finding>> fencedByPath = byPath(fence);
        if (byPath.isEmpty() && fencedByPath.isEmpty()) {
            return new Sanitized(payload, Set.of(), List.of());
        }
        // A schema may bound the length of its strings; what stays as short as it was stays valid.
        boolean tight = payload.containsKey(STRUCTURED);
        Map<String, Cutout> cuts = new HashMap<>();
        var copies = new Copies();
        var fenced = new LinkedHashSet<String>();
        new Rewrite((pointer, text) -> {
                    for (Finding finding : fencedByPath.getOrDefault(pointer, List.of())) {
                        if (!isWithin(finding, byPath.getOrDefault(pointer, List.of()))) {
                            fenced.add(pointer);
                            copies.add(Cutout.piece(text, finding.start(), finding.end()));
                        }
                    }
                    List<Finding> found = byPath.get(pointer);
                    if (found != null) {
                        var own = new Cutout(text, tight);
                        found.forEach(finding -> own.add(finding.start(), finding.end(), finding.category()));
                        own.removed().forEach(copies::add);
                        cuts.put(pointer, own);
                    }
                    return text;
                })
                .object(payload);
        if (cuts.isEmpty() && fenced.isEmpty()) {
            return new Sanitized(payload, Set.of(), List.of());
        }
        String category = (cut.isEmpty() ? fence : cut).get(0).category();
        Map<String, @Nullable Object> clean = new Rewrite((pointer, text) -> {
                    Cutout own = cuts.getOrDefault(pointer, new Cutout(text, tight));
                    List<Copies.Span> found = fenced.contains(pointer) ? List.of() : copies.in(text);
                    if (fencing && !found.isEmpty() && Fence.canStandAt(pointer)) {
                        fenced.add(pointer);
                    } else {
                        found.forEach(copy -> own.add(copy.start(), copy.end(), category));
                    }
                    return own.result();
                })
                .object(payload);
        return new Sanitized(clean, fenced, repeated(clean, copies, category));
    }

    private static Map<String, List<Finding>> byPath(List<Finding> findings) {
        var byPath = new HashMap<String, List<Finding>>();
        for (Finding finding : findings) {
            if (finding.start() >= 0) {
                byPath.computeIfAbsent(finding.path(), path -> new ArrayList<>())
                        .add(finding);
            }
        }
        return byPath;
    }

    /** Whether nothing is left of a finding once the others are cut. */
    private static boolean isWithin(Finding finding, List<Finding> others) {
        return others.stream().anyMatch(other -> other.start() <= finding.start() && finding.end() <= other.end());
    }

    private static List<Finding> repeated(Map<String, @Nullable Object> payload, Copies copies, String category) {
        if (copies.isEmpty()) {
            return List.of();
        }
        var repeated = new ArrayList<Finding>();
        Leaves.visit(payload, (kind, isKey, text, pointer) -> {
            if ((isKey || kind != LeafKind.PROSE) && copies.areInName(text)) {
                String where = isKey ? "an object key" : "what cannot be cut";
                repeated.add(
                        Finding.of(Severity.ERROR, pointer.get(), "repeats in " + where + " what was cut out elsewhere")
                                .rule("repeated")
                                .category(category)
                                .confidence(0.9));
            }
        });
        return repeated;
    }
}
