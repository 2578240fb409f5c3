package io.mcpguard.inspect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds every occurrence of any of a set of literals in one pass (Aho and Corasick, "Efficient string matching", 1975),
 * as a dense table over the few characters that occur in literals. White space of any kind and length is one space.
 */
final class Automaton {

    private static final int ASCII = 128;
    private static final int[] NONE = {};

    private static final int PAGE = 256;
    private static final char[] NO_CLASSES = new char[PAGE];
    /** Characters that literals may use between them; a row of the table is as long. */
    private static final int MAX_CHARS = 1_000;

    private final char[] asciiClasses = new char[ASCII];
    /** The classes of all other characters, by page. */
    private final char[][] otherClasses = new char[(Character.MAX_VALUE + 1) / PAGE][];

    private final int classes;
    /** The target of each state and class; states are few enough for 16 bits. */
    private final char[] next;

    /** The same for the characters beyond ASCII, apart, so that the table which all text uses stays small. */
    private final char[] nextOther;

    /** The classes of ASCII, which come first. */
    private int asciiWidth;

    private final int[][] outputs;

    /** The first state in which a literal ends; states are numbered so that all from here on do. */
    private final int firstAccepting;

    /** An automaton over folded literals; a match is reported by the position of its literal in the list. */
    Automaton(List<String> literals) {
        this.classes = classes(literals);
        var trie = new Trie(literals);
        int[] order = trie.acceptingLast();
        this.firstAccepting =
                (int) Arrays.stream(order).filter(i -> !trie.accepts(i)).count();
        if (order.length > Character.MAX_VALUE) {
            throw new IllegalArgumentException("literals need more than 65,535 states");
        }
        int otherWidth = classes - asciiWidth;
        this.next = new char[order.length * asciiWidth];
        this.nextOther = new char[order.length * otherWidth];
        this.outputs = new int[order.length][];
        int[] number = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            number[order[i]] = i;
        }
        for (int state = 0; state < order.length; state++) {
            outputs[number[state]] = trie.outputs.get(state);
            for (int c = 0; c < classes; c++) {
                char target = (char) number[trie.next.get(state)[c]];
                if (c < asciiWidth) {
                    next[number[state] * asciiWidth + c] = target;
                } else {
                    nextOther[number[state] * otherWidth + c - asciiWidth] = target;
                }
            }
        }
    }

    private int classes(List<String> literals) {
        var chars = new BitSet();
        literals.forEach(literal -> literal.chars().forEach(chars::set));
        chars.set(' ');
        if (chars.cardinality() > MAX_CHARS) {
            throw new IllegalArgumentException("literals use more than 1,000 different characters");
        }
        Arrays.fill(otherClasses, NO_CLASSES);
        char assigned = 1; // in the order of characters, so that the classes of ASCII are below 128
        for (int c = chars.nextSetBit(0); c >= 0; c = chars.nextSetBit(c + 1)) {
            if (c < ASCII) {
                asciiClasses[c] = assigned++;
                asciiWidth = assigned;
            } else {
                if (otherClasses[c / PAGE] == NO_CLASSES) {
                    otherClasses[c / PAGE] = new char[PAGE];
                }
                otherClasses[c / PAGE][c % PAGE] = assigned++;
            }
        }
        for (char c = 'A'; c <= 'Z'; c++) {
            asciiClasses[c] = asciiClasses[c + 'a' - 'A'];
        }
        for (char c : new char[] {'\t', '\n', 0x0B, '\f', '\r'}) {
            asciiClasses[c] = asciiClasses[' '];
        }
        return assigned;
    }

    /** The class of an ASCII character, the same for capital and small letters, 0 for one that no literal has. */
    int asciiClass(int c) {
        return asciiClasses[c];
    }

    /** The class of white space. */
    int spaceClass() {
        return asciiClasses[' '];
    }

    /** The state after one more character, from 0. */
    int step(int state, int characterClass) {
        return next[state * asciiWidth + characterClass];
    }

    /** The number of states; those from {@link #firstAccepting()} on accept. */
    int states() {
        return outputs.length;
    }

    int firstAccepting() {
        return firstAccepting;
    }

    /** The literals that end in a state. */
    int[] outputs(int state) {
        return outputs[state];
    }

    /** Reports every occurrence in a folded text, by literal and the index behind its end. */
    void scan(Folded text, Hits hits) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int characterClass = c < ASCII ? asciiClasses[c] : otherClass(c);
            state = characterClass < asciiWidth
                    ? next[state * asciiWidth + characterClass]
                    : nextOther[state * (classes - asciiWidth) + characterClass - asciiWidth];
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

    /** Takes occurrences. */
    @FunctionalInterface
    interface Hits {

        /** One literal ends before an index. */
        void hit(int literal, int end);
    }

    /** The table while it is built, in the order in which states come up. */
    private final class Trie {

        private final List<int[]> next = new ArrayList<>();
        private final List<int[]> outputs = new ArrayList<>();

        Trie(List<String> literals) {
            add();
            for (int i = 0; i < literals.size(); i++) {
                insert(literals.get(i), i);
            }
            link();
        }

        private int add() {
            int[] row = new int[classes];
            Arrays.fill(row, -1);
            next.add(row);
            outputs.add(NONE);
            return next.size() - 1;
        }

        private void insert(String literal, int index) {
            int state = 0;
            for (int i = 0; i < literal.length(); i++) {
                char c = literal.charAt(i);
                int characterClass = c < ASCII ? asciiClasses[c] : otherClass(c);
                int target = next.get(state)[characterClass];
                if (target < 0) {
                    target = add();
                    next.get(state)[characterClass] = target;
                }
                state = target;
            }
            outputs.set(state, plus(outputs.get(state), new int[] {index}));
        }

        /** Breadth first: where a literal cannot go on, go on with its longest suffix that starts another one. */
        private void link() {
            int[] fail = new int[next.size()];
            var queue = new ArrayDeque<Integer>(List.of(0));
            for (@Nullable Integer state = queue.poll(); state != null; state = queue.poll()) {
                int[] row = next.get(state);
                for (int c = 0; c < classes; c++) {
                    int otherwise = state == 0 ? 0 : next.get(fail[state])[c];
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
        }

        boolean accepts(int state) {
            return outputs.get(state).length > 0;
        }

        int[] acceptingLast() {
            int[] order = new int[next.size()];
            int at = 0;
            for (boolean accepting : new boolean[] {false, true}) {
                for (int state = 0; state < order.length; state++) {
                    if (accepts(state) == accepting) {
                        order[at++] = state;
                    }
                }
            }
            return order;
        }

        private int[] plus(int[] some, int[] more) {
            int[] all = Arrays.copyOf(some, some.length + more.length);
            System.arraycopy(more, 0, all, some.length, more.length);
            return all;
        }
    }
}
