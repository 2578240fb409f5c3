package io.mcpguard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;

class SchemaFuzzTest {

    private static final Limits LIMITS = new Limits(200, 10_000, 10_000, 100_000);

    /** Whatever schema and instance are: refused, or a verdict, the same with and without a reason. */
    @FuzzTest
    void refusesOrJudges(FuzzedDataProvider data) {
        try {
            Object instance = JsonText.parse(data.consumeString(500), LIMITS);
            Object schema = JsonText.parse(data.consumeRemainingAsString(), LIMITS);
            SchemaValidator validator = SchemaValidator.compile(schema);
            assertThat(validator.isValid(instance))
                    .isEqualTo(validator.firstProblem(instance).isEmpty());
        } catch (JsonException | UnsupportedSchemaException expected) {
            // fixed texts
        }
    }
}
