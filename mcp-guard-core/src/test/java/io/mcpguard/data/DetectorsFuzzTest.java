package io.mcpguard.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;

class DetectorsFuzzTest {

    private static final Detectors DETECTORS = Detectors.standard(Map.of(), id -> false);

    @FuzzTest
    void whatIsFoundStandsInTheTextInOrderAndApart(FuzzedDataProvider data) {
        String field = data.consumeString(12);
        String text = data.consumeRemainingAsString();
        var hits = new Hits();

        DETECTORS.all().detect(new Text(text, field), hits);

        int behind = 0;
        for (Hit hit : hits.disjoint()) {
            assertThat(hit.start()).isGreaterThanOrEqualTo(behind);
            assertThat(hit.end()).isGreaterThan(hit.start()).isLessThanOrEqualTo(text.length());
            behind = hit.end();
        }
    }
}
