package io.mcpguard.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.api.Finding;
import io.mcpguard.inspect.sanitise.Sanitizer;
import io.mcpguard.inspect.verdict.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class InspectorFuzzTest {

    /** Whatever a server says: it is inspected soon, findings stand inside the text, and what is cut out stays out. */
    @FuzzTest
    void findsWithinBoundsAndCutsForGood(FuzzedDataProvider data) {
        Surface surface = data.pickValue(Surface.values());
        String text = data.consumeRemainingAsString();
        Map<String, Object> payload = Map.of("content", List.of(Map.of("type", "text", "text", text)));
        long start = System.nanoTime();

        Report report = Inspections.inspect(surface, payload);

        // A thousand times what it takes, for a machine that does something else.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        for (Finding finding : report.findings()) {
            if (finding.path().equals("/content/0/text") && finding.end() > 0) {
                assertThat(finding.start()).isNotNegative().isLessThanOrEqualTo(finding.end());
                assertThat(finding.end()).isLessThanOrEqualTo(text.length());
            }
        }
        Map<String, Object> clean = Sanitizer.sanitize(payload, report.findings());
        assertThat(Sanitizer.sanitize(clean, List.of())).isEqualTo(clean);
        if (report.isClean()) {
            assertThat(clean).isEqualTo(payload);
        }
    }
}
