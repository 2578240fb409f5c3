package io.mcpguard.it.realservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoiseTest {

    private final Noise noise =
            Noise.between(run("session 1a is open", List.of(1)), run("session 2b is open", List.of(1, 2)));

    @Test
    void takesOutWhatTwoPlainRunsDisagreeOn() {
        assertThat(without("session 3c is open", List.of(1, 2, 3))).isEmpty();
    }

    @Test
    void keepsTheWordsThatTwoPlainRunsAgreeOn() {
        assertThat(without("session 3c is gone", List.of(1)))
                .extracting(Difference::pointer)
                .containsExactly("/text");
    }

    @Test
    void keepsATextOfMoreWords() {
        assertThat(without("session 3c is open now", List.of(1)))
                .extracting(Difference::pointer)
                .containsExactly("/text");
    }

    @Test
    void keepsEveryOtherPlace() {
        assertThat(without("session 3c is open", List.of(9)))
                .extracting(Difference::pointer)
                .containsExactly("/list/0");
    }

    private List<Difference> without(String text, List<Integer> list) {
        return noise.without(TreeDiff.between(run("session 1a is open", List.of(1)), run(text, list)));
    }

    private static Map<String, Object> run(String text, List<Integer> list) {
        return Map.of("text", text, "list", list);
    }
}
