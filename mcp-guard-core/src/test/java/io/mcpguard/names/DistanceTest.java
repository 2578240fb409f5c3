package io.mcpguard.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceTest {

    @ParameterizedTest
    @CsvSource({
        "github, github, 0",
        "github, gthub, 100",
        "github, githubb, 50",
        "github, gihtub, 70",
        "github, gitgub, 70",
        "github, gathub, 70",
        "github, gitmub, 100",
        "github, g1thub, 30",
        "git-hub, github, 40",
        "'', a, 100",
        "'', '', 0"
    })
    void slipsOfTheHandAreCheaper(String from, String to, int expected) {
        assertThat(Distance.between(from, to, 200)).isEqualTo(expected);
        assertThat(Distance.between(to, from, 200)).isEqualTo(expected);
    }

    @Test
    void moreThanTheLimitIsFar() {
        assertThat(Distance.between("github", "gitmub", 99)).isEqualTo(Distance.FAR);
        assertThat(Distance.between("github", "gitmub", 100)).isEqualTo(100);
        assertThat(Distance.between("a", "x".repeat(1_000), 200)).isEqualTo(Distance.FAR);
    }

    @Test
    void limitChangesNoDistanceWithinIt() {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String from = word(random);
            String to = word(random);
            int distance = Distance.between(from, to, 10_000);
            int limit = random.nextInt(400);
            assertThat(Distance.between(from, to, limit)).isEqualTo(distance <= limit ? distance : Distance.FAR);
        }
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(8), 0, 6)
                .collect(StringBuilder::new, (text, c) -> text.append("abq-1l".charAt(c)), StringBuilder::append)
                .toString();
    }
}
