package io.mcpguard.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shapes of disguise, told character by character from a small table: single letters with something between them,
 * pairs of hexadecimal digits, digits inside of words. What goes by the table is a suspicion; whoever looks closer decides.
 */
final class Shapes {

    /** Classes of characters. */
    static final int LETTER = 0;

    static final int DIGIT = 1;
    static final int OTHER = 2;
    /** A letter or digit beyond ASCII. */
    static final int FOREIGN = 3;

    /** States with this bit are those of a suspicion. */
    static final int SUSPECT = 0x40_0000;
    /** A digit stood between two letters. */
    static final int MIXED = SUSPECT | 1;

    /** A pair of digits as it is written in some languages, {@code 0x41}. */
    private static final int LONG_PAIR = 4;

    private static final int CLASSES = 4;

    private static final int[] TABLE = new Builder().table();

    private Shapes() {}

    /** The state after one more character, from 0. From that of a suspicion, go on with {@link #calm}. */
    static int step(int state, int characterClass) {
        return TABLE[state + characterClass];
    }

    /** The state to go on from when a word was suspected and is none. */
    static int calm() {
        return CALM;
    }

    private static final int CALM = Builder.IN_WORD * CLASSES;

    /** What has been seen: lone letters or pairs in a row, how long the word is that goes on, how its end looks. */
    private record Seen(int singles, int pairs, int length, Tail tail) {}

    /** The end of a word that goes on. */
    private enum Tail {
        LETTER,
        DIGIT_BEHIND_LETTER,
        DIGIT,
        FOREIGN
    }

    private static final class Builder {

        static final int IN_WORD = 1;
        private static final int NO_PAIR = LONG_PAIR + 1;

        private final Map<Seen, Integer> numbers = new LinkedHashMap<>();
        private final List<Seen> states = new ArrayList<>();

        int[] table() {
            number(new Seen(0, 0, 0, Tail.DIGIT));
            number(new Seen(0, 0, NO_PAIR, Tail.LETTER));
            int[] table = new int[CLASSES];
            for (int i = 0; i < states.size(); i++) {
                table = Arrays.copyOf(table, (i + 1) * CLASSES);
                Seen seen = states.get(i);
                table[i * CLASSES + LETTER] = letter(seen);
                table[i * CLASSES + DIGIT] = digit(seen);
                table[i * CLASSES + OTHER] = other(seen);
                table[i * CLASSES + FOREIGN] = in(seen, Tail.FOREIGN);
            }
            return table;
        }

        private int letter(Seen seen) {
            if (seen.length() > 0 && seen.tail() == Tail.DIGIT_BEHIND_LETTER) {
                return MIXED;
            }
            return in(seen, Tail.LETTER);
        }

        private int digit(Seen seen) {
            boolean behind = seen.length() > 0 && seen.tail() == Tail.LETTER;
            return in(seen, behind ? Tail.DIGIT_BEHIND_LETTER : Tail.DIGIT);
        }

        private int in(Seen seen, Tail tail) {
            int length = Math.min(NO_PAIR, seen.length() + 1);
            boolean lone = length == 1 && isLetter(tail);
            return number(new Seen(lone ? seen.singles() : 0, length < NO_PAIR ? seen.pairs() : 0, length, tail));
        }

        private int other(Seen seen) {
            boolean lone = seen.length() == 1 && isLetter(seen.tail());
            boolean pair = seen.length() == 2 || seen.length() == LONG_PAIR;
            int singles = lone ? seen.singles() + 1 : seen.length() == 0 ? seen.singles() : 0;
            int pairs = pair ? seen.pairs() + 1 : seen.length() == 0 ? seen.pairs() : 0;
            return singles >= SpeltApart.MIN_LETTERS - 1 || pairs >= HexPairs.MIN_PAIRS - 1
                    ? SUSPECT
                    : number(new Seen(singles, pairs, 0, Tail.DIGIT));
        }

        /** A letter of another script is a letter, but a digit behind it stands for none. */
        private static boolean isLetter(Tail tail) {
            return tail == Tail.LETTER || tail == Tail.FOREIGN;
        }

        private int number(Seen seen) {
            return CLASSES
                    * numbers.computeIfAbsent(seen, each -> {
                        states.add(each);
                        return states.size() - 1;
                    });
        }
    }
}
