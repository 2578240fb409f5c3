package io.mcpguard.schema;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compiled JSON Schema, of the dialects 2020-12 and draft-07 as MCP tools use them. Immutable and thread-safe.
 *
 * <p>Both the schema and the instance may come from an attacker, so everything is bounded: patterns run in linear time,
 * references stay inside the schema, and a validation has a budget in proportion to the sizes of instance and schema.
 * An instance that would take longer is invalid.
 *
 * <p>Without {@code $schema} a schema is read as 2020-12, and what draft-07 says differently ({@code items} as an
 * array, {@code dependencies}) is understood too. {@code content*} is an annotation and never fails, and
 * {@code format} fails in {@link #firstBrokenFormat} alone.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-validation">JSON Schema Validation</a>
 */
public final class SchemaValidator {

    private final Schema root;
    private final int nodes;

    private SchemaValidator(Schema root, int nodes) {
        this.root = root;
        this.nodes = nodes;
    }

    /**
     * Compiles a schema.
     *
     * @param schemaTree a JSON tree, an object or a boolean, of at most 100,000 nodes and 128 levels
     * @return the validator
     * @throws UnsupportedSchemaException if it cannot be checked in bounded time, or is no schema
     */
    public static SchemaValidator compile(@Nullable Object schemaTree) {
        var compiler = new SchemaCompiler(schemaTree);
        return new SchemaValidator(compiler.compile(), compiler.nodes());
    }

    /**
     * Checks an instance.
     *
     * @param instance a JSON tree
     * @return whether it is valid
     */
    public boolean isValid(@Nullable Object instance) {
        return Run.validate(root, nodes, instance, true) == null;
    }

    /**
     * Finds the first thing that is wrong with an instance.
     *
     * @param instance a JSON tree
     * @return where, and which keyword; empty if it is valid
     */
    public Optional<Problem> firstProblem(@Nullable Object instance) {
        return Optional.ofNullable(Run.validate(root, nodes, instance, false));
    }

    /**
     * Finds out whether strings that were cut have lost a format that the schema asks of them. Those that are as they were
     * need not have it.
     *
     * @param before the instance as it came
     * @param after the same with some of its strings cut, and nothing else changed
     * @return what the schema objects to in the one and would not if formats were annotations; empty if there is nothing
     */
    public Optional<Problem> firstBrokenFormat(@Nullable Object before, @Nullable Object after) {
        if (before == after || !isValid(after)) {
            return Optional.empty();
        }
        return Optional.ofNullable(Run.validateCut(root, nodes, after, before));
    }

    /**
     * One thing that is wrong with an instance.
     *
     * @param pointer the RFC 6901 pointer into the instance; its keys are text of the other side
     * @param keyword the keyword that is not satisfied; {@code false} for the schema that allows nothing,
     *     {@code budget} if checking would take too long
     */
    public record Problem(String pointer, String keyword) {

        static final Problem BUDGET = new Problem("", "budget");
        static final Problem UNKNOWN = new Problem("", "unknown");
    }
}
