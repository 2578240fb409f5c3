package io.mcpguard.inspect.scan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of RE2's syntax that rules are written in, for {@link Reach}. What it does not know it does not guess:
 * such a pattern is left to RE2/J alone.
 */
public final class Syntax {

    /** Sets of code points are kept as bits up to here; all code points beyond are treated alike. */
    static final int BEYOND = 0x10000;

    /** Marks a set that has some of those, and not others. */
    static final int UNSURE = BEYOND + 1;

    private static final BitSet LETTERS = type(Character::isLetter);
    private static final BitSet NUMBERS = type(c -> switch (Character.getType(c)) {
        case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
        default -> false;
    });

    private static final int UNBOUNDED = -1;
    private static final int MAX_REPEAT = 1_000;

    private final String source;
    private int at;

    private Syntax(String source) {
        this.source = source;
    }

    /** The pattern as a tree; null if it uses more than is known here. */
    public static @Nullable Node parse(String source) {
        var syntax = new Syntax(source);
        try {
            Node node = syntax.alternatives();
            return syntax.at == source.length() ? node : null;
        } catch (Unknown e) {
            return null;
        }
    }

    /** A part of a pattern. */
    public sealed interface Node {}

    /** One code point of a set; the bit {@link #BEYOND} stands for all that are beyond. */
    public record One(BitSet set) implements Node {}

    public record Sequence(List<Node> parts) implements Node {}

    public record Choice(List<Node> parts) implements Node {}

    /** As often as asked, without end if the maximum is negative. */
    public record Repeat(Node part, int min, int max) implements Node {}

    /** Holds between two characters. */
    public enum Border implements Node {
        START,
        END,
        WORD,
        NO_WORD
    }

    private Node alternatives() {
        var parts = new ArrayList<Node>();
        parts.add(sequence());
        while (has('|')) {
            at++;
            parts.add(sequence());
        }
        return parts.size() == 1 ? parts.get(0) : new Choice(List.copyOf(parts));
    }

    private Node sequence() {
        var parts = new ArrayList<Node>();
        while (at < source.length() && !has('|') && !has(')')) {
            parts.add(repeated(atom()));
        }
        return new Sequence(List.copyOf(parts));
    }

    private Node repeated(Node part) {
        if (at == source.length()) {
            return part;
        }
        int min = 0;
        int max = UNBOUNDED;
        switch (source.charAt(at)) {
            case '*' -> {}
            case '+' -> min = 1;
            case '?' -> max = 1;
            case '{' -> {
                at++;
                min = number();
                max = min;
                if (has(',')) {
                    at++;
                    max = has('}') ? UNBOUNDED : number();
                }
                expect(has('}') && max <= MAX_REPEAT && min <= MAX_REPEAT);
            }
            default -> {
                return part;
            }
        }
        at++;
        if (has('?')) {
            at++; // whether a match is there does not depend on which one is preferred
        }
        expect(!has('*') && !has('+') && !has('?') && !has('{'));
        return new Repeat(part, min, max);
    }

    private int number() {
        int start = at;
        while (at < source.length() && Character.digit(source.charAt(at), 10) >= 0) {
            at++;
        }
        expect(at > start && at - start <= 4);
        return Integer.parseInt(source.substring(start, at));
    }

    private Node atom() {
        char c = source.charAt(at++);
        return switch (c) {
            case '(' -> {
                if (has('?')) {
                    expect(source.startsWith("?:", at));
                    at += 2;
                }
                Node inside = alternatives();
                expect(has(')'));
                at++;
                yield inside;
            }
            case '[' -> new One(bracket());
            case '.' -> new One(all());
            case '^' -> Border.START;
            case '$' -> Border.END;
            case '\\' -> escaped();
            case '*', '+', '?', '{' -> throw new Unknown();
            default -> literal(c);
        };
    }

    private Node literal(char c) {
        expect(!Character.isSurrogate(c));
        return new One(range(c, c));
    }

    private Node escaped() {
        expect(at < source.length());
        char c = source.charAt(at);
        if (c == 'b' || c == 'B') {
            at++;
            return c == 'b' ? Border.WORD : Border.NO_WORD;
        }
        return new One(escapedSet());
    }

    /** What a letter behind a backslash stands for. */
    private BitSet escapedSet() {
        expect(at < source.length());
        char c = source.charAt(at++);
        return switch (c) {
            case 's' -> space();
            case 'S' -> other(space());
            case 'd' -> range('0', '9');
            case 'D' -> other(range('0', '9'));
            case 'w' -> word();
            case 'W' -> other(word());
            case 'p' -> {
                expect(has('L') || has('N'));
                yield source.charAt(at++) == 'L' ? LETTERS : NUMBERS;
            }
            case 'n' -> range('\n', '\n');
            case 't' -> range('\t', '\t');
            case 'r' -> range('\r', '\r');
            default -> {
                expect(c < 0x80 && !Character.isLetterOrDigit(c));
                yield range(c, c);
            }
        };
    }

    private BitSet bracket() {
        boolean negated = has('^');
        at += negated ? 1 : 0;
        var set = new BitSet();
        boolean first = true;
        while (first || !has(']')) {
            expect(at < source.length());
            first = false;
            char c = source.charAt(at++);
            expect(c != '[' || !has(':'));
            expect(!Character.isSurrogate(c));
            BitSet one = c == '\\' ? escapedSet() : range(c, c);
            if (has('-') && at + 1 < source.length() && source.charAt(at + 1) != ']') {
                at++;
                char last = source.charAt(at++);
                expect(one.cardinality() == 1 && last != '\\' && last != '[' && last >= one.nextSetBit(0));
                one = range(one.nextSetBit(0), last);
            }
            set.or(one);
        }
        at++;
        return negated ? other(set) : set;
    }

    private boolean has(char c) {
        return at < source.length() && source.charAt(at) == c;
    }

    private static void expect(boolean known) {
        if (!known) {
            throw new Unknown();
        }
    }

    private static BitSet range(int first, int last) {
        var set = new BitSet();
        set.set(first, last + 1);
        return set;
    }

    private static BitSet all() {
        return range(0, BEYOND);
    }

    private static BitSet other(BitSet set) {
        BitSet other = all();
        other.andNot(set);
        other.set(UNSURE, set.get(UNSURE));
        return other;
    }

    private static BitSet type(IntPredicate is) {
        var set = new BitSet();
        for (int c = 0; c < BEYOND; c++) {
            set.set(c, is.test(c));
        }
        set.set(UNSURE);
        return set;
    }

    /** What {@code \s} takes. */
    public static BitSet space() {
        BitSet set = range('\t', '\n');
        set.set('\f', '\r' + 1);
        set.set(' ');
        return set;
    }

    /** What {@code \w} and {@code \b} call a word. */
    static BitSet word() {
        BitSet set = range('a', 'z');
        set.set('A', 'Z' + 1);
        set.set('0', '9' + 1);
        set.set('_');
        return set;
    }

    private static final class Unknown extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unknown() {
            super(null, null, false, false);
        }
    }
}
