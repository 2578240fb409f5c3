package io.mcpguard.data.contact;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.Detector;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import java.util.List;

/** What a detector finds in a text, for tests. */
final class Found {

    private Found() {}

    /** The values, and how sure it is of them: {@code "value LIKELY"}. */
    static List<String> by(Detector detector, Text text) {
        var hits = new Hits();
        detector.detect(text, hits);
        return hits.disjoint().stream()
                .map(hit -> text.value().substring(hit.start(), hit.end()) + " " + hit.certainty())
                .toList();
    }

    static List<String> by(Detector detector, String text) {
        return by(detector, Text.of(text));
    }

    /** The values that the policy may act on. */
    static List<String> likely(Detector detector, Text text) {
        var hits = new Hits();
        detector.detect(text, hits);
        return hits.disjoint().stream()
                .filter(hit -> hit.certainty() != Certainty.POSSIBLE)
                .map(hit -> text.value().substring(hit.start(), hit.end()))
                .toList();
    }

    static List<String> likely(Detector detector, String text) {
        return likely(detector, Text.of(text));
    }

    /** The ids of what found them. */
    static List<String> ids(Detector detector, String text) {
        var hits = new Hits();
        detector.detect(Text.of(text), hits);
        return hits.disjoint().stream().map(hit -> hit.detector()).toList();
    }
}
