package io.mcpguard.inspect.sanitise;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Json;
import io.mcpguard.api.Severity;
import io.mcpguard.inspect.Inspections;
import io.mcpguard.inspect.Surface;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class SanitizerFuzzTest {

    private static final int ROUNDS = 8;

    /** Whatever is cut out of whatever text: JSON in text stays JSON, nothing that a schema bounds grows, and soon. */
    @FuzzTest
    void cutsWithoutHarm(FuzzedDataProvider data) {
        List<Finding> found = new ArrayList<>();
        int spans = data.consumeInt(1, 5);
        for (int i = 0; i < spans; i++) {
            int start = data.consumeInt(0, 300);
            found.add(Finding.of(Severity.ERROR, "/structuredContent/" + data.consumeInt(0, 1), "test")
                    .category("prompt-injection")
                    .span(start, start + data.consumeInt(0, 300)));
        }
        String text = data.consumeRemainingAsString();
        String json = JsonText.write(Map.of("a", text, "b", List.of(text, JsonText.write(text))));
        Map<String, @Nullable Object> payload = Map.of("structuredContent", List.of(text, json));
        long begin = System.nanoTime();

        Map<String, @Nullable Object> clean = Sanitizer.sanitize(payload, found);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        String left = String.valueOf(Json.at(clean, "/structuredContent/1"));
        JsonText.parse(left, Limits.DEFAULT);
        assertThat(left.codePointCount(0, left.length())).isLessThanOrEqualTo(json.codePointCount(0, json.length()));
    }

    /**
     * Cutting comes to an end. Once does mostly; where the same nonsense stands several times, one of it stands out when the
     * others are gone. The pipeline cuts twice, and refuses what is not clean then.
     */
    @FuzzTest
    void cuttingComesToAnEnd(FuzzedDataProvider data) {
        Map<String, @Nullable Object> payload = Inspections.result(data.consumeRemainingAsString());
        for (int round = 0; round < ROUNDS; round++) {
            payload = clean(payload);
        }

        assertThat(clean(payload)).isEqualTo(payload);
    }

    private static Map<String, @Nullable Object> clean(Map<String, @Nullable Object> payload) {
        return Sanitizer.sanitize(payload, Inspections.errors(Inspections.inspect(Surface.RESULT, payload)));
    }
}
