package io.mcpguard.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mcpguard.schema.SchemaValidator.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every keyword against the cases of {@code keywords.json}. */
class SchemaKeywordsTest {

    static Stream<Arguments> valid() {
        return cases("valid").map(c -> arguments(c.about, c.schema, c.example));
    }

    static Stream<Arguments> invalid() {
        return cases("invalid").map(c -> {
            List<?> row = (List<?>) c.example;
            return arguments(c.about, c.schema, row.get(0), new Problem((String) row.get(1), (String) row.get(2)));
        });
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("valid")
    void accepts(String about, Object schema, @Nullable Object instance) {
        SchemaValidator validator = SchemaValidator.compile(schema);

        assertThat(validator.firstProblem(instance)).isEmpty();
        assertThat(validator.isValid(instance)).isTrue();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("invalid")
    void saysWhatIsWrong(String about, Object schema, @Nullable Object instance, Problem problem) {
        SchemaValidator validator = SchemaValidator.compile(schema);

        assertThat(validator.firstProblem(instance)).contains(problem);
        assertThat(validator.isValid(instance)).isFalse();
    }

    private static Stream<Case> cases(String verdict) {
        return Cases.read("keywords.json").stream().flatMap(c -> {
            List<?> examples = (List<?>) c.getOrDefault(verdict, List.of());
            return examples.stream().map(example -> new Case((String) c.get("about"), c.get("schema"), example));
        });
    }

    private record Case(
            @Nullable String about,
            @Nullable Object schema,
            @Nullable Object example) {}
}
