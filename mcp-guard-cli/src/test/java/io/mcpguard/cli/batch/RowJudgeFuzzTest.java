package io.mcpguard.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.Policy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class RowJudgeFuzzTest {

    private static final BatchScan SCAN = new BatchScan(Policy.balanced(), List.of("github", "files"), 1);

    /** Whatever the rows are: one result for each, which is JSON, says what or why not, and is no failure of ours. */
    @FuzzTest
    void answersEveryRow(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        long rows = SCAN.run(new ByteArrayInputStream(bytes), out, done -> {});

        List<String> results = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(results).hasSize((int) rows);
        for (String line : results) {
            Map<String, Object> result = JsonText.parseObject(line, new Limits(1_000, 4_000_000, 64 << 20, 64 << 20));
            assertThat(result.containsKey("decision")).isNotEqualTo(result.containsKey("error"));
            assertThat(String.valueOf(result.get("error"))).doesNotContain("failed with");
        }
    }
}
