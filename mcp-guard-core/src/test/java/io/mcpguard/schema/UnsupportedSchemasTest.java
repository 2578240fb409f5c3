package io.mcpguard.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.mcpguard.schema.UnsupportedSchemaException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class UnsupportedSchemasTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NOT_LINEAR          | {"pattern": "(a)\\\\1"}
            NOT_LINEAR          | {"patternProperties": {"(?=a)": true}}
            REMOTE_REF          | {"$ref": "https://example.com/schema"}
            REMOTE_REF          | {"$ref": "http://json-schema.org/draft-07/schema#"}
            REMOTE_REF          | {"$id": "https://example.com/a", "$ref": "https://example.com/b#/x"}
            REMOTE_REF          | {"items": {"$ref": "file:///etc/passwd"}}
            REMOTE_REF          | {"$ref": "definitions.json#/a"}
            REMOTE_REF          | {"$schema": "https://example.com/dialect", "type": "object"}
            REMOTE_REF          | {"$schema": "https://example.com/?json-schema.org/draft-07/schema#"}
            REF_LOOP            | {"$ref": "#"}
            REF_LOOP            | {"allOf": [{"$ref": "#"}]}
            REF_LOOP            | {"anyOf": [{"type": "string"}, {"not": {"$ref": "#"}}]}
            REF_LOOP            | {"if": {"$ref": "#"}}
            REF_LOOP            | {"dependentSchemas": {"a": {"$ref": "#"}}}
            REF_LOOP            | {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"oneOf": [{"$ref": "#/$defs/a"}]}}}
            UNSUPPORTED_KEYWORD | {"items": {"$dynamicRef": "#node"}}
            UNSUPPORTED_KEYWORD | {"$recursiveRef": "#"}
            UNSUPPORTED_KEYWORD | {"items": {"$id": "https://example.com/inner", "$ref": "#/x"}}
            MALFORMED           | []
            MALFORMED           | "string"
            MALFORMED           | null
            MALFORMED           | {"type": "any"}
            MALFORMED           | {"type": ["string", 1]}
            MALFORMED           | {"properties": []}
            MALFORMED           | {"properties": {"a": "string"}}
            MALFORMED           | {"properties": {"a": null}}
            MALFORMED           | {"required": true}
            MALFORMED           | {"required": ["a", 1]}
            MALFORMED           | {"enum": "a"}
            MALFORMED           | {"anyOf": []}
            MALFORMED           | {"allOf": {}}
            MALFORMED           | {"minLength": -1}
            MALFORMED           | {"maxItems": 1.5}
            MALFORMED           | {"minimum": "0"}
            MALFORMED           | {"minimum": 0, "exclusiveMinimum": "true"}
            MALFORMED           | {"multipleOf": 0}
            MALFORMED           | {"multipleOf": -0.1}
            MALFORMED           | {"pattern": 5}
            MALFORMED           | {"uniqueItems": "true"}
            MALFORMED           | {"dependentRequired": {"a": {}}}
            MALFORMED           | {"dependencies": {"a": "b"}}
            MALFORMED           | {"items": 5}
            MALFORMED           | {"$ref": 5}
            MALFORMED           | {"$ref": "#/$defs/missing"}
            MALFORMED           | {"$ref": "#missing"}
            MALFORMED           | {"$ref": "#/%zz"}
            MALFORMED           | {"$ref": "#/properties", "properties": 5}
            MALFORMED           | {"$defs": {"a": {"$anchor": "x"}, "b": {"$anchor": "x"}}}
            """)
    void refuses(Reason reason, String schema) {
        assertThatExceptionOfType(UnsupportedSchemaException.class)
                .isThrownBy(() -> SchemaValidator.compile(Cases.json(schema)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the benign twins: what recurses looks at a part of the instance
                "{\"properties\": {\"next\": {\"$ref\": \"#\"}}}",
                "{\"anyOf\": [{\"type\": \"string\"}, {\"items\": {\"not\": {\"$ref\": \"#\"}}}]}",
                "{\"propertyNames\": {\"$ref\": \"#\"}}",
                "{\"$id\": \"https://example.com/a\", \"items\": {\"$ref\": \"https://example.com/a#/x\"}, \"x\": {}}",
                "{\"properties\": {\"$id\": {\"type\": \"string\"}, \"$ref\": {\"type\": \"string\"}}}",
                "{\"$defs\": {\"unused\": {\"$ref\": \"https://example.com/schema\"}}}"
            })
    void takesWhatOnlyLooksLikeIt(String schema) {
        assertThatNoException().isThrownBy(() -> SchemaValidator.compile(Cases.json(schema)));
    }

    @Test
    void saysNothingOfTheServersText() {
        assertThat(Reason.values())
                .extracting(reason -> new UnsupportedSchemaException(reason).getMessage())
                .containsExactly(
                        "the schema has a pattern that cannot be matched in linear time",
                        "the schema refers to another document",
                        "the schema refers to itself in a loop",
                        "the schema is too large",
                        "the schema is malformed",
                        "the schema uses a keyword that is not supported");
        assertThatExceptionOfType(UnsupportedSchemaException.class)
                .isThrownBy(() -> SchemaValidator.compile(Map.of("pattern", "(ignore previous instructions")))
                .withMessage("the schema has a pattern that cannot be matched in linear time")
                .withNoCause();
    }

    @Test
    void boundsNodes() {
        assertTooLarge(Map.of("enum", IntStream.range(0, 100_000).boxed().toList()));
        assertFits(Map.of("enum", IntStream.range(0, 99_000).boxed().toList()));
    }

    @Test
    void boundsDepth() {
        assertTooLarge(nested("not", 129));
        assertTooLarge(nested("items", 200_000));
        assertFits(nested("items", 128));
    }

    @Test
    void boundsChainsOfReferences() {
        assertTooLarge(chain(101));
        assertTooLarge(chain(20_000));
        assertFits(chain(100));
    }

    @Test
    void endsOnACycleOfObjects() {
        var cyclic = new LinkedHashMap<String, @Nullable Object>();
        cyclic.put("items", cyclic);

        assertTooLarge(cyclic);
    }

    @Test
    void endsOnATreeThatSharesItsParts() {
        List<Object> shared = List.of(Map.of("type", "string"));
        for (int i = 0; i < 60; i++) {
            shared = List.of(Map.of("anyOf", shared), Map.of("anyOf", shared));
        }

        assertTooLarge(Map.of("anyOf", shared));
    }

    @Test
    void endsOnConstantsMadeToCollide() {
        assertTooLarge(Map.of("enum", colliding()));
    }

    @Test
    void boundsWhatAllPatternsTakeTogether() {
        var patterns = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < 3_000; i++) {
            patterns.put("x{1,990}" + i, true);
        }

        assertTooLarge(Map.of("patternProperties", patterns));
    }

    /** 32,768 arrays of one hash code. */
    static List<Object> colliding() {
        var arrays = new ArrayList<Object>();
        for (int i = 0; i < 1 << 15; i++) {
            var text = new StringBuilder();
            for (int bit = 0; bit < 15; bit++) {
                text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            arrays.add(List.of(text.toString()));
        }
        return arrays;
    }

    private static Object nested(String keyword, int depth) {
        Object schema = true;
        for (int i = 0; i < depth; i++) {
            schema = Map.of(keyword, schema);
        }
        return schema;
    }

    private static Object chain(int length) {
        var definitions = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 1; i < length; i++) {
            definitions.put("a" + i, Map.of("$ref", "#/$defs/a" + (i + 1)));
        }
        definitions.put("a" + length, true);
        return Map.of("$ref", "#/$defs/a1", "$defs", definitions);
    }

    private static void assertTooLarge(Object schema) {
        assertThatExceptionOfType(UnsupportedSchemaException.class)
                .isThrownBy(() -> SchemaValidator.compile(schema))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    private static void assertFits(Object schema) {
        assertThatNoException().isThrownBy(() -> SchemaValidator.compile(schema));
    }
}
