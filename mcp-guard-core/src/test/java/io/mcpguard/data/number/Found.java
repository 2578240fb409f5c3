package io.mcpguard.data.number;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.Hit;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import java.util.List;

/** What the detector finds, in a form that tests read well. */
final class Found {

    private Found() {}

    static List<Hit> in(String text) {
        return in(Text.of(text));
    }

    static List<Hit> in(Text text) {
        var hits = new Hits();
        NumberDetector.standard().detect(text, hits);
        return hits.disjoint();
    }

    /** Values, each with its class and how sure that is. */
    static List<String> values(String text) {
        return in(text).stream()
                .map(hit -> hit.kind() + " " + text.substring(hit.start(), hit.end()) + " " + hit.certainty())
                .toList();
    }

    /** The values only of which the detector is sure enough to act. */
    static List<String> sure(String text) {
        return in(text).stream()
                .filter(hit -> hit.certainty() != Certainty.POSSIBLE)
                .map(hit -> text.substring(hit.start(), hit.end()))
                .toList();
    }
}
