package io.mcpguard.inspect.skim;

import io.mcpguard.inspect.view.HexPairs;
import io.mcpguard.inspect.view.SpeltApart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shapes of disguise, told character by character from a small table: single letters with something between them,
 * pairs of hexadecimal digits, digits inside of words. What the table says is a suspicion; whoever looks closer decides.
 */
final class Shapes {

    /** Classes of characters. */
    static final int LETTER = 0;

    static final int DIGIT = 1;
    static final int OTHER = 2;
    /** A letter or digit beyond ASCII. */
    static final int FOREIGN = 3;
    /** A sign that may stand for a letter. */
    static final int SIGN = 4;

    /** A digit stood in front of a letter or of such a sign. */
    static final int MIXED = 0x40_0000;
    /** So many single letters that they may be a word. */
    static final int SPELT = 0x80_0000;
    /** So many pairs that they may be bytes. */
    static final int PAIRED = 0x100_0000;
    /** What the table says besides the state to go on from begins here. */
    static final int FIRST_SUSPICION = MIXED;

    /** A pair of digits as it is written in some languages, {@code 0x41}. */
    private static final int LONG_PAIR = 4;

    private static final int CLASSES = 8;

    private static final int[] TABLE = new Builder().table();

    private Shapes() {}

    /** What {@link #step} asks, for loops that cannot afford a call; not to be written to. */
    static int[] table() {
        return TABLE;
    }

    /** The state after one more character, from 0, and what is suspected there. Go on with {@link #state}. */
    static int step(int state, int characterClass) {
        return TABLE[state + characterClass];
    }

    /** The state alone. */
    static int state(int stepped) {
        return stepped & (FIRST_SUSPICION - 1);
    }

    /** What has been seen: lone letters or pairs in a row, how long the word is that goes on, how its end looks. */
    private record Seen(int singles, int pairs, int length, Tail tail) {}

    /** The end of a word that goes on. */
    private enum Tail {
        LETTER,
        DIGIT,
        FOREIGN
    }

    private static final class Builder {

        private static final int NO_PAIR = LONG_PAIR + 1;
        /** The last letter needs nothing behind it. */
        private static final int SPELT_LETTERS = SpeltApart.MIN_LETTERS - 1;
        /** The first and the last pair may be parts of words. */
        private static final int PAIRS = HexPairs.MIN_PAIRS - 2;

        private final Map<Seen, Integer> numbers = new LinkedHashMap<>();
        private final List<Seen> states = new ArrayList<>();

        int[] table() {
            number(new Seen(0, 0, 0, Tail.FOREIGN));
            int[] table = new int[CLASSES];
            for (int i = 0; i < states.size(); i++) {
                table = Arrays.copyOf(table, (i + 1) * CLASSES);
                Seen seen = states.get(i);
                table[i * CLASSES + LETTER] = letter(seen);
                table[i * CLASSES + DIGIT] = digit(seen);
                table[i * CLASSES + OTHER] = other(seen);
                table[i * CLASSES + FOREIGN] = in(seen, Tail.FOREIGN);
                table[i * CLASSES + SIGN] = other(seen) | mixed(seen);
            }
            return table;
        }

        private int letter(Seen seen) {
            return in(seen, Tail.LETTER) | mixed(seen);
        }

        private int mixed(Seen seen) {
            return seen.length() > 0 && seen.tail() == Tail.DIGIT ? MIXED : 0;
        }

        private int digit(Seen seen) {
            return in(seen, Tail.DIGIT);
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
            boolean spelt = singles >= SPELT_LETTERS;
            boolean paired = pairs >= PAIRS;
            var next = new Seen(Math.min(singles, SPELT_LETTERS - 1), Math.min(pairs, PAIRS - 1), 0, Tail.FOREIGN);
            return number(next) | (spelt ? SPELT : 0) | (paired ? PAIRED : 0);
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
