package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.api.Severity;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.Rule;
import io.mcpguard.inspect.text.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class ViewsFuzzTest {

    /** Whatever the text is: what is read in it leads back into it, in order, and it ends soon. */
    @FuzzTest
    void readingsLeadBackIntoTheText(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        List<Reading> readings = new ArrayList<>();
        long begin = System.nanoTime();

        Views.ofLeet(text, new Budget(), readings::add);
        Views.ofDress(text, new Budget(), readings::add);
        Views.ofLettersApart(text, new Budget(), readings::add);
        for (LetterCipher cipher : LetterCipher.values()) {
            readings.add(cipher.read(text));
            assertThat(cipher.read(cipher.read(text).text()).text()).isEqualTo(text);
        }

        for (Reading reading : readings) {
            int length = reading.text().length();
            assertThat(length).isLessThanOrEqualTo(text.length());
            int last = 0;
            for (int i = 0; i < length; i++) {
                Match there = reading.locate(match(i, Math.min(length, i + 40)));
                if (there != null) {
                    assertThat(there.start()).isBetween(last, text.length() - 1);
                    assertThat(there.end()).isBetween(there.start() + 1, text.length());
                    last = there.start();
                }
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    /** Whatever the text is: what codes say stands in it, part behind part, and is no longer. */
    @FuzzTest
    void codesStandInTheText(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        var last = new int[1];
        Decoder.Decoded inOrder = (decoded, start, end) -> {
            assertThat(start).isBetween(last[0], end - 1);
            assertThat(end).isLessThanOrEqualTo(text.length());
            assertThat(decoded.length()).isLessThanOrEqualTo(end - start);
            last[0] = end;
        };

        for (Code code : Code.values()) {
            last[0] = 0;
            code.forEach(text, new Budget(), inOrder);
        }
        last[0] = 0;
        Escaped.forEach(text, new Budget(), inOrder);
    }

    /** Whatever the text is: unseen places and smuggled runs stand inside it, and what is smuggled is no longer. */
    @FuzzTest
    void whatNobodySeesStandsInTheText(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        var smuggled = new int[1];

        Smuggled.forEach(text, new Budget(), (decoded, start, end) -> {
            assertThat(start).isBetween(smuggled[0], end - 1);
            assertThat(end).isLessThanOrEqualTo(text.length());
            assertThat(decoded.length()).isLessThanOrEqualTo(end - start);
            smuggled[0] = start;
        });
        Markup.forEachUnseen(text, (start, end) -> {
            assertThat(start).isBetween(0, end);
            assertThat(end).isLessThanOrEqualTo(text.length());
        });

        var last = new int[1];
        UnseenPlaces places = UnseenPlaces.in(text);
        places.forEach((start, end) -> {
            assertThat(start).isBetween(last[0], end);
            assertThat(end).isLessThanOrEqualTo(text.length());
            assertThat(start == end || places.hold(start, end)).isTrue();
            last[0] = end;
        });
    }

    private static Match match(int start, int end) {
        return Match.of("test", "prompt-injection", Severity.WARN, 0.5, "test", start, end, Rule.Cut.MATCH);
    }
}
