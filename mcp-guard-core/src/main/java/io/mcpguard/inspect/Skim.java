package io.mcpguard.inspect;

import io.mcpguard.api.Severity;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first look at a string, which most never get past: no literals of a rule that follow one another, nothing hidden,
 * nothing encoded, no word in disguise. One pass over two tables, of literals and of shapes; it allocates next to nothing.
 */
final class Skim {

    /** From this length on a run of such characters may be encoded text. */
    static final int ENCODED_RUN = 40;

    /** So many digits between letters before words are looked at for digits that stand for letters. */
    private static final int LEET_DIGITS = 2;

    private static final boolean[] ENCODING = new boolean[128];

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
                .chars()
                .forEach(c -> ENCODING[c] = true);
    }

    private final Automaton automaton;
    private final Glyphs glyphs;
    private final Folding folding;
    private final int firstAccepting;
    /** So many words of bits hold the rules. */
    private final int words;
    /** For each accepting state the rules that begin or follow there; a rule that asks for nothing to follow does both. */
    private final long[] begin;

    private final long[] follow;

    /** A first look for one surface. */
    Skim(RulePack pack, Surface surface, Glyphs glyphs, Folding folding) {
        this.automaton = pack.automaton();
        this.glyphs = glyphs;
        this.folding = folding;
        this.firstAccepting = automaton.firstAccepting();
        int[] bits = bits(pack, surface);
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
    private static int[] bits(RulePack pack, Surface surface) {
        int[] bits = new int[pack.rules().size()];
        int next = 1;
        for (int i = 0; i < bits.length; i++) {
            Rule rule = pack.rules().get(i);
            boolean reports = rule.surfaces().contains(surface) && rule.severity() != Severity.INFO;
            bits[i] = !reports ? -1 : rule.then().isEmpty() ? 0 : next++;
        }
        return bits;
    }

    /** Whether nothing in the text is worth a closer look. */
    boolean isQuiet(String text) {
        int[] first = glyphs.first();
        @Nullable Begun begun = null;
        int state = 0;
        int shape = 0;
        int mixed = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int glyph = c < first.length ? first[c] : glyphs.of(c);
            run = (run + 1) & (glyph >> (Integer.SIZE - 1));
            if (run >= ENCODED_RUN) {
                return false;
            }
            shape = Shapes.step(shape, (glyph >> Glyphs.SHAPE_SHIFT) & Glyphs.SHAPE);
            if (shape >= Shapes.SUSPECT) {
                if (shape == Shapes.SUSPECT || (++mixed == LEET_DIGITS && Leet.isIn(text))) {
                    return false;
                }
                shape = Shapes.calm();
            }
            if ((glyph & Glyphs.SPECIAL) == 0) {
                state = automaton.step(state, glyph & Glyphs.CLASS);
                if (state >= firstAccepting) {
                    begun = begun == null ? new Begun(text, words) : begun;
                    if (meets(begun, i, state)) {
                        return false;
                    }
                }
                continue;
            }
            int length = Oddities.length(text, i);
            if (length == 0) {
                return false;
            }
            String meaning = Oddities.meaning(text, i, folding);
            for (int k = 0; k < meaning.length(); k++) {
                state = automaton.step(state, automaton.classOf(meaning.charAt(k)));
                if (state >= firstAccepting) {
                    begun = begun == null ? new Begun(text, words) : begun;
                    if (meets(begun, i, state)) {
                        return false;
                    }
                }
            }
            for (int k = 1; k < length; k++) {
                int part = glyphs.of(text.charAt(++i));
                run = (run + 1) & (part >> (Integer.SIZE - 1));
                shape = Shapes.step(shape, (part >> Glyphs.SHAPE_SHIFT) & Glyphs.SHAPE);
                shape = shape >= Shapes.SUSPECT ? Shapes.calm() : shape;
            }
        }
        return true;
    }

    /** Notes the rules that begin in a state; whether one that has begun not long ago goes on there. */
    private boolean meets(Begun begun, int at, int state) {
        begun.moveTo(at);
        int row = words * (state - firstAccepting);
        long both = 0;
        for (int i = 0; i < words; i++) {
            begun.now[i] |= begin[row + i];
            both |= (begun.now[i] | begun.before[i]) & follow[row + i];
        }
        return both != 0;
    }

    /**
     * The rules that have begun and may still go on: those of the last stretch of text and of the one before. A stretch is as
     * long as rules look, or longer, since what folds to nothing does not count.
     */
    private static final class Begun {

        /** The longest escape that folds to one character. */
        private static final int ESCAPE = 6;

        private final String text;
        private long[] now;
        private long[] before;
        private int seen;
        private int length;

        Begun(String text, int words) {
            this.text = text;
            this.now = new long[words];
            this.before = new long[words];
        }

        void moveTo(int at) {
            for (; seen < at; seen++) {
                char c = text.charAt(seen);
                length += c > ' ' && c < 0x7F ? 1 : 0;
                length -= c == '\\' ? ESCAPE : 0;
            }
            if (length >= RulePack.WINDOW) {
                long[] free = before;
                before = now;
                now = free;
                Arrays.fill(now, 0);
                length = 0;
            }
        }
    }

    /** Whether a character occurs in base64, plain or for URLs, and in hexadecimal. */
    static boolean isEncoding(int c) {
        return c < ENCODING.length && ENCODING[c];
    }
}
