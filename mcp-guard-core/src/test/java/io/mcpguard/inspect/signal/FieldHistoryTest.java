package io.mcpguard.inspect.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.inspect.Inspections;
import io.mcpguard.inspect.text.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is remembered of the fields of a tool's results, and how much of it. */
class FieldHistoryTest {

    private final FieldHistory history = new FieldHistory();

    private static Map<String, @Nullable Object> order(String status) {
        return Map.of("structuredContent", Map.of("status", status));
    }

    private boolean heldNoProse(String tool, Map<String, @Nullable Object> payload) {
        var held = new boolean[1];
        Walk.over(payload, (walk, kind, isKey, text) -> held[0] |= !isKey && history.heldNoProse(tool, walk.field()));
        return held[0];
    }

    @Test
    void aFieldOfShortValuesIsKnownAfterAFewResults() {
        for (int i = 0; i < 5; i++) {
            assertThat(heldNoProse("track", order("x"))).isFalse();
            history.learn("track", order("in transit " + i));
        }

        assertThat(heldNoProse("track", order("x"))).isTrue();
        assertThat(heldNoProse("other", order("x"))).as("of another tool").isFalse();
    }

    @Test
    void aFieldThatHeldASentenceOnceIsNeverOneOfShortValues() {
        history.learn("track", order("The parcel waits at the post office."));
        for (int i = 0; i < 10; i++) {
            history.learn("track", order("in transit"));
        }

        assertThat(heldNoProse("track", order("x"))).isFalse();
    }

    @Test
    void oneResultWithManyValuesIsNotEnough() {
        var items = new ArrayList<Map<String, String>>();
        for (int i = 0; i < 100; i++) {
            items.add(Map.of("id", "a" + i));
        }
        history.learn("list", Map.of("structuredContent", Map.of("items", items)));

        assertThat(heldNoProse("list", Map.of("structuredContent", Map.of("items", List.of(Map.of("id", "x"))))))
                .isFalse();
    }

    @Test
    void allItemsOfAListAreOneField() {
        for (int i = 0; i < 5; i++) {
            history.learn("list", Map.of("structuredContent", Map.of("items", List.of("a", "b", "c"))));
        }

        assertThat(heldNoProse(
                        "list", Map.of("structuredContent", Map.of("items", List.of("a", "b", "c", "d", "e", "f")))))
                .isTrue();
    }

    @Test
    void keysOfJsonInATextAreFieldsOfTheirOwn() {
        for (int i = 0; i < 5; i++) {
            history.learn(
                    "track", Inspections.result("{\"status\": \"sent\", \"note\": \"It is on its way to you.\"}"));
        }
        var field = new long[1];
        Walk.over(Inspections.result("x"), (walk, kind, isKey, text) -> {
            if (text.equals("x")) {
                field[0] = walk.field();
            }
        });
        var keys = new HashMap<String, Long>();
        String text = "{\"status\": \"sent\", \"note\": \"fine\"}";
        Fields.forEach(text, (key, start, end) -> keys.put(text.substring(start, end), key));

        assertThat(history.heldNoProse("track", FieldHistory.inside(field[0], keys.get("sent"))))
                .isTrue();
        assertThat(history.heldNoProse("track", FieldHistory.inside(field[0], keys.get("fine"))))
                .isFalse();
    }

    @Test
    void aServerCannotFillTheMemory() {
        for (int i = 0; i < 100; i++) {
            var fields = new HashMap<String, @Nullable Object>();
            for (int j = 0; j < 1_000; j++) {
                fields.put("f" + i + "-" + j, "value");
            }
            history.learn("flood" + i, Map.of("structuredContent", fields));
        }

        assertThat(history.size()).isEqualTo(FieldHistory.MAX_FIELDS);
    }

    @Test
    void oneResultAddsOnlySoMuch() {
        var text = new StringBuilder("{");
        for (int i = 0; i < 10_000; i++) {
            text.append("\"k").append(i).append("\": 1, ");
        }
        history.learn("flood", Inspections.result(text.append("}").toString()));

        assertThat(history.size()).isLessThanOrEqualTo(FieldHistory.MAX_VALUES);
    }
}
