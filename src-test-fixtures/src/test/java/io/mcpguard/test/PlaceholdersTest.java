package io.mcpguard.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

    private final Placeholders placeholders = new Placeholders(Map.of("a", "x", "tree", Map.of("n", 1)));

    @Test
    void fillInValuesAndKeys() {
        assertThat(placeholders.fill(Map.of("k{{a}}", List.of("1{{a}}2{{a}}3", 4))))
                .isEqualTo(Map.of("kx", List.of("1x2x3", 4)));
    }

    @Test
    void keepTheTypeOfAWholeValue() {
        assertThat(placeholders.fill("{{tree}}")).isEqualTo(Map.of("n", 1));
    }

    @Test
    void hideText() {
        assertThat(placeholders.fill("a{{tags:hi}}")).isEqualTo("a" + HiddenText.tags("hi"));
    }

    @Test
    void needAValue() {
        assertThatThrownBy(() -> placeholders.fill("{{b}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no value for {{b}}, there are ");
        assertThatThrownBy(() -> placeholders.fill("{{a")).hasMessage("{{ without }} in \"{{a\"");
    }
}
