package io.mcpguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The JSON Schema that editors use says of every file what the parser says. */
class PolicySchemaTest {

    /** The beginnings of what the parser says about things that a schema cannot express. */
    private static final List<String> BEYOND_A_SCHEMA = List.of(
            // a pattern knows units, not lengths of time
            "is out of bounds; write a duration",
            // java.net.URI is stricter than a pattern
            "not a URL",
            "a URL without a host",
            // 1.0 is an integer to JSON Schema
            "a whole number is expected, not 1",
            "a version of the format that this release does not know",
            // a schema does not compare two numbers, and rules come and go
            " is above stop ",
            "no rule is called ",
            "no class of data is called ",
            "the guard has a class ",
            "not a pattern: ",
            "the pattern matches nothing at all",
            "has no folder to look for rule files in",
            // a pattern names some of the characters that cannot be seen
            "contains a character that cannot be seen");

    private final Schema schema;

    PolicySchemaTest() throws IOException {
        try (InputStream in = Policy.class.getResourceAsStream("mcp-guard.schema.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON);
        }
    }

    @Test
    void agreesWithTheParserOnValidFiles() {
        var documents = new PolicyDocuments(new Random(1));
        for (int i = 0; i < 2_000; i++) {
            String text = JsonText.write(documents.valid());
            assertThat(schema.validate(text, InputFormat.JSON)).as(text).isEmpty();
            assertThat(problem(text)).as(text).isEmpty();
        }
    }

    @Test
    void agreesWithTheParserOnBrokenFiles() {
        var documents = new PolicyDocuments(new Random(2));
        int refused = 0;
        int beyond = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = JsonText.write(documents.mutated());
            boolean valid = schema.validate(text, InputFormat.JSON).isEmpty();
            String problem = problem(text);
            if (valid && !problem.isEmpty()) {
                assertThat(BEYOND_A_SCHEMA).as("%s%n%s", problem, text).anyMatch(problem::contains);
                beyond++;
            } else {
                assertThat(valid).as("%s%n%s", problem, text).isEqualTo(problem.isEmpty());
                refused += valid ? 0 : 1;
            }
        }
        // Most mutations must break something, or the test tests nothing.
        assertThat(refused).isBetween(10_000, 19_900);
        assertThat(beyond).isLessThan(2_000);
    }

    @Test
    void describesEveryKey() throws IOException {
        try (InputStream in = Policy.class.getResourceAsStream("mcp-guard.schema.json")) {
            assertDescribed("", JsonText.parseObject(in.readAllBytes(), Limits.DEFAULT));
        }
    }

    private static void assertDescribed(String path, Map<?, ?> schema) {
        if (schema.get("properties") instanceof Map<?, ?> properties && schema.containsKey("type")) {
            properties.forEach((key, property) -> {
                assertThat(((Map<?, ?>) property).get("description"))
                        .as(path + "/" + key)
                        .isInstanceOf(String.class);
                assertDescribed(path + "/" + key, (Map<?, ?>) property);
            });
        }
        if (schema.get("additionalProperties") instanceof Map<?, ?> inner) {
            assertDescribed(path + "/*", inner);
        }
    }

    private static String problem(String text) {
        try {
            Policy.parse(text, "p.json");
            return "";
        } catch (PolicyException e) {
            return e.getMessage();
        }
    }
}
