package io.mcpguard.inspect.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.inspect.text.Folded;
import io.mcpguard.inspect.text.Folding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutomatonTest {

    @Test
    void findsLiteralsInsideOneAnother() {
        assertThat(find(List.of("he", "she", "hers", "his"), "ushers")).containsExactlyInAnyOrder("0@4", "1@4", "2@6");
    }

    @Test
    void findsLiteralsThatAreNotAscii() {
        assertThat(find(List.of("忽略", "ab"), "x忽略ab忽")).containsExactlyInAnyOrder("0@3", "1@5");
    }

    @Test
    void findsWhatIndexOfFinds() {
        var random = new Random(3);
        for (int i = 0; i < 500; i++) {
            var literals = new ArrayList<>(new HashSet<>(IntStream.range(0, 1 + random.nextInt(8))
                    .mapToObj(n -> word(random, 1 + random.nextInt(4)))
                    .toList()));
            String text = word(random, random.nextInt(60));

            assertThat(find(literals, text)).containsExactlyInAnyOrderElementsOf(naive(literals, text));
        }
    }

    @Test
    void refusesMoreCharactersThanItHasClasses() {
        List<String> literals = IntStream.range(0, 1_100)
                .mapToObj(i -> String.valueOf((char) (0x4E00 + i)))
                .toList();

        assertThatThrownBy(() -> new Automaton(literals))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("literals use more than 1,000 different characters");
    }

    @Test
    void findsLiteralsWhoseStatesNeedMoreThanSixteenBits() {
        var random = new Random(5);
        List<String> literals = IntStream.range(0, 12_000)
                .mapToObj(i -> word(random, 4) + letters(random, 8) + i)
                .toList();
        var automaton = new Automaton(literals);
        assertThat(automaton.states()).isGreaterThan(Character.MAX_VALUE);

        for (int i : new int[] {0, 5_000, 11_999}) {
            assertThat(find(literals, "x" + literals.get(i) + " y"))
                    .contains(i + "@" + (1 + literals.get(i).length()));
            assertThat(find(literals, "x" + literals.get(i).substring(1) + " y"))
                    .doesNotContain(i + "@" + literals.get(i).length());
        }
    }

    private static String letters(Random random, int length) {
        var letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    private static List<String> naive(List<String> literals, String text) {
        var found = new ArrayList<String>();
        for (int i = 0; i < literals.size(); i++) {
            for (int at = text.indexOf(literals.get(i)); at >= 0; at = text.indexOf(literals.get(i), at + 1)) {
                found.add(i + "@" + (at + literals.get(i).length()));
            }
        }
        return found;
    }

    private static List<String> find(List<String> literals, String text) {
        var found = new ArrayList<String>();
        new Automaton(literals)
                .scan(Folded.of(text, new Folding(), false), (literal, end) -> found.add(literal + "@" + end));
        return found;
    }

    private static String word(Random random, int length) {
        var word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }
}
