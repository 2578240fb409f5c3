package io.mcpguard.inspect.sanitise;

import java.util.Arrays;

/**
 * The strings of JSON, of what Python prints, of attributes in a text: from behind one quotation mark to before the other.
 * Tolerant, since the text may be cut off, and Python's is often made by hand: a mark closes a string only if what
 * follows could not be part of it.
 */
final class StringValues {

    /** What begins with a letter in JSON or in what Python prints. */
    private static final String[] LITERALS = {"true", "false", "null", "True", "False", "None"};

    private static final int MAX_KEY = 120;
    private static final int MAX_SPACES = 200;
    private static final String CLOSERS = "}])";

    private final String text;
    private int[] starts = new int[8];
    private int[] ends = new int[8];
    private int size;

    private StringValues(String text) {
        this.text = text;
    }

    /** All of a text, outermost ones only. Linear. */
    static StringValues of(String text) {
        var values = new StringValues(text);
        values.collect();
        return values;
    }

    /** The offset behind the mark that opens the string a place lies in; -1 if it lies in none. */
    int start(int at) {
        int index = index(at);
        return index < 0 ? -1 : starts[index];
    }

    /** The offset of the mark that closes the string a place lies in; -1 if it lies in none. */
    int end(int at) {
        int index = index(at);
        return index < 0 ? -1 : ends[index];
    }

    /** Visits what a span covers of each string but keys. */
    void within(int start, int end, SpanVisitor visitor) {
        int found = Arrays.binarySearch(starts, 0, size, start);
        for (int i = found >= 0 ? found : Math.max(0, -found - 2); i < size && starts[i] < end; i++) {
            int from = Math.max(start, starts[i]);
            int to = Math.min(end, ends[i]);
            int behind = afterSpaces(ends[i] + 1);
            boolean key = behind < text.length() && text.charAt(behind) == ':';
            if (from < to && !key) {
                visitor.visit(from, to);
            }
        }
    }

    /** Takes a span of a text. */
    @FunctionalInterface
    interface SpanVisitor {

        /**
         * One span.
         *
         * @param start its first character
         * @param end behind its last
         */
        void visit(int start, int end);
    }

    private int index(int at) {
        int found = Arrays.binarySearch(starts, 0, size, at);
        int index = found >= 0 ? found : -found - 2;
        return index >= 0 && at <= ends[index] ? index : -1;
    }

    private void collect() {
        // Where looking for the end of a string of some kind failed once, it fails from every later place too.
        boolean[] hopeless = new boolean[2 * 128];
        char before = '[';
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if ((c == '"' || c == '\'') && ":[{(,=".indexOf(before) >= 0) {
                int kind = (c == '"' ? 128 : 0) + before;
                int end = hopeless[kind] ? -1 : close(at + 1, c, before);
                if (end >= 0) {
                    add(at + 1, end);
                    at = end;
                } else {
                    hopeless[kind] = true;
                }
            }
            if (!Character.isWhitespace(c)) {
                before = c < 128 ? c : '_';
            } else if (c == '\n' && before != ':' && before != '=') {
                before = ','; // a row of a table, a line of a list
            }
            at++;
        }
    }

    private void add(int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        starts[size] = start;
        ends[size++] = end;
    }

    private int close(int from, char mark, char before) {
        boolean escaped = false;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (escaped) {
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == mark && closes(at, before)) {
                return at;
            }
        }
        return -1;
    }

    private boolean closes(int mark, char before) {
        int at = afterSpaces(mark + 1);
        if (at == text.length() || text.charAt(at) == ':') {
            return true;
        }
        char next = text.charAt(at);
        if (before == '=') {
            return at > mark + 1 || ">/,)]".indexOf(next) >= 0;
        }
        if (CLOSERS.indexOf(next) >= 0) {
            return (before != ':' || next == '}') && endsStructure(at);
        }
        if (next == ',') {
            return before == ':' ? isKey(afterSpaces(at + 1)) : isValue(at + 1);
        }
        // The last cell of a row, the last value of a line.
        return before != ':' && text.substring(mark + 1, at).indexOf('\n') >= 0;
    }

    private boolean endsStructure(int from) {
        int at = from;
        while (at < text.length() && (CLOSERS.indexOf(text.charAt(at)) >= 0 || text.charAt(at) == ' ')) {
            at++;
        }
        if (at == text.length() || text.charAt(at - 1) == ' ') {
            return true;
        }
        char next = text.charAt(at);
        boolean endsSentence = ".!?".indexOf(next) >= 0;
        return endsSentence
                ? at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1))
                : !Character.isLetterOrDigit(next);
    }

    /** Whether a key begins here: in quotation marks, or a name before a colon; or the object ends. */
    private boolean isKey(int from) {
        if (from == text.length() || text.charAt(from) == '}') {
            return true;
        }
        char mark = text.charAt(from);
        boolean quoted = mark == '"' || mark == '\'';
        int limit = Math.min(text.length(), from + MAX_KEY);
        int at = quoted ? from + 1 : from;
        while (at < limit && (quoted ? text.charAt(at) != mark : isName(text.charAt(at)))) {
            at++;
        }
        at = quoted ? at + 1 : at;
        int colon = Math.min(text.length(), at) == at ? afterSpaces(at) : text.length();
        return at > from && colon < text.length() && text.charAt(colon) == ':';
    }

    private boolean isValue(int from) {
        int next = afterSpaces(from);
        if (next == text.length() || next == from || !Character.isLetter(text.charAt(next))) {
            return true;
        }
        for (String literal : LITERALS) {
            if (text.startsWith(literal, next)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    private int afterSpaces(int from) {
        int at = Math.min(from, text.length());
        int limit = Math.min(text.length(), from + MAX_SPACES);
        while (at < limit && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
