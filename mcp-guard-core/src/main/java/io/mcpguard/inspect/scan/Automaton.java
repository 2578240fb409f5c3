package io.mcpguard.inspect.scan;

import io.mcpguard.inspect.text.Folded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds every occurrence of any of a set of literals in one pass (Aho and Corasick, "Efficient string matching", 1975),
 * as a dense table over the few characters that occur in literals. White space of any kind and length is one space.
 */
public final class Automaton {

    private static final int ASCII = 128;
    private static final int[] NONE = {};

    private static final int PAGE = 256;
    private static final char[] NO_CLASSES = new char[PAGE];
    /** Characters that literals may use between them; a row of the table is as long. */
    private static final int MAX_CHARS = 1_000;
    /** Of each of the two tables: 64 MiB, if it has more than 65,535 states. */
    private static final int MAX_CELLS = 1 << 24;

    /** What text asks for most, first: in each row it then stands in one line of the processor's caches. */
    private static final String COMMON = " etaoinsrhldcumfpgwybvkxjqz";

    private final char[] asciiClasses = new char[ASCII];
    /** The classes of all other characters, by page. */
    private final char[][] otherClasses = new char[(Character.MAX_VALUE + 1) / PAGE][];

    private final int classes;
    /** The target of each state and class of ASCII, in rows of a power of two. */
    private final Cells next;

    private final int shift;

    /** The same for the characters beyond ASCII, apart, so that the table which all text uses stays small. */
    private final Cells nextOther;

    /** Where the row of a state begins there: most states have that of another one. */
    private final int[] otherRow;

    /** The classes of ASCII, which come first. */
    private int asciiWidth;

    private final int[][] outputs;

    /** How much of a literal has been seen in each state, at most. */
    private final char[] depths;

    /** The first state in which a literal ends; states are numbered so that all from here on do. */
    private final int firstAccepting;

    /** An automaton over folded literals; a match is reported by the position of its literal in the list. */
    public Automaton(List<String> literals) {
        this.classes = classes(literals);
        var trie = new Trie(literals);
        int[] order = trie.acceptingLast();
        this.firstAccepting =
                (int) Arrays.stream(order).filter(i -> !trie.accepts(i)).count();
        int otherWidth = classes - asciiWidth;
        this.shift = Integer.SIZE - Integer.numberOfLeadingZeros(asciiWidth - 1);
        this.next = new Cells((long) order.length << shift, order.length);
        this.outputs = new int[order.length][];
        this.otherRow = new int[order.length];
        this.depths = new char[order.length];
        int[] number = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            number[order[i]] = i;
        }
        var rows = new IdentityHashMap<int[], Integer>();
        for (int state = 0; state < order.length; state++) {
            outputs[number[state]] = trie.outputs.get(state);
            depths[number[state]] = (char) Math.min(Character.MAX_VALUE, trie.depths.get(state));
            int[] row = trie.ascii.get(state);
            for (int c = 0; c < asciiWidth; c++) {
                next.set((number[state] << shift) + c, number[row[c]]);
            }
            otherRow[number[state]] = rows.computeIfAbsent(trie.otherRow(state), each -> rows.size() * otherWidth);
        }
        this.nextOther = new Cells((long) rows.size() * otherWidth, order.length);
        rows.forEach((row, start) -> {
            for (int c = 0; c < otherWidth; c++) {
                nextOther.set(start + c, number[row[c]]);
            }
        });
    }

    private int classes(List<String> literals) {
        var chars = new BitSet();
        literals.forEach(literal -> literal.chars().forEach(chars::set));
        chars.set(' ');
        if (chars.cardinality() > MAX_CHARS) {
            throw new IllegalArgumentException("literals use more than 1,000 different characters");
        }
        Arrays.fill(otherClasses, NO_CLASSES);
        char assigned = 1;
        for (int i = 0; i < COMMON.length(); i++) {
            asciiClasses[COMMON.charAt(i)] = assigned++;
        }
        chars.clear('a', 'z' + 1);
        chars.clear(' ');
        for (int c = chars.nextSetBit(0); c >= 0; c = chars.nextSetBit(c + 1)) {
            if (c < ASCII) {
                asciiClasses[c] = assigned++;
            } else {
                asciiWidth = asciiWidth == 0 ? assigned : asciiWidth;
                if (otherClasses[c / PAGE] == NO_CLASSES) {
                    otherClasses[c / PAGE] = new char[PAGE];
                }
                otherClasses[c / PAGE][c % PAGE] = assigned++;
            }
        }
        asciiWidth = asciiWidth == 0 ? assigned : asciiWidth;
        for (char c = 'A'; c <= 'Z'; c++) {
            asciiClasses[c] = asciiClasses[c + 'a' - 'A'];
        }
        for (char c : new char[] {'\t', '\n', 0x0B, '\f', '\r'}) {
            asciiClasses[c] = asciiClasses[' '];
        }
        return assigned;
    }

    /** The class of a folded character, the same for capital and small letters, 0 for one that no literal has. */
    public int classOf(char c) {
        return c < ASCII ? asciiClasses[c] : otherClass(c);
    }

    /** The state after one more character, from 0. More white space behind white space changes nothing. */
    public int step(int state, int characterClass) {
        return characterClass < asciiWidth
                ? next.get((state << shift) + characterClass)
                : nextOther.get(otherRow[state] + characterClass - asciiWidth);
    }

    /**
     * The targets of all states for the classes below {@link #asciiWidth()}, for loops that cannot afford a call: that of a
     * state and a class stands at {@code (state << shift()) + class}. Null if there are more than 65,535 states. Not to be
     * written to.
     */
    public char @Nullable [] cells() {
        return next.few;
    }

    /** How far the number of a state is shifted in {@link #cells()}. */
    public int shift() {
        return shift;
    }

    /** The classes of ASCII are below it. */
    public int asciiWidth() {
        return asciiWidth;
    }

    /** The number of states; those from {@link #firstAccepting()} on accept. */
    public int states() {
        return outputs.length;
    }

    public int firstAccepting() {
        return firstAccepting;
    }

    /** How many characters of the longest literal that may go on have been seen in a state. */
    public int depth(int state) {
        return depths[state];
    }

    /** The literals that end in a state. */
    public int[] outputs(int state) {
        return outputs[state];
    }

    /** Reports every occurrence in a folded text, by literal and the index behind its end. */
    public void scan(Folded text, Hits hits) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = step(state, classOf(text.charAt(i)));
            if (state >= firstAccepting) {
                for (int literal : outputs[state]) {
                    hits.hit(literal, i + 1);
                }
            }
        }
    }

    private int otherClass(char c) {
        return otherClasses[c / PAGE][c % PAGE];
    }

    /** How many bytes its tables take. */
    public long bytes() {
        return next.bytes() + nextOther.bytes();
    }

    /** Numbers of states, in 16 bits each while they fit: what is small stays in the caches. */
    private static final class Cells {

        private final char @Nullable [] few;
        private final int[] many;

        Cells(long size, int states) {
            if (size > MAX_CELLS) {
                throw new IllegalArgumentException(
                        "the literals of all rules need too large a table; use fewer of them,"
                                + " shorter ones, or fewer characters beyond ASCII");
            }
            boolean fits = states <= Character.MAX_VALUE;
            this.few = fits ? new char[(int) size] : null;
            this.many = new int[fits ? 0 : (int) size];
        }

        int get(int at) {
            return few != null ? few[at] : many[at];
        }

        void set(int at, int state) {
            if (few != null) {
                few[at] = (char) state;
            } else {
                many[at] = state;
            }
        }

        long bytes() {
            return few != null ? (long) Character.BYTES * few.length : (long) Integer.BYTES * many.length;
        }
    }

    /** Takes occurrences. */
    @FunctionalInterface
    public interface Hits {

        /** One literal ends before an index. */
        void hit(int literal, int end);
    }

    /** The table while it is built, in the order in which states come up. */
    private final class Trie {

        private final List<int[]> ascii = new ArrayList<>();

        /** Null until it is linked where no literal goes on beyond ASCII. */
        private final List<int @Nullable []> other = new ArrayList<>();

        private final List<int[]> outputs = new ArrayList<>();

        private final List<Integer> depths = new ArrayList<>();

        /** The states that white space leads to. */
        private final BitSet spaces = new BitSet();

        Trie(List<String> literals) {
            add(0);
            other.set(0, empty(classes - asciiWidth));
            for (int i = 0; i < literals.size(); i++) {
                insert(literals.get(i), i);
            }
            link();
            spaces.stream().forEach(state -> ascii.get(state)[asciiClasses[' ']] = state);
        }

        int[] otherRow(int state) {
            return Objects.requireNonNull(other.get(state));
        }

        private int add(int depth) {
            depths.add(depth);
            ascii.add(empty(asciiWidth));
            other.add(null);
            outputs.add(NONE);
            return outputs.size() - 1;
        }

        private int[] empty(int width) {
            int[] row = new int[width];
            Arrays.fill(row, -1);
            return row;
        }

        private void insert(String literal, int index) {
            int state = 0;
            for (int i = 0; i < literal.length(); i++) {
                char c = literal.charAt(i);
                int[] row = c < ASCII ? ascii.get(state) : ownRow(state);
                int at = c < ASCII ? asciiClasses[c] : otherClass(c) - asciiWidth;
                if (row[at] < 0) {
                    row[at] = add(i + 1);
                }
                state = row[at];
                spaces.set(state, c < ASCII && asciiClasses[c] == asciiClasses[' ']);
            }
            outputs.set(state, plus(outputs.get(state), new int[] {index}));
        }

        private int[] ownRow(int state) {
            int[] row = other.get(state);
            if (row == null) {
                row = empty(classes - asciiWidth);
                other.set(state, row);
            }
            return row;
        }

        /** Breadth first: where a literal cannot go on, go on with its longest suffix that starts another one. */
        private void link() {
            int[] fail = new int[outputs.size()];
            var queue = new ArrayDeque<Integer>(List.of(0));
            for (@Nullable Integer state = queue.poll(); state != null; state = queue.poll()) {
                int suffix = fail[state];
                link(ascii.get(state), state == 0 ? null : ascii.get(suffix), fail, queue);
                int[] own = other.get(state);
                if (own == null) {
                    other.set(state, otherRow(suffix));
                } else {
                    link(own, state == 0 ? null : otherRow(suffix), fail, queue);
                }
            }
        }

        private void link(int[] row, int @Nullable [] ofSuffix, int[] fail, Queue<Integer> queue) {
            for (int c = 0; c < row.length; c++) {
                int otherwise = ofSuffix == null ? 0 : ofSuffix[c];
                if (row[c] < 0) {
                    row[c] = otherwise;
                } else {
                    int target = row[c];
                    fail[target] = otherwise;
                    outputs.set(target, plus(outputs.get(target), outputs.get(otherwise)));
                    queue.add(target);
                }
            }
        }

        boolean accepts(int state) {
            return outputs.get(state).length > 0;
        }

        /** The numbers of the states in the order in which they are laid out: what text comes by most stands close together. */
        int[] acceptingLast() {
            return IntStream.range(0, outputs.size())
                    .boxed()
                    .sorted(Comparator.comparing(this::accepts).thenComparing(depths::get))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        private int[] plus(int[] some, int[] more) {
            int[] all = Arrays.copyOf(some, some.length + more.length);
            System.arraycopy(more, 0, all, some.length, more.length);
            return all;
        }
    }
}
