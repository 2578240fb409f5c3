package io.mcpguard.inspect;

import java.util.List;

/**
 * Where sentences begin and end. A sentence stays inside one line, one string of a JSON or Python text, one element of
 * HTML, so that the data around one survives when it is cut.
 */
final class Sentences {

    private static final int MAX_BACK = 600;
    private static final int MAX_SENTENCE = 2_000;

    /** What begins with a letter in JSON or in what Python prints. */
    private static final List<String> LITERALS = List.of("true", "false", "null", "True", "False", "None");

    private final String text;

    Sentences(String text) {
        this.text = text;
    }

    /** Where the sentence begins that a place lies in. */
    int start(int at) {
        int limit = Math.max(0, at - MAX_BACK);
        int start = at;
        while (start > limit && !isBoundaryBefore(start)) {
            start--;
        }
        while (start < at && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return start;
    }

    private boolean isBoundaryBefore(int at) {
        char before = text.charAt(at - 1);
        if (before == '\n' || before == '\r' || before == '>') {
            return true;
        }
        if (Character.isWhitespace(before)) {
            return at >= 2 && isStop(text.charAt(at - 2)) && !isNumbering(at - 2);
        }
        if (isWideStop(before)) {
            return true;
        }
        if (at >= 2 && text.charAt(at - 2) == '\\' && (before == 'n' || before == 'r')) {
            return true;
        }
        return (before == '"' || before == '\'') && opensValue(at - 1);
    }

    /** Whether a quotation mark opens a string of structured text rather than a quotation. */
    private boolean opensValue(int mark) {
        int at = mark - 1;
        while (at >= 0 && (text.charAt(at) == '\\' || text.charAt(at) == ' ')) {
            at--;
        }
        return at >= 0 && ":[{,=(".indexOf(text.charAt(at)) >= 0;
    }

    /** Whether a quotation mark closes a string of structured text: what follows could not be prose. */
    private boolean closesValue(int mark) {
        int at = afterSpaces(mark + 1);
        if (at == text.length() || isTag(at) || ":\n\r".indexOf(text.charAt(at)) >= 0) {
            return true;
        }
        if ("}])".indexOf(text.charAt(at)) >= 0) {
            while (at < text.length() && "}]) ".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return at == text.length() || !Character.isLetterOrDigit(text.charAt(at));
        }
        if (text.charAt(at) != ',') {
            return false;
        }
        int next = afterSpaces(at + 1);
        return next == text.length()
                || !Character.isLetter(text.charAt(next))
                || LITERALS.stream().anyMatch(literal -> text.startsWith(literal, next));
    }

    private int afterSpaces(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    /** Where the sentence ends that a place lies in. */
    int end(int at) {
        int limit = Math.min(text.length(), at + MAX_SENTENCE);
        int end = at;
        while (end < limit) {
            char c = text.charAt(end);
            if (isHardStop(end)) {
                return end;
            }
            if (isWideStop(c)) {
                return end + 1;
            }
            if (isStop(c) && (end + 1 == text.length() || isEndOfSentence(end)) && !isNumbering(end)) {
                return end + 1;
            }
            end++;
        }
        return end;
    }

    private boolean isEndOfSentence(int stop) {
        char next = text.charAt(stop + 1);
        return Character.isWhitespace(next)
                || next == '"'
                || next == '\''
                || next == ')'
                || next == '\\'
                || next == '<';
    }

    /** The end of a line, of a value of JSON, of an element or comment of HTML. */
    boolean isHardStop(int at) {
        char c = text.charAt(at);
        return switch (c) {
            case '\n', '\r' -> true;
            case '"', '\'' -> closesValue(at);
            case '\\' ->
                at + 1 < text.length()
                        && ("nr".indexOf(text.charAt(at + 1)) >= 0
                                || ("\"'".indexOf(text.charAt(at + 1)) >= 0 && closesValue(at + 1)));
            case '<' -> isTag(at);
            case '-' -> text.startsWith("-->", at);
            default -> false;
        };
    }

    private boolean isTag(int at) {
        if (at + 1 >= text.length() || text.charAt(at) != '<') {
            return false;
        }
        char next = text.charAt(at + 1);
        return next == '/' || next == '!' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    }

    /** "1." and "a." at the start of something are no ends, nor is the second dot of "e.g.". */
    private boolean isNumbering(int stop) {
        if (text.charAt(stop) != '.' || stop < 1 || !Character.isLetterOrDigit(text.charAt(stop - 1))) {
            return false;
        }
        boolean letter = Character.isLetter(text.charAt(stop - 1));
        return stop == 1 || Character.isWhitespace(text.charAt(stop - 2)) || (letter && text.charAt(stop - 2) == '.');
    }

    private static boolean isStop(char c) {
        return c == '.' || c == '!' || c == '?';
    }

    private static boolean isWideStop(char c) {
        return c == '\u3002' || c == '\uFF01' || c == '\uFF1F';
    }
}
