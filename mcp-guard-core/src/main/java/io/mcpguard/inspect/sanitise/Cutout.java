package io.mcpguard.inspect.sanitise;

import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The spans that go from one text, and the text without them. JSON stays JSON. */
final class Cutout {

    private static final List<String> SHORTER = List.of("[removed by mcp-guard]", "[removed]", "");

    private final String text;
    private final boolean tight;
    private final List<Span> spans = new ArrayList<>();

    /** What goes, and the marker that stands for it. */
    record Span(int start, int end, String marker) {}

    /**
     * Of a text.
     *
     * @param tight whether the text must not get longer
     */
    Cutout(String text, boolean tight) {
        this.text = text;
        this.tight = tight;
    }

    /** Adds a span; never half a character, and never half an escape of JSON. */
    void add(int from, int to, String category) {
        int start = atChar(Math.max(0, Math.min(from, text.length())), true);
        int end = atChar(Math.max(0, Math.min(to, text.length())), false);
        if (start < end) {
            spans.add(new Span(start, end, marker(category)));
        }
    }

    /** A part of a text, as far as there is one. */
    static String piece(String text, int from, int to) {
        int start = Math.max(0, Math.min(from, text.length()));
        return text.substring(start, Math.max(start, Math.min(to, text.length())));
    }

    /** Each span as it was added. */
    List<String> removed() {
        return spans.stream().map(span -> text.substring(span.start, span.end)).toList();
    }

    /** The text without the spans. */
    String result() {
        if (spans.isEmpty()) {
            return text;
        }
        boolean json = isJson(text);
        String result = without(spans);
        if (!json || isJson(result)) {
            return result;
        }
        // A span that reaches from one string to another goes from both, and what is between them stays.
        List<Span> pieces = new ArrayList<>();
        var values = StringValues.of(text);
        boolean all = true;
        for (Span span : spans) {
            int before = pieces.size();
            values.within(span.start, span.end, (from, to) -> pieces.add(new Span(from, to, span.marker)));
            all &= pieces.size() > before;
        }
        String inStrings = without(pieces);
        return all && isJson(inStrings) ? inStrings : '"' + fitting(spans.get(0).marker, 1, text.length() - 1) + '"';
    }

    private String without(List<Span> unsorted) {
        List<Span> sorted = unsorted.stream()
                .sorted(Comparator.comparingInt(Span::start).thenComparing(Span::end, Comparator.reverseOrder()))
                .toList();
        var kept = new StringBuilder(text.length());
        int at = 0;
        int index = 0;
        while (index < sorted.size()) {
            Span first = sorted.get(index++);
            int end = first.end;
            // What overlaps or touches leaves one marker.
            while (index < sorted.size()
                    && (sorted.get(index).start <= end
                            || text.substring(end, sorted.get(index).start).isBlank())) {
                end = Math.max(end, sorted.get(index++).end);
            }
            kept.append(text, at, first.start).append(fitting(first.marker, first.start, end));
            at = end;
        }
        return kept.append(text, at, text.length()).toString();
    }

    private String fitting(String marker, int start, int end) {
        int room = end <= start ? 0 : text.codePointCount(start, end);
        if (!tight || marker.length() <= room) {
            return marker;
        }
        return SHORTER.stream()
                .filter(shorter -> shorter.length() <= room)
                .findFirst()
                .orElse("");
    }

    /** Says what kind of thing stood here. No rule finds anything in it. */
    private static String marker(String category) {
        boolean plain = !category.isEmpty() && category.chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z'));
        return "[removed by mcp-guard: " + (plain ? category : "content") + "]";
    }

    private boolean isJson(String candidate) {
        String trimmed = candidate.strip();
        if (trimmed.isEmpty() || "{[\"".indexOf(trimmed.charAt(0)) < 0) {
            return false;
        }
        try {
            JsonText.parse(trimmed, Limits.DEFAULT);
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    private int atChar(int at, boolean before) {
        if (at <= 0 || at >= text.length()) {
            return at;
        }
        if (Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at))) {
            return before ? at - 1 : at + 1;
        }
        for (int escape = at - 1; escape >= Math.max(0, at - 5); escape--) {
            if (text.charAt(escape) == '\\') {
                return isEscaping(escape) && at < escapeEnd(escape) ? (before ? escape : escapeEnd(escape)) : at;
            }
        }
        return at;
    }

    private boolean isEscaping(int backslash) {
        int first = backslash;
        while (first > 0 && text.charAt(first - 1) == '\\') {
            first--;
        }
        return (backslash - first) % 2 == 0;
    }

    private int escapeEnd(int backslash) {
        int end = backslash + 2;
        if (text.startsWith("u", backslash + 1)) {
            while (end < backslash + 6 && end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
                end++;
            }
        }
        return Math.min(end, text.length());
    }
}
