package io.mcpguard.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes random schemas and instances from a small vocabulary, so that they meet often enough. */
final class RandomSchemas {

    static final String DRAFT_07 = "http://json-schema.org/draft-07/schema#";

    private static final List<String> NAMES = List.of("a", "b", "ab", "c");
    private static final List<String> PATTERNS =
            List.of("^a", "b$", "^[ab]+$", "a{2}", "^.{1,2}$", "^$|c", "\\d", "(a|b)c");
    private static final List<Object> SCALARS = List.of(
            "", "a", "ab", "aa", "bc", "a1", "\uD83D\uDE00b", true, false, -1L, 0L, 1L, 1.0, 1.5, 2L, 3L, 6L, 0.1);
    private static final List<String> TYPES =
            List.of("null", "boolean", "integer", "number", "string", "array", "object");

    private final Random random;
    private final boolean draft07;
    private final boolean floats;

    RandomSchemas(long seed) {
        this.random = new Random(seed);
        this.draft07 = random.nextInt(3) == 0;
        this.floats = random.nextBoolean();
    }

    /** A whole schema, with definitions to refer to. */
    Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        if (draft07) {
            document.put("$schema", DRAFT_07);
        }
        document.putAll(object(3));
        document.put(draft07 ? "definitions" : "$defs", Map.of("x", object(2), "y", schema(2)));
        return document;
    }

    @Nullable
    Object instance(int depth) {
        int kind = random.nextInt(depth == 0 ? 5 : 12);
        if (kind < 4) {
            Object scalar = oneOf(SCALARS);
            return !floats && scalar instanceof Double ? (Object) 1L : scalar;
        }
        if (kind == 4) {
            return null;
        }
        if (kind < 8) {
            var list = new ArrayList<@Nullable Object>();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(instance(depth - 1));
            }
            return list;
        }
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(oneOf(NAMES), instance(depth - 1));
        }
        return map;
    }

    private Object schema(int depth) {
        return depth == 0 || random.nextInt(8) == 0 ? (Object) (random.nextInt(3) > 0) : object(depth);
    }

    private Map<String, @Nullable Object> object(int depth) {
        var schema = new LinkedHashMap<String, @Nullable Object>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            keyword(schema, depth - 1);
        }
        return schema;
    }

    private void keyword(Map<String, @Nullable Object> schema, int depth) {
        switch (random.nextInt(draft07 ? 32 : 38)) {
            case 0, 1 -> schema.put("type", oneOf(TYPES));
            case 2 -> schema.put("type", List.of(oneOf(TYPES), "object"));
            case 3 -> schema.put("enum", distinct());
            case 4 -> schema.put("const", constant());
            case 5 -> schema.put("minimum", number());
            case 6 -> schema.put("maximum", number());
            case 7 -> schema.put("exclusiveMinimum", number());
            case 8 -> schema.put("exclusiveMaximum", number());
            case 9 -> schema.put("multipleOf", oneOf(List.of(1L, 2L, 0.5, 0.1, 3.0)));
            case 10 -> schema.put("minLength", count());
            case 11 -> schema.put("maxLength", count());
            case 12 -> schema.put("pattern", oneOf(PATTERNS));
            case 13, 14 -> schema.put("properties", named(() -> schema(depth)));
            case 15 -> schema.put("required", names());
            case 16 -> schema.put("additionalProperties", schema(depth));
            case 17 -> schema.put("patternProperties", Map.of(oneOf(PATTERNS), schema(depth)));
            case 18 -> schema.put("propertyNames", schema(depth));
            case 19 -> schema.put("minProperties", count());
            case 20 -> schema.put("maxProperties", count());
            case 21 -> schema.put("items", schema(depth));
            case 22 -> {
                if (draft07) {
                    schema.put("items", schemas(depth));
                    schema.put("additionalItems", schema(depth));
                } else {
                    schema.put("prefixItems", schemas(depth));
                }
            }
            case 23 -> schema.put("contains", schema(depth));
            case 24 -> schema.put("minItems", count());
            // networknt 3.0.6 applies it to objects too, and takes 1 and 1.0 for different
            case 25 ->
                schema.put(
                        "allOf",
                        List.of(floats ? Map.of("type", "array") : Map.of("type", "array", "uniqueItems", true)));
            case 26 -> schema.put("allOf", schemas(depth));
            case 27 -> schema.put("anyOf", schemas(depth));
            case 28 -> schema.put("oneOf", schemas(depth));
            case 29 -> schema.put("not", schema(depth));
            case 30 -> {
                schema.put("if", schema(depth));
                schema.put("then", schema(depth));
                schema.put("else", schema(depth));
            }
            case 31 ->
                schema.put(
                        "$ref",
                        oneOf(
                                draft07
                                        ? List.of("#/definitions/x", "#/definitions/y", "#")
                                        : List.of("#/$defs/x", "#/$defs/y", "#")));
            case 32 -> schema.put("dependentRequired", named(this::names));
            case 33 -> schema.put("dependentSchemas", named(() -> schema(depth)));
            case 34, 35 -> {
                schema.put("contains", schema(depth));
                long min = count();
                schema.put("minContains", min);
                schema.put("maxContains", min + count());
            }
            case 36 -> schema.put("unevaluatedProperties", schema(depth));
            default -> schema.put("unevaluatedItems", schema(depth));
        }
    }

    private List<Object> schemas(int depth) {
        var schemas = new ArrayList<Object>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            schemas.add(schema(depth));
        }
        return schemas;
    }

    private Map<String, Object> named(Supplier<Object> value) {
        var named = new LinkedHashMap<String, Object>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            named.put(oneOf(NAMES), value.get());
        }
        return named;
    }

    private List<String> names() {
        return List.of(oneOf(NAMES));
    }

    private List<@Nullable Object> distinct() {
        var values = new ArrayList<@Nullable Object>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            values.add(constant());
        }
        return values;
    }

    /** Inside an array or object networknt takes 1 and 1.0 for different. */
    private @Nullable Object constant() {
        return instance(floats ? 0 : 1);
    }

    private Object number() {
        return oneOf(List.of(0L, 1L, 1.5, 2L, 0.1));
    }

    private long count() {
        return random.nextInt(4);
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
