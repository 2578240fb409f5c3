package io.mcpguard.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClonesTest {

    private static final String TEXT = "Fetches the weather forecast of a city for ten days, with rain, wind and heat";

    private final Clones clones = new Clones();

    @Test
    void findsTheSameDescriptionElsewhere() {
        clones.add("weather", "forecast", TEXT);

        assertThat(clones.find(TEXT, "other"::equals)).isNull();
        assertThat(clones.find(TEXT, "weather"::equals).tool).isEqualTo("forecast");
    }

    @Test
    void findsOneThatIsNearlyTheSameInOtherCaseAndPunctuation() {
        clones.add("weather", "forecast", TEXT);

        assertThat(clones.find(
                        "FETCHES the weather forecast (of a city) for seven days; with rain, wind and heat!",
                        any -> true))
                .isNotNull();
    }

    @Test
    void leavesAloneWhatOnlySharesATopic() {
        clones.add("weather", "forecast", TEXT);

        assertThat(clones.find(
                        "Fetches the present weather of a station: air pressure, rain and the visibility", any -> true))
                .isNull();
    }

    @Test
    void leavesShortDescriptionsAlone() {
        clones.add("a", "search", "Searches the web for pages");

        assertThat(clones.find("Searches the web for pages", any -> true)).isNull();
    }

    @Test
    void forgetsWhatIsNoLongerDeclared() {
        clones.add("weather", "forecast", TEXT);
        clones.remove("weather", "forecast", TEXT);

        assertThat(clones.find(TEXT, any -> true)).isNull();
    }

    @Test
    void findsOneAmongFiftyThousandWithoutComparingThemAll() {
        var random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            clones.add("s" + i % 100, "t" + i, words(random, 12));
        }
        clones.add("weather", "forecast", TEXT);
        for (int i = 0; i < 10_000; i++) {
            clones.add("flood", "f" + i, TEXT + " again");
        }

        int[] compared = new int[1];
        assertThat(clones.find(TEXT, server -> {
                    compared[0]++;
                    return true;
                }))
                .isNotNull();
        assertThat(compared[0]).isLessThanOrEqualTo(128);
    }

    /** The page promises that pairs at the bounds are found nearly always. */
    @Test
    void findsNearlyAllPairsAtTheBounds() {
        var random = new Random(11);
        int found = 0;
        for (int i = 0; i < 500; i++) {
            List<String> words =
                    random.ints(20, 0, 1_000_000).mapToObj(n -> "w" + n).toList();
            String text = String.join(" ", words);
            String altered = String.join(" ", words.subList(0, 17)) + " " + words(random, 3);
            var one = new Clones();
            one.add("a", "t", text);
            found += one.find(altered, any -> true) == null ? 0 : 1;
        }
        assertThat(found).isGreaterThan(475);
    }

    private static String words(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "x" + random.nextInt(5_000_000))
                .collect(Collectors.joining(" "));
    }
}
