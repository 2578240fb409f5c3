package io.mcpguard.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keywords that apply other schemas to the same instance. */
final class Combinators {

    private static final int STEPS_TO_COLLECT = 10;

    private final List<Check> checks = new ArrayList<>();
    private final List<Schema> inPlace = new ArrayList<>();

    /**
     * The checks of a schema, but for {@code $ref}.
     *
     * @param draft07 whether the schema says that it is of draft-07 or older
     */
    Combinators(Keywords keywords, boolean draft07) {
        allOf(some(keywords, "allOf"));
        anyOf(some(keywords, "anyOf"));
        oneOf(some(keywords, "oneOf"));
        not(keywords.schema("not"));
        condition(keywords.schema("if"), keywords.schema("then"), keywords.schema("else"));
        if (!draft07) {
            keywords.schemaMap("dependentSchemas").forEach(this::dependency);
        }
        Map<?, ?> dependencies = keywords.map("dependencies");
        if (dependencies != null) {
            ObjectChecks.dependentRequired(dependencies, "dependencies", checks);
            dependencies.forEach((name, value) -> {
                if (!(value instanceof List)) {
                    dependency((String) name, keywords.schema(value));
                }
            });
        }
    }

    List<Check> checks() {
        return checks;
    }

    /** The schemas that are applied to the same instance, directly. */
    List<Schema> inPlace() {
        return inPlace;
    }

    private static @Nullable List<Schema> some(Keywords keywords, String keyword) {
        List<Schema> schemas = keywords.schemas(keyword);
        if (schemas != null && schemas.isEmpty()) {
            throw Keywords.malformed();
        }
        return schemas;
    }

    private void allOf(@Nullable List<Schema> schemas) {
        if (schemas != null) {
            inPlace.addAll(schemas);
            checks.addAll(schemas);
        }
    }

    private void anyOf(@Nullable List<Schema> schemas) {
        if (schemas == null) {
            return;
        }
        inPlace.addAll(schemas);
        checks.add((value, run, seen) -> {
            boolean any = false;
            for (int i = 0; i < schemas.size() && (!any || seen != null); i++) {
                any |= tries(schemas.get(i), value, run, seen);
            }
            return any || run.fail("anyOf");
        });
    }

    private void oneOf(@Nullable List<Schema> schemas) {
        if (schemas == null) {
            return;
        }
        inPlace.addAll(schemas);
        checks.add((value, run, seen) -> {
            int valid = 0;
            for (int i = 0; i < schemas.size() && valid < 2; i++) {
                valid += tries(schemas.get(i), value, run, seen) ? 1 : 0;
            }
            return valid == 1 || run.fail("oneOf");
        });
    }

    private void not(@Nullable Schema schema) {
        if (schema == null) {
            return;
        }
        inPlace.add(schema);
        checks.add((value, run, seen) -> !tries(schema, value, run, null) || run.fail("not"));
    }

    private void condition(@Nullable Schema condition, @Nullable Schema then, @Nullable Schema otherwise) {
        if (condition == null) {
            return;
        }
        inPlace.add(condition);
        if (then != null) {
            inPlace.add(then);
        }
        if (otherwise != null) {
            inPlace.add(otherwise);
        }
        checks.add((value, run, seen) -> {
            Schema next = tries(condition, value, run, seen) ? then : otherwise;
            return next == null || next.test(value, run, seen);
        });
    }

    private void dependency(String name, Schema schema) {
        inPlace.add(schema);
        checks.add((value, run, seen) ->
                !(value instanceof Map<?, ?> map) || !map.containsKey(name) || schema.test(value, run, seen));
    }

    /** Tests a schema that need not hold; what it looked at counts only if it does. */
    private static boolean tries(Schema schema, @Nullable Object value, Run run, @Nullable Evaluated seen) {
        Evaluated mine = null;
        if (seen != null) {
            mine = new Evaluated();
            run.take(STEPS_TO_COLLECT);
        }
        run.beginAlternatives();
        boolean valid = schema.test(value, run, mine);
        run.endAlternatives();
        if (valid && seen != null && mine != null) {
            run.take(mine.size());
            seen.add(mine);
        }
        return valid;
    }
}
