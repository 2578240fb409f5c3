package io.mcpguard.pipeline;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Json;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Findings that tell no value: neither in their pointers, which name members, nor in their words. */
final class Concealed {

    /** So many values are looked for by themselves in each message of a finding; more are found by their form alone. */
    private static final int MAX_VALUES = 200;

    /** Shorter names of members tell nothing. */
    private static final int MIN_NAME = 6;

    private final Map<String, String> redacted;
    private final UnaryOperator<String> byForm;

    /**
     * @param redacted the values of the message, by what stands in their place
     * @param byForm takes values out of words by their form
     */
    Concealed(Map<String, String> redacted, UnaryOperator<String> byForm) {
        this.redacted = redacted.size() > MAX_VALUES ? Map.of() : redacted;
        this.byForm = byForm;
    }

    /** The finding without values. */
    Finding of(Finding finding) {
        String path = path(finding.path());
        String message = words(finding.message());
        if (path.equals(finding.path()) && message.equals(finding.message())) {
            return finding;
        }
        Finding concealed = Finding.of(finding.severity(), path, message)
                .rule(finding.rule())
                .category(finding.category())
                .confidence(finding.confidence());
        return finding.start() < 0 ? concealed : concealed.span(finding.start(), finding.end());
    }

    /** Words without values. */
    String words(String words) {
        String told = words;
        for (Map.Entry<String, String> value : redacted.entrySet()) {
            told = told.replace(value.getValue(), '<' + value.getKey() + '>');
        }
        return byForm.apply(told);
    }

    private String path(String path) {
        if (path.length() < MIN_NAME) {
            return path;
        }
        var changed = new StringBuilder(path.length());
        for (int from = 0; from < path.length(); ) {
            int next = path.indexOf('/', from + 1);
            int end = next < 0 ? path.length() : next;
            String name = Json.unescape(path.substring(from + 1, end));
            changed.append('/').append(Json.escape(name.length() < MIN_NAME ? name : words(name)));
            from = end;
        }
        return changed.toString();
    }
}
