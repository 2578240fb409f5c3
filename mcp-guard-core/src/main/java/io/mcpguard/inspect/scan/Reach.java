package io.mcpguard.inspect.scan;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says of most places that a pattern does not match there, many times as fast as RE2/J tells where it does. A
 * deterministic automaton, of which only the states are made that some text asked for, and a bounded number of them; past
 * it the answer is "perhaps". Thread-safe: rows are filled under a lock and read without one, and what is not seen yet
 * is worked out again.
 */
public final class Reach {

    /** Texts can make so many states of one pattern, fewer if it tells many characters apart. */
    private static final int MAX_STATES = 1_000;

    private static final int MAX_CELLS = 100_000;

    private static final int UNKNOWN = 0;
    private static final int MATCH = 1;
    private static final int DEAD = 2;
    private static final int FULL = 3;
    private static final int FIRST = 4;

    /** Steps that a match may have got to, and what the borders behind them depend on. */
    private record State(BitSet steps, boolean starts, boolean word) {}

    private final @Nullable Program program;
    private final Map<State, Integer> numbers = new HashMap<>();
    private final @Nullable State[] states;
    /** For each state the one after each class of characters; zero, as in a row that is not seen yet, is unknown. */
    private final short[] @Nullable [] next;

    private int size = FIRST;

    /** A look ahead for a pattern of RE2. */
    public Reach(String pattern) {
        this.program = Program.of(pattern);
        int most = program == null ? 0 : Math.min(MAX_STATES, MAX_CELLS / program.classes());
        this.states = new State[FIRST + most];
        this.next = new short[FIRST + most][];
        if (program != null) {
            number(new State(program.first(), true, false));
        }
    }

    /** Whether it says anything at all about its pattern. */
    boolean isKnown() {
        return program != null;
    }

    /** What is known of a text. */
    enum Answer {
        NO,
        PERHAPS,
        YES
    }

    /** Whether the pattern may match from the start of a text on. False only if it does not. */
    public boolean mayBegin(CharSequence text) {
        return ask(text) != Answer.NO;
    }

    /** Whether the pattern matches from the start of a text on. */
    Answer ask(CharSequence text) {
        int state = walk(text);
        if (program != null && state >= FIRST) {
            state = step(program, state, program.classes());
        }
        return state == MATCH ? Answer.YES : state == FULL ? Answer.PERHAPS : Answer.NO;
    }

    /**
     * Whether the beginning of a text says that the pattern does not match there, however the text goes on.
     *
     * @param beginning whole code points
     */
    public boolean isOutOf(CharSequence beginning) {
        return walk(beginning) == DEAD;
    }

    /** The state behind a text, without its end. */
    private int walk(CharSequence text) {
        if (program == null) {
            return FULL;
        }
        int state = FIRST;
        int length = text.length();
        for (int i = 0; i < length && state >= FIRST; i++) {
            char unit = text.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(unit) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair && program.isUnsureBeyond()) {
                return FULL;
            }
            i += pair ? 1 : 0;
            state = step(program, state, program.classOf(pair ? Syntax.BEYOND : unit));
        }
        return state;
    }

    private int step(Program steps, int state, int characterClass) {
        short[] row = next[state];
        int target = row == null ? UNKNOWN : row[characterClass];
        return target == UNKNOWN ? make(steps, state, characterClass) : target;
    }

    private synchronized int make(Program steps, int from, int characterClass) {
        State state = states[from];
        if (state == null) {
            return FULL;
        }
        boolean ends = characterClass == steps.classes();
        boolean word = steps.isWord(characterClass);
        BitSet here = steps.pass(state.steps(), state.starts(), ends, state.word(), word);
        int target = steps.isMatch(here)
                ? MATCH
                : ends ? DEAD : number(new State(steps.take(here, characterClass), false, word));
        short[] row = next[from];
        if (row == null) {
            row = new short[steps.classes() + 1];
            next[from] = row;
        }
        row[characterClass] = (short) target;
        return target;
    }

    private int number(State state) {
        if (state.steps().isEmpty()) {
            return DEAD;
        }
        Integer known = numbers.get(state);
        if (known == null && size == states.length) {
            return FULL;
        }
        if (known == null) {
            known = size++;
            states[known] = state;
            numbers.put(state, known);
        }
        return known;
    }
}
