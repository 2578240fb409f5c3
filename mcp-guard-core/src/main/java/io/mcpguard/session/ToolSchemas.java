package io.mcpguard.session;

import io.mcpguard.schema.HeaderAnnotations;
import io.mcpguard.schema.SchemaValidator;
import io.mcpguard.schema.UnsupportedSchemaException;
import io.mcpguard.session.VerifiedItem.Objection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the schemas of a tool's definition come to.
 *
 * @param output what its results have to look like, null if it does not say
 * @param broken why it cannot be used safely whatever its pins say, null if it can
 */
record ToolSchemas(
        @Nullable SchemaValidator output, @Nullable Objection broken) {

    private static final ToolSchemas NONE = new ToolSchemas(null, null);

    /** Only tools have schemas. */
    static ToolSchemas of(DeclaredList list, Map<?, ?> definition) {
        return list == DeclaredList.TOOLS ? of(definition) : NONE;
    }

    static ToolSchemas of(Map<?, ?> definition) {
        Object schema = definition.get("outputSchema");
        try {
            SchemaValidator output = schema == null ? null : SchemaValidator.compile(schema);
            if (schema instanceof Map<?, ?> map && map.containsKey("$id")) {
                return new ToolSchemas(output, Objection.NAMED_OUTPUT);
            }
            boolean sound = HeaderAnnotations.areSound(definition.get("inputSchema"));
            return new ToolSchemas(output, sound ? null : Objection.BAD_HEADERS);
        } catch (UnsupportedSchemaException e) {
            return new ToolSchemas(null, Objection.UNCHECKABLE_OUTPUT);
        }
    }
}
