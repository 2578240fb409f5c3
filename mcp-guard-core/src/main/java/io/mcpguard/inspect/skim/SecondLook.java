package io.mcpguard.inspect.skim;

import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.RulePack;
import io.mcpguard.inspect.text.Folded;
import io.mcpguard.inspect.text.Folding;
import io.mcpguard.inspect.view.Decoder;
import io.mcpguard.inspect.view.Leet;
import io.mcpguard.inspect.view.Reading;
import io.mcpguard.inspect.view.SpeltApart;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the places of one text where the first look saw something: tries the rules that may match, decodes what may be
 * encoded. Whatever it says no to, no closer look would find either; what it cannot tell, it says yes to. Most honest texts
 * have many such places, and nothing comes of them.
 */
final class SecondLook {

    /** Rules are tried so often, for a text of any length; whoever asks for more gets the closer look. */
    private static final int BASE_TRIES = 200;

    private static final int CHARS_PER_TRY = 32;
    /** And so often where they go on for long. */
    private static final int BASE_LONG_TRIES = 40;

    private static final int CHARS_PER_LONG_TRY = 1_024;
    /** So far behind its literal most rules are out, in folded characters. */
    private static final int NEAR = 48;
    /** One such word in so many characters makes a sentence of them. */
    private static final int DISGUISED_EVERY = 20;
    /** More than any rule looks back, with what a fold at any place may get wrong. */
    private static final int BACK = RulePack.AROUND + 40;
    /** The longest escape that stands for one character. */
    private static final int ESCAPE = 6;

    private static final long[] NOTHING = {};

    private final Skim skim;
    private final String text;
    private final Predicate<String> inside;
    /** Set if the text is one; then only what it hides counts. */
    private final @Nullable Reading reading;

    private final int words;
    /** The rules that have begun in the last stretch of text, and in the one before. */
    private long[] now = NOTHING;

    private long[] before = NOTHING;
    /** Where the last stretch begins, in visible characters: it is as long as rules look, or longer. */
    private int stretch;
    /** Where rules have begun in both stretches: the state, the place, and the rules not yet tried there. */
    private int[] states = {};

    private int[] places = {};
    private long[] open = NOTHING;
    private int begun;
    /** The first of the last stretch. */
    private int begunNow;

    /** Read where a rule was tried last: many literals begin several. */
    private final Near near = new Near();

    private int tries;
    private int longTries;
    private int runEnd;
    private int percentEnd;
    private int leetEnd;
    private int leetWords;
    private int mixedWords;
    private boolean entities;
    private boolean pairs;
    private boolean spelt;
    /** What is to be read with its letters restored. */
    private int restoreFrom;

    private int restoreTo = -1;
    private boolean found;

    SecondLook(Skim skim, String text, Predicate<String> inside, @Nullable Reading reading) {
        this.skim = skim;
        this.text = text;
        this.inside = inside;
        this.reading = reading;
        this.words = skim.words();
        this.tries = BASE_TRIES + text.length() / CHARS_PER_TRY;
        this.longTries = BASE_LONG_TRIES + text.length() / CHARS_PER_LONG_TRY;
    }

    /** Whether a rule may match that goes on with the literal which ends in a state. */
    boolean meets(int state, int at, int visible) {
        if (now.length == 0) {
            now = new long[words];
            before = new long[words];
        } else if (visible - stretch >= RulePack.WINDOW) {
            turn(visible);
        }
        int row = skim.row(state);
        long[] begin = skim.begin();
        long[] follow = skim.follow();
        long begins = 0;
        long both = 0;
        for (int i = 0; i < words; i++) {
            begins |= begin[row + i];
            now[i] |= begin[row + i];
            both |= (now[i] | before[i]) & follow[row + i];
        }
        if (begins != 0) {
            begins(state, at, row);
        }
        return both != 0 && goesOn(row);
    }

    /** Begins a new stretch. */
    private void turn(int visible) {
        System.arraycopy(now, 0, before, 0, words);
        Arrays.fill(now, 0);
        int left = begun - begunNow;
        System.arraycopy(states, begunNow, states, 0, left);
        System.arraycopy(places, begunNow, places, 0, left);
        System.arraycopy(open, words * begunNow, open, 0, words * left);
        begun = left;
        begunNow = left;
        stretch = visible;
    }

    private void begins(int state, int at, int row) {
        if (begun == states.length) {
            int room = Math.max(16, 2 * begun);
            states = Arrays.copyOf(states, room);
            places = Arrays.copyOf(places, room);
            open = Arrays.copyOf(open, words * room);
        }
        states[begun] = state;
        places[begun] = at;
        System.arraycopy(skim.begin(), row, open, words * begun, words);
        begun++;
    }

    /** Tries each rule that goes on there, wherever it has begun; none of them has to be tried there again. */
    private boolean goesOn(int row) {
        long[] follow = skim.follow();
        for (int k = 0; k < begun; k++) {
            for (int i = 0; i < words; i++) {
                long asked = open[words * k + i] & follow[row + i];
                if (asked != 0) {
                    open[words * k + i] &= ~asked;
                    if (matches(states[k], places[k], i, asked)) {
                        return true;
                    }
                }
            }
        }
        for (int i = 0; i < words; i++) {
            now[i] &= ~follow[row + i];
            before[i] &= ~follow[row + i];
        }
        return false;
    }

    /** Whether one of some rules matches that begin with a literal which ends in a state at a place. */
    private boolean matches(int state, int at, int word, long asked) {
        for (int literal : skim.pack().automaton().outputs(state)) {
            int start = -1;
            for (int rule : skim.pack().begins(literal)) {
                int bit = skim.bit(rule);
                if (bit < 0 || bit / Long.SIZE != word || (asked & 1L << bit) == 0) {
                    continue;
                }
                start = start < 0 ? start(skim.pack().literal(literal), at) : start;
                if (start < 0 || --tries < 0) {
                    return true;
                }
                if (mayBeginWord(start) && matches(rule, start)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether no rule matches that begins with the literal which ends in a state and has this length. */
    boolean isQuietAt(int start, int state, int length) {
        for (int literal : skim.pack().automaton().outputs(state)) {
            if (skim.pack().literal(literal).length() == length && !isQuietAt(start, literal)) {
                return false;
            }
        }
        return true;
    }

    private boolean isQuietAt(int start, int literal) {
        for (int rule : skim.pack().begins(literal)) {
            if (skim.bit(rule) >= 0) {
                if (--tries < 0 || matches(rule, start)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean matches(int rule, int start) {
        if (start != near.start) {
            near.read(start);
        }
        if (!skim.pack().mayBegin(rule, near)) {
            return false;
        }
        if (--longTries < 0) {
            return true;
        }
        int from = back(start, BACK);
        Folded around =
                Folded.part(text, skim.folding(), from, start, RulePack.WINDOW + RulePack.AROUND + RulePack.WINDOW);
        @Nullable Match match = skim.pack().match(rule, around, around.indexOf(start));
        return match != null && (reading == null || reading.locate(match) != null);
    }

    /** A place from which on so much is folded in front of another one, or more. */
    private int back(int start, int much) {
        int at = start;
        int left = much;
        while (at > 0 && left > 0) {
            left -= visible(text.charAt(--at));
        }
        return at;
    }

    /** The same behind a place. */
    private int ahead(int end, int much) {
        int at = end;
        int left = much;
        while (at < text.length() && left > 0) {
            left -= visible(text.charAt(at++));
        }
        return at;
    }

    private static int visible(char c) {
        return c == '\\' ? -ESCAPE : c > ' ' && c < 0x7F ? 1 : 0;
    }

    /** Where a literal begins that ends at a place, -1 if that is not plain to see. */
    private int start(String literal, int end) {
        Folding folding = skim.folding();
        int at = end;
        for (int i = literal.length() - 1; i >= 0; i--) {
            char wanted = literal.charAt(i);
            while (at >= 0 && folding.of(text.charAt(at)).isEmpty()) {
                at--;
            }
            if (at < 0) {
                return -1;
            }
            if (wanted == ' ') {
                int last = at;
                while (at >= 0 && isSpace(text.charAt(at), folding)) {
                    at--;
                }
                if (at == last) {
                    return -1;
                }
            } else {
                String folded = folding.of(text.charAt(at));
                if (folded.length() != 1 || folded.charAt(0) != wanted) {
                    return -1;
                }
                at--;
            }
        }
        return at + 1;
    }

    private static boolean isSpace(char c, Folding folding) {
        String folded = folding.of(c);
        return folded.equals(" ") || folded.equals("\n");
    }

    /** Whether what stands in front of a literal is perhaps no letter. */
    private boolean mayBeginWord(int start) {
        if (start == 0 || !isPlain(text.charAt(start)) || !isPlain(text.charAt(start - 1))) {
            return true;
        }
        for (int i = Math.max(0, start - ESCAPE); i < start; i++) {
            if (text.charAt(i) == '\\') {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Whether a suspicious shape, or a run of so many encoded characters, comes to anything. */
    boolean shows(int shape, int run, int at) {
        if (reading != null) {
            return false;
        }
        if (run == Skim.RUN && at >= runEnd) {
            runEnd = Decoder.run(text, at - Skim.RUN + 1, this::decoded);
        }
        return found || (shape >= Shapes.FIRST_SUSPICION && isShaped(shape, at));
    }

    private void decoded(String decoded, int start, int end) {
        found |= !inside.test(decoded);
    }

    private boolean isShaped(int shape, int at) {
        if ((shape & Shapes.MIXED) != 0 && at >= leetEnd) {
            leetEnd = Leet.wordEnd(text, at);
            boolean leet = Leet.isAt(text, at);
            leetWords += leet ? 1 : 0;
            mixedWords += leet && Leet.isMixedAt(text, at) ? 1 : 0;
        }
        if ((shape & Shapes.SPELT) != 0 && !spelt) {
            spelt = true;
            @Nullable Reading read = SpeltApart.read(text);
            found |= read != null && !skim.isQuiet(read);
        }
        if ((shape & Shapes.PAIRED) != 0) {
            pairs();
        }
        return found;
    }

    private void pairs() {
        if (!pairs) {
            pairs = true;
            Decoder.pairs(text, this::decoded);
        }
    }

    /** Whether something that needs a closer look comes to anything. */
    boolean oddity(int at) {
        if (reading != null) {
            return false;
        }
        switch (text.charAt(at)) {
            case '%' -> {
                if (at >= percentEnd) {
                    percentEnd = Decoder.percents(text, at, this::decoded);
                }
            }
            case '&' -> {
                if (!entities) {
                    entities = true;
                    Decoder.entities(text, this::decoded);
                }
            }
            case '\\' -> pairs();
            case '<' -> {
                // a comment, which is no sign by itself
            }
            default -> found = true;
        }
        return found;
    }

    /** Whether nothing comes of what can only be told from the whole text. */
    boolean isQuietAtEnd() {
        if (mixedWords >= Leet.SENTENCE_WORDS && mixedWords * DISGUISED_EVERY >= text.length()) {
            found = true; // a sentence of them, which the classifier reads
        } else if (leetWords >= Leet.MIN_WORDS) {
            Leet.forEachWord(text, this::restore);
            restored();
        }
        return !found;
    }

    /** Gathers words whose surroundings overlap, so that they are read together and once. */
    private void restore(int start, int end) {
        if (start > restoreTo) {
            restored();
            restoreFrom = back(start, RulePack.WINDOW + BACK);
        }
        restoreTo = ahead(end, RulePack.WINDOW + BACK);
    }

    /** Reads what was gathered with its letters restored: only a match that holds one of them counts. */
    private void restored() {
        if (restoreFrom < restoreTo && !found) {
            String part = text.substring(restoreFrom, restoreTo);
            found = !skim.isQuiet(Leet.reading(part));
        }
    }

    /** The next few characters behind a place, folded, in room that is used again. */
    private final class Near implements CharSequence {

        private final char[] chars = new char[NEAR];
        private int length;
        private int start = -1;

        /** Reads plain characters itself, and has the rest folded. */
        void read(int at) {
            start = at;
            length = 0;
            int end = Math.min(text.length(), at + NEAR);
            for (int i = at; i < end; i++) {
                char c = text.charAt(i);
                boolean space = c == ' ' || c == '\n';
                char plain = space ? c : skim.folding().plain(c);
                if (plain == 0) {
                    fold(at);
                    return;
                }
                boolean more = space && length > 0 && isSpace(chars[length - 1]);
                length -= more && c == '\n' ? 1 : 0;
                if (!more || c == '\n') {
                    chars[length++] = plain;
                }
            }
            length -= length > 0 && isSpace(chars[length - 1]) ? 1 : 0; // more may follow
        }

        private static boolean isSpace(char c) {
            return c == ' ' || c == '\n';
        }

        private void fold(int at) {
            Folded folded = Folded.part(text, skim.folding(), at, at, NEAR);
            length = Math.min(NEAR, folded.length());
            for (int i = 0; i < length; i++) {
                chars[i] = folded.charAt(i);
            }
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            return chars[index];
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new String(chars, from, to - from);
        }
    }
}
