package io.mcpguard.inspect;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Finding;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** A shorter text that was removed is not looked for elsewhere; it might mean something else there. */
    private static final int MIN_COPY = 24;

    private static final int MAX_COPIES = 32;

    private Sanitizer() {}

    /**
     * The payload without the spans of the given findings. A text that was removed in one place is removed in all
     * others too, since servers repeat {@code structuredContent} in {@code content}. Types and keys stay, and what does
     * not change is shared.
     *
     * @param payload the params, result or error
     * @param cut findings in it, made by an inspection of this very payload
     * @return the payload itself if nothing was cut
     */
    public static Map<String, @Nullable Object> sanitize(Map<String, @Nullable Object> payload, List<Finding> cut) {
        requireNonNull(payload, "payload");
        Map<String, List<Finding>> byPath = new HashMap<>();
        for (Finding finding : cut) {
            if (finding.start() >= 0) {
                byPath.computeIfAbsent(finding.path(), path -> new ArrayList<>())
                        .add(finding);
            }
        }
        if (byPath.isEmpty()) {
            return payload;
        }
        Map<String, String> removed = new HashMap<>();
        var spans = new Rewrite((pointer, text) -> {
            List<Finding> findings = byPath.get(pointer);
            return findings == null ? text : without(text, findings, removed);
        });
        Map<String, @Nullable Object> result = spans.object(payload);
        if (removed.isEmpty()) {
            return result;
        }
        Set<Map.Entry<String, String>> copies = new LinkedHashSet<>(removed.entrySet());
        return new Rewrite((pointer, text) -> withoutCopies(text, copies)).object(result);
    }

    private static String without(String text, List<Finding> findings, Map<String, String> removed) {
        findings.sort(Comparator.comparingInt(Finding::start).thenComparing(Finding::end, Comparator.reverseOrder()));
        var kept = new StringBuilder(text.length());
        int at = 0;
        int last = -1;
        for (Finding finding : findings) {
            int start = charStart(text, Math.max(at, finding.start()));
            int end = charEnd(text, Math.min(text.length(), finding.end()));
            if (end <= start) {
                continue;
            }
            if (end - start >= MIN_COPY && removed.size() < MAX_COPIES) {
                removed.put(text.substring(start, end), marker(finding));
            }
            boolean touches = last >= 0 && text.substring(at, start).isBlank();
            if (!touches) {
                kept.append(text, at, start).append(marker(finding));
            }
            at = end;
            last = end;
        }
        return kept.append(text, at, text.length()).toString();
    }

    private static String withoutCopies(String text, Set<Map.Entry<String, String>> copies) {
        String result = text;
        for (Map.Entry<String, String> copy : copies) {
            if (result.contains(copy.getKey())) {
                result = result.replace(copy.getKey(), copy.getValue());
            }
        }
        return result;
    }

    /** Says what kind of thing stood here. No rule finds anything in it. */
    private static String marker(Finding finding) {
        boolean plain = !finding.category().isEmpty()
                && finding.category().chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z'));
        return "[removed by mcp-guard: " + (plain ? finding.category() : "content") + "]";
    }

    private static int charStart(String text, int at) {
        boolean inside =
                at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
        return inside ? at - 1 : at;
    }

    private static int charEnd(String text, int at) {
        return charStart(text, at) == at ? at : at + 1;
    }
}
