package io.mcpguard.inspect;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Finding;
import io.mcpguard.api.LeafKind;
import io.mcpguard.api.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     * @param payload without the spans
     * @param repeated errors, one for each name, key, cursor or media that says what was cut out elsewhere, and cannot be cut
     */
    public record Sanitized(Map<String, @Nullable Object> payload, List<Finding> repeated) {}

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
        requireNonNull(payload, "payload");
        Map<String, List<Finding>> byPath = new HashMap<>();
        for (Finding finding : cut) {
            if (finding.start() >= 0) {
                byPath.computeIfAbsent(finding.path(), path -> new ArrayList<>())
                        .add(finding);
            }
        }
        if (byPath.isEmpty()) {
            return new Sanitized(payload, List.of());
        }
        // A schema may bound the length of its strings; what stays as short as it was stays valid.
        boolean tight = payload.containsKey(STRUCTURED);
        Map<String, Cutout> cuts = new HashMap<>();
        var copies = new Copies();
        new Rewrite((pointer, text) -> {
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
        if (cuts.isEmpty()) {
            return new Sanitized(payload, List.of());
        }
        String category = cut.get(0).category();
        Map<String, @Nullable Object> clean = new Rewrite((pointer, text) -> {
                    Cutout own = cuts.getOrDefault(pointer, new Cutout(text, tight));
                    copies.in(text).forEach(copy -> own.add(copy.start(), copy.end(), category));
                    return own.result();
                })
                .object(payload);
        return new Sanitized(clean, repeated(clean, copies, category));
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
