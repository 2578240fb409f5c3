package io.mcpguard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.mcpguard.schema.UnsupportedSchemaException.Reason;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The validator that the MCP SDK uses says the same of random schemas and instances. */
class SchemaOracleTest {

    private static final int SCHEMAS = 2_000;
    private static final int INSTANCES = 20;

    private final SchemaRegistry oracle = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012());
    private final JsonMapper mapper = JsonMapper.shared();

    @Test
    void agreesWithNetworknt() {
        var disagreements = new ArrayList<String>();
        int valid = 0;
        int compared = 0;
        for (int seed = 0; seed < SCHEMAS; seed++) {
            var random = new RandomSchemas(seed);
            Map<String, @Nullable Object> schema = random.document();
            Optional<SchemaValidator> ours = compile(schema);
            if (ours.isEmpty()) {
                continue;
            }
            var theirs = oracle.getSchema(mapper.valueToTree(schema));
            for (int i = 0; i < INSTANCES; i++) {
                Object instance = random.instance(3);
                boolean verdict = ours.get().isValid(instance);
                compared++;
                valid += verdict ? 1 : 0;
                if (verdict != theirs.validate(mapper.valueToTree(instance)).isEmpty()) {
                    disagreements.add("seed " + seed + ": " + schema + " on " + instance);
                }
            }
        }
        assertThat(disagreements).isEmpty();
        assertThat(compared).isGreaterThan(SCHEMAS * INSTANCES * 9 / 10);
        assertThat(valid).isBetween(compared / 3, 2 * compared / 3);
    }

    /** About one in twenty refers to itself without end; networknt overflows the stack there. */
    private static Optional<SchemaValidator> compile(Object schema) {
        try {
            return Optional.of(SchemaValidator.compile(schema));
        } catch (UnsupportedSchemaException e) {
            assertThat(e.reason()).isEqualTo(Reason.REF_LOOP);
            return Optional.empty();
        }
    }
}
