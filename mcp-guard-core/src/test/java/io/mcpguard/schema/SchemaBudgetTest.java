package io.mcpguard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.schema.SchemaValidator.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each attack ends, each honest twin of the same size passes. */
@Timeout(20)
class SchemaBudgetTest {

    private static final Problem BUDGET = new Problem("", "budget");

    @Test
    void endsAlternativesThatMultiplyWithDepth() {
        // each level tries both alternatives, and fails in both only when all below has been tried
        Object recursive = Cases.json("""
                {"$ref": "#/$defs/a", "$defs": {"a": {"anyOf": [
                    {"properties": {"x": {"$ref": "#/$defs/a"}}, "required": ["x", "y"]},
                    {"properties": {"x": {"$ref": "#/$defs/a"}}, "type": "object", "minProperties": 1,
                     "not": {"properties": {"x": {"not": {"$ref": "#/$defs/a"}}}}}]}}}
                """);

        assertThat(SchemaValidator.compile(recursive).firstProblem(nested("x", 60)))
                .contains(BUDGET);
    }

    @Test
    void tellsAlternativesApartByTheirConstantsFirst() {
        Object expression = Cases.json("""
                {"$ref": "#/$defs/e", "$defs": {"e": {"anyOf": [
                    {"properties": {"left": {"$ref": "#/$defs/e"}, "op": {"const": "-"}}, "required": ["op"]},
                    {"properties": {"left": {"$ref": "#/$defs/e"}, "op": {"enum": ["*", "/"]}}, "required": ["op"]},
                    {"properties": {"left": {"$ref": "#/$defs/e"}, "op": {"const": "+"}}, "required": ["op"]},
                    {"type": "integer"}]}}}
                """);
        Object sum = 1L;
        for (int i = 0; i < 100; i++) {
            var node = new LinkedHashMap<String, @Nullable Object>();
            node.put("left", sum);
            node.put("op", "+");
            sum = node;
        }

        assertThat(SchemaValidator.compile(expression).firstProblem(sum)).isEmpty();
    }

    @Test
    void endsManyAlternativesOnManyItems() {
        List<Object> alternatives = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            alternatives.add(Map.of("required", List.of("k" + i)));
        }
        SchemaValidator validator =
                SchemaValidator.compile(Map.of("items", Map.of("not", Map.of("anyOf", alternatives))));

        assertThat(validator.firstProblem(Collections.nCopies(50_000, Map.of())))
                .contains(BUDGET);
        assertThat(validator.firstProblem(Collections.nCopies(10, Map.of()))).isEmpty();
    }

    @Test
    void paysForEveryDependencyOfEveryItem() {
        var dependencies = new LinkedHashMap<String, Object>();
        IntStream.range(0, 50_000).forEach(i -> dependencies.put("k" + i, List.of()));
        SchemaValidator validator = SchemaValidator.compile(Map.of("items", Map.of("dependentRequired", dependencies)));

        assertThat(validator.firstProblem(Collections.nCopies(100_000, Map.of())))
                .contains(BUDGET);
        assertThat(validator.firstProblem(Collections.nCopies(10, Map.of()))).isEmpty();
    }

    @Test
    void paysForEveryConstantOfEveryItem() {
        var properties = new LinkedHashMap<String, Object>();
        IntStream.range(0, 30_000).forEach(i -> properties.put("k" + i, Map.of("const", i)));
        SchemaValidator validator = SchemaValidator.compile(Map.of("items", Map.of("properties", properties)));

        assertThat(validator.firstProblem(Collections.nCopies(100_000, Map.of())))
                .contains(BUDGET);
        assertThat(validator.firstProblem(Collections.nCopies(10, Map.of("k1", 1))))
                .isEmpty();
    }

    @Test
    void paysForWhatIsCollectedAgainAndAgain() {
        var links = new LinkedHashMap<String, Object>();
        for (int i = 0; i < 90; i++) {
            links.put("d" + i, Map.of("$ref", "#/$defs/d" + (i + 1), "unevaluatedProperties", true));
        }
        links.put("d90", Map.of("additionalProperties", true));
        SchemaValidator validator = SchemaValidator.compile(Map.of(
                "$defs",
                links,
                "anyOf",
                Collections.nCopies(40, Map.of("$ref", "#/$defs/d0")),
                "unevaluatedProperties",
                true));
        var object = new LinkedHashMap<String, Object>();
        IntStream.range(0, 100_000).forEach(i -> object.put("k" + i, i));

        assertThat(validator.firstProblem(object)).contains(BUDGET);
        assertThat(validator.firstProblem(Map.of("k", 1))).isEmpty();
    }

    @Test
    void matchesPatternsInLinearTime() {
        SchemaValidator validator = SchemaValidator.compile(Map.of("pattern", "(x+x+)+y"));

        assertThat(validator.firstProblem("x".repeat(100_000))).contains(new Problem("", "pattern"));
        assertThat(validator.firstProblem("x".repeat(100_000) + "y")).isEmpty();
    }

    @Test
    void endsLargePatternsOnLongTexts() {
        SchemaValidator validator = SchemaValidator.compile(Map.of("pattern", "(?:x{1,30}){30}y"));

        assertThat(validator.firstProblem("x".repeat(1_000_000))).contains(BUDGET);
        assertThat(validator.firstProblem("x".repeat(1_000) + "y")).isEmpty();
    }

    @Test
    void comparesItemsWithoutComparingAllPairs() {
        SchemaValidator validator = SchemaValidator.compile(Map.of("uniqueItems", true));
        List<Object> items =
                new ArrayList<>(LongStream.range(0, 100_000).boxed().toList());

        assertThat(validator.firstProblem(items)).isEmpty();
        items.add(0.0);
        assertThat(validator.firstProblem(items)).contains(new Problem("", "uniqueItems"));
    }

    @Test
    void endsOnItemsMadeToCollide() {
        assertThat(SchemaValidator.compile(Map.of("uniqueItems", true))
                        .firstProblem(UnsupportedSchemasTest.colliding()))
                .contains(BUDGET);
    }

    @Test
    void endsOnLongTextsThatDifferAtTheirEnds() {
        String text = "x".repeat(10_000);
        List<Object> constants = new ArrayList<>();
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            constants.add(Map.of("const", text + "a" + (1_000 + i)));
            items.add(text + "b" + (1_000 + i));
        }
        SchemaValidator validator = SchemaValidator.compile(Map.of("items", Map.of("not", Map.of("anyOf", constants))));

        assertThat(validator.firstProblem(items)).contains(BUDGET);
        assertThat(validator.firstProblem(items.subList(0, 1))).isEmpty();
    }

    @Test
    void endsOnNumbersWithHugeExponents() {
        SchemaValidator multiples = SchemaValidator.compile(Map.of("multipleOf", 3L));

        assertThat(multiples.firstProblem(new BigDecimal("1e999999999"))).contains(BUDGET);
        assertThat(multiples.firstProblem(new BigDecimal("1e-999999999"))).contains(BUDGET);
        assertThat(multiples.firstProblem(new BigDecimal("3e300"))).isEmpty();
        assertThat(SchemaValidator.compile(Map.of("type", "integer")).isValid(new BigDecimal("1e999999999")))
                .isTrue();
        assertThat(SchemaValidator.compile(Map.of("const", new BigDecimal("1e999999999")))
                        .isValid(new BigDecimal("10e999999998")))
                .isTrue();
    }

    @Test
    void endsOnDepthBeforeTheStackDoes() {
        var definitions = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < 90; i++) {
            definitions.put("a" + i, Map.of("$ref", "#/$defs/a" + (i + 1)));
        }
        definitions.put("a90", Map.of("items", Map.of("$ref", "#/$defs/a0")));
        SchemaValidator validator = SchemaValidator.compile(Map.of("$ref", "#/$defs/a0", "$defs", definitions));

        assertThat(validator.firstProblem(lists(100))).contains(BUDGET);
        assertThat(validator.firstProblem(lists(10_000))).contains(BUDGET);
        assertThat(validator.firstProblem(lists(5))).isEmpty();
    }

    @Test
    void leavesRoomForLargeHonestData() {
        SchemaValidator validator = SchemaValidator.compile(Cases.json("""
                {"type": "object", "required": ["rows"], "properties": {"rows": {"type": "array", "items": {
                    "type": "object", "additionalProperties": false, "required": ["id", "name", "tags"],
                    "properties": {
                        "id": {"type": "integer", "minimum": 0},
                        "name": {"type": "string", "maxLength": 100, "pattern": "^[a-z ]+\\\\d*$"},
                        "price": {"anyOf": [{"type": "number"}, {"type": "null"}]},
                        "tags": {"type": "array", "uniqueItems": true, "items": {"enum": ["red", "green", "blue"]}}
                    }}}}}
                """));
        List<Map<String, Object>> rows = IntStream.range(0, 20_000)
                .mapToObj(i -> Map.<String, Object>of(
                        "id", (long) i, "name", "thing " + i, "price", i * 0.5, "tags", List.of("red", "blue")))
                .toList();

        assertThat(validator.firstProblem(Map.of("rows", rows))).isEmpty();
    }

    private static Object nested(String key, int depth) {
        Object node = 1L;
        for (int i = 0; i < depth; i++) {
            node = Map.of(key, node);
        }
        return node;
    }

    private static Object lists(int depth) {
        Object node = 1L;
        for (int i = 0; i < depth; i++) {
            node = List.of(node);
        }
        return node;
    }
}
