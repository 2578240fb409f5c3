package io.mcpguard.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Phase;
import io.mcpguard.schema.Shape.Violation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of MCP against the cases of {@code shapes.json}. */
class ShapeTest {

    static Stream<Arguments> fine() {
        return Cases.read("shapes.json").stream()
                .flatMap(
                        c -> list(c.get("fine")).stream().map(payload -> arguments(c.get("about"), shape(c), payload)));
    }

    static Stream<Arguments> wrong() {
        return Cases.read("shapes.json").stream()
                .flatMap(c -> list(c.get("wrong")).stream().map(row -> {
                    List<?> cells = (List<?>) row;
                    var violations = new ArrayList<Violation>();
                    for (int i = 1; i < cells.size(); i += 2) {
                        violations.add(new Violation((String) cells.get(i), (String) cells.get(i + 1)));
                    }
                    return arguments(c.get("about"), shape(c), cells.get(0), violations);
                }));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("fine")
    void passes(String about, Shape shape, Map<String, @Nullable Object> payload) {
        assertThat(shape.check(payload)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("wrong")
    void saysWhatIsWrong(String about, Shape shape, Map<String, @Nullable Object> payload, List<Violation> violations) {
        assertThat(shape.check(payload)).containsExactlyElementsOf(violations);
    }

    @Test
    void leavesRequestsOfTheClientAlone() {
        assertThat(Shape.of("tools/call", Phase.REQUEST, Kind.REQUEST).check(Map.of("content", 5)))
                .isEmpty();
        assertThat(Shape.of("sampling/createMessage", Phase.RESPONSE, Kind.RESULT)
                        .check(Map.of("messages", 5)))
                .isEmpty();
    }

    @Test
    void takesAllOfAMessageWithTooManyMistakes() {
        Shape list = Shape.of("tools/list", Phase.RESPONSE, Kind.RESULT);

        assertThat(list.check(Map.of("tools", Collections.nCopies(100, 5)))).hasSize(100);
        assertThat(list.check(Map.of("tools", Collections.nCopies(101, 5))))
                .hasSize(101)
                .last()
                .isEqualTo(new Violation("", "a message with at most 100 mistakes"));
        assertThat(list.check(Map.of("tools", Collections.nCopies(100_000, 5)))).hasSize(101);
    }

    @Test
    void allocatesNothingWhenNothingIsWrong() {
        List<Message> messages = Cases.read("shapes.json").stream()
                .flatMap(c -> list(c.get("fine")).stream().map(payload -> new Message(shape(c), payload)))
                // the two places where it has to go through an object's members
                .filter(m ->
                        !m.toString().contains("extensions=") && !m.toString().contains("blob=null"))
                .toList();
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        messages.forEach(Message::check);

        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            messages.forEach(Message::check);
        }
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        // less than one object a message; the JVM and the agent that measures coverage take a few bytes of their own
        assertThat(allocated / (100L * messages.size())).isLessThan(16);
    }

    private record Message(Shape shape, @Nullable Object payload) {

        @SuppressWarnings("unchecked")
        void check() {
            shape.check((Map<String, @Nullable Object>) payload);
        }
    }

    private static Shape shape(Map<String, @Nullable Object> c) {
        Kind kind = Kind.valueOf((String) c.get("kind"));
        Phase phase = kind == Kind.RESULT || kind == Kind.ERROR ? Phase.RESPONSE : Phase.REQUEST;
        return Shape.of((String) c.get("event"), phase, kind);
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) value;
    }
}
