package io.mcpguard.inspect.skim;

import io.mcpguard.inspect.rule.Rule;
import io.mcpguard.inspect.rule.RulePack;
import io.mcpguard.inspect.scan.Automaton;
import io.mcpguard.inspect.text.Folding;
import io.mcpguard.inspect.view.Decoder;
import io.mcpguard.inspect.view.Reading;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The first look at a string, which most never get past: no literals of a rule that follow one another, nothing hidden,
 * nothing encoded, no word in disguise. One pass over two tables, of literals and of shapes; it allocates next to nothing.
 */
final class Skim {

    /** A carriage return behind such a run may belong to it. */
    static final int RUN = Decoder.ENCODED_RUN - 1;

    /** So many characters are copied at a time. */
    private static final int PART = 1_024;

    private final RulePack pack;
    private final Automaton automaton;
    private final Glyphs glyphs;
    private final Folding folding;
    private final int firstAccepting;
    /** So many words of bits hold the rules. */
    private final int words;
    /** For each accepting state the rules that begin or follow there; a rule that asks for nothing to follow does both. */
    private final long[] begin;

    private final long[] follow;
    private final int[] bits;
    private final Openings openings;

    /** A first look for rules of a kind. */
    Skim(RulePack pack, Predicate<? super Rule> reports, Glyphs glyphs, Folding folding) {
        this.pack = pack;
        this.automaton = pack.automaton();
        this.glyphs = glyphs;
        this.folding = folding;
        this.firstAccepting = automaton.firstAccepting();
        this.bits = bits(pack, reports);
        this.openings = new Openings(pack, bits, folding);
        this.words = 1 + Arrays.stream(bits).max().orElse(0) / Long.SIZE;
        this.begin = new long[words * (automaton.states() - firstAccepting)];
        this.follow = new long[begin.length];
        for (int state = firstAccepting; state < automaton.states(); state++) {
            for (int literal : automaton.outputs(state)) {
                for (int rule : pack.begins(literal)) {
                    set(begin, state, bits[rule]);
                    set(follow, state, pack.rules().get(rule).then().isEmpty() ? bits[rule] : -1);
                }
                for (int rule : pack.follows(literal)) {
                    set(follow, state, bits[rule]);
                }
            }
        }
    }

    private void set(long[] bits, int state, int bit) {
        if (bit >= 0) {
            bits[words * (state - firstAccepting) + bit / Long.SIZE] |= 1L << bit;
        }
    }

    /** The bit of each rule, -1 for one that can report nothing there. Those that ask for nothing to follow share one. */
    private static int[] bits(RulePack pack, Predicate<? super Rule> reports) {
        int[] bits = new int[pack.rules().size()];
        int next = 1;
        for (int i = 0; i < bits.length; i++) {
            Rule rule = pack.rules().get(i);
            bits[i] = !reports.test(rule) ? -1 : rule.then().isEmpty() ? 0 : next++;
        }
        return bits;
    }

    /**
     * Whether nothing in the text is worth a closer look. What seems odd is looked at where it stands.
     *
     * @param inside says the same of what a part of the text decodes to
     */
    boolean isQuiet(String text, Predicate<String> inside) {
        var glance = new SecondLook(this, text, inside, null);
        if (new Glance(this, openings, text, glance).isQuiet() && glance.isQuietAtEnd()) {
            return true;
        }
        var look = new SecondLook(this, text, inside, null);
        return isQuiet(text, look) && look.isQuietAtEnd();
    }

    /** Whether no rule finds in a reading of a text what it hides. */
    boolean isQuiet(Reading reading) {
        String text = reading.text();
        return new Glance(this, openings, text, new SecondLook(this, text, decoded -> true, reading)).isQuiet()
                || isQuiet(text, new SecondLook(this, text, decoded -> true, reading));
    }

    /**
     * The loop that all text goes through: as little as can be, the rest stands elsewhere. Its tables are local, since
     * fields are read again after each call, and characters are copied a part at a time.
     */
    private boolean isQuiet(String text, SecondLook look) {
        int[] first = glyphs.first();
        int[] shapes = Shapes.table();
        char @Nullable [] cells = automaton.cells();
        int width = cells == null ? 0 : automaton.asciiWidth();
        int shift = automaton.shift();
        int accepting = firstAccepting;
        int length = text.length();
        var chars = new char[Math.min(length, PART)];
        int state = 0;
        int shape = 0;
        int run = 0;
        int visible = 0;
        int i = 0;
        while (i < length) {
            int from = i;
            int to = Math.min(length, from + PART);
            text.getChars(from, to, chars, 0);
            for (; i < to; i++) {
                char c = chars[i - from];
                int glyph = c < first.length ? first[c] : glyphs.of(c);
                run = (run + 1) & (glyph >> (Integer.SIZE - 1));
                shape = shapes[shape + ((glyph >> Glyphs.SHAPE_SHIFT) & Glyphs.SHAPE)];
                visible += (glyph >> Glyphs.VISIBLE_SHIFT) & 1;
                if (run == RUN || shape >= Shapes.FIRST_SUSPICION) {
                    if (look.shows(shape, run, i)) {
                        return false;
                    }
                    shape = Shapes.state(shape);
                }
                if ((glyph & Glyphs.SPECIAL) == 0) {
                    int kind = glyph & Glyphs.CLASS;
                    state = cells != null && kind < width
                            ? cells[(state << shift) + kind]
                            : automaton.step(state, kind);
                    if (state >= accepting && look.meets(state, i, visible)) {
                        return false;
                    }
                } else {
                    state = special(text, i, state, visible, look);
                    if (state < 0) {
                        return false;
                    }
                    int end = i + Math.max(1, Oddities.length(text, i));
                    while (++i < end) {
                        int part = glyphs.of(text.charAt(i));
                        run = (run + 1) & (part >> (Integer.SIZE - 1));
                        shape = Shapes.state(Shapes.step(shape, (part >> Glyphs.SHAPE_SHIFT) & Glyphs.SHAPE));
                    }
                    i--;
                }
            }
        }
        return true;
    }

    /** The state behind what is not only what it folds to; -1 if it asks for a closer look. */
    private int special(String text, int at, int before, int visible, SecondLook look) {
        if (Oddities.length(text, at) == 0 && look.oddity(at)) {
            return -1;
        }
        int state = before;
        String meaning = Oddities.meaning(text, at, folding);
        for (int k = 0; k < meaning.length(); k++) {
            state = automaton.step(state, automaton.classOf(meaning.charAt(k)));
            if (state >= firstAccepting && look.meets(state, at, visible)) {
                return -1;
            }
        }
        return state;
    }

    RulePack pack() {
        return pack;
    }

    Folding folding() {
        return folding;
    }

    int words() {
        return words;
    }

    /** Where the bits of a state begin in {@link #begin} and {@link #follow}. */
    int row(int state) {
        return words * (state - firstAccepting);
    }

    /** The rules that begin in each state, as bits; not to be written to. */
    long[] begin() {
        return begin;
    }

    /** The rules that go on in each state, as bits; not to be written to. */
    long[] follow() {
        return follow;
    }

    /** The bit of each rule, -1 for one that can report nothing. */
    int bit(int rule) {
        return bits[rule];
    }
}
