package io.mcpguard.inspect.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final String[] WORDS = {
        "oak", "pine", "lamp", "door", "river", "stone", "glass", "paper", "cloud", "train", "apple", "chair"
    };

    private static Doc doc(int row, String text, boolean attack) {
        return new Doc(attack ? "asb" : "benign_docs_general", "g", row, "result", attack, text, -1, -1, false, "asb");
    }

    /** Texts that share nothing. */
    private static String text(int i) {
        return WORDS[i % 12] + i + " " + WORDS[(i / 12) % 12] + " near the " + WORDS[(i + 5) % 12] + " x" + i + "y";
    }

    @Test
    void noMoreHonestTextsThanAllowedAreAboveTheThreshold() throws IOException {
        var table = new Table(Settings.read());
        for (int i = 0; i < 1000; i++) {
            table.add(doc(i, text(i), false), i);
        }
        List<Cell> honest = table.honest(false);

        float threshold = table.quantile(honest, 0.01);

        assertThat(honest.get(0).shareOfTemplates(threshold))
                .isLessThanOrEqualTo(0.01)
                .isGreaterThan(0.005);
    }

    @Test
    void aTextCountsOnceWithTheHighestOfItsScores() throws IOException {
        var table = new Table(Settings.read());
        table.add(doc(0, "The tram is green.", true), 0.5f);
        table.add(doc(1, "The tram is green.", true), 1.5f);
        table.add(doc(2, "A quite different text.", true), -1);

        assertThat(table.print(1, 0)).containsPattern("result asb attack +3 +2 +2 +50\\.0 ");
    }

    @Test
    void textsOfOneTemplateCountAsOne() {
        String frame = "Dear customer, the parcel that you ordered last week will be brought to your door by %s.";

        assertThat(Templates.of(List.of(
                        frame.formatted("Ann"), frame.formatted("Ben"), "Wholly other words stand in this sentence.")))
                .containsExactly(0, 0, 1);
    }

    @Test
    void theIntervalIsWilsons() {
        assertThat(Table.wilson(0.5, 10)).isEqualTo(" 50.0 (23.7-76.3)");
        assertThat(Table.wilson(0, 100)).isEqualTo("  0.0 (0.0-3.7)");
    }
}
