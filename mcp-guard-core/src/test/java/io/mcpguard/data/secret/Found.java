package io.mcpguard.data.secret;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.Hit;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import java.util.List;

/** What the detector finds, as tests want to see it. */
final class Found {

    private Found() {}

    /** The values that are at least likely. */
    static List<String> in(String text) {
        return in(Text.of(text));
    }

    static List<String> in(Text text) {
        return hits(text).stream()
                .map(hit -> text.value().substring(hit.start(), hit.end()))
                .toList();
    }

    static List<String> detectors(String text) {
        return hits(Text.of(text)).stream().map(Hit::detector).toList();
    }

    static List<Hit> hits(Text text) {
        var hits = new Hits();
        SecretDetector.standard().detect(text, hits);
        return hits.disjoint().stream()
                .filter(hit -> hit.certainty() != Certainty.POSSIBLE)
                .toList();
    }
}
