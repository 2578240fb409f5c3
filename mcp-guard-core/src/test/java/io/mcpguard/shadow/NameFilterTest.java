package io.mcpguard.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameFilterTest {

    @Test
    void overlooksNoName() {
        List<String> names =
                IntStream.range(0, 10_000).mapToObj(i -> "tool_" + i).toList();
        NameFilter filter = NameFilter.of(names, List.of());

        assertThat(names).allMatch(name -> filter.mayHave("x" + name + "y", 1, 1 + name.length()));
    }

    @Test
    void tellsNearlyAllOtherWordsByThemselves() {
        NameFilter filter = NameFilter.of(
                IntStream.range(0, 10_000).mapToObj(i -> "tool_" + i).toList(), List.of());

        assertThat(IntStream.range(0, 100_000)
                        .mapToObj(i -> "word" + i)
                        .filter(word -> filter.mayHave(word, 0, word.length()))
                        .count())
                .isLessThan(4_000);
    }

    @Test
    void withoutNamesNothingMayBeOne() {
        assertThat(NameFilter.of(List.of(), List.of()).mayHave("send_mail", 0, 9))
                .isFalse();
    }
}
