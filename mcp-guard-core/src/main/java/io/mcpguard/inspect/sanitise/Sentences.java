package io.mcpguard.inspect.sanitise;

import io.mcpguard.inspect.view.TerminalText;
import java.util.List;

/**
 * Where sentences begin and end. A sentence stays inside one paragraph, one string of a JSON or Python text, one element
 * of HTML, one cell of a table, so that the data around one survives when it is cut.
 */
final class Sentences {

    private static final int MAX_BACK = 600;
    private static final int MAX_SENTENCE = 2_000;

    /** What begins with a letter in JSON or in what Python prints. */
    private static final List<String> LITERALS = List.of("true", "false", "null", "True", "False", "None");

    private final String text;
    private final LineBreaks breaks;
    private final StringValues values;

    Sentences(String text) {
        this.text = text;
        this.breaks = new LineBreaks(text);
        this.values = StringValues.of(text);
    }

    /** Where the string of a structured text begins that a place lies in, or the text. */
    int valueStart(int at) {
        return Math.max(0, values.start(at));
    }

    /** Where the string of a structured text ends that a place lies in, or the text. */
    int valueEnd(int at) {
        int end = values.end(at);
        return end < 0 ? text.length() : end;
    }

    /** Where the sentence begins that a place lies in. */
    int start(int at) {
        int value = values.start(at);
        int limit = Math.max(Math.max(0, value), at - MAX_BACK);
        int start = at;
        while (start > limit && !isBoundaryBefore(start, value >= 0)) {
            start--;
        }
        while (start < at && (Character.isWhitespace(text.charAt(start)) || breaks.at(start) > 0)) {
            start += Math.max(1, breaks.at(start));
        }
        return Math.min(start, at);
    }

    private boolean isBoundaryBefore(int at, boolean inValue) {
        if (text.startsWith("![", at)) {
            return true; // an image of Markdown
        }
        char before = text.charAt(at - 1);
        int broken = breaks.before(at);
        if (broken > 0) {
            return !breaks.isSoft(at - broken);
        }
        if (before == '>' || before == '\t' || before == '|') {
            return before != '|' || breaks.isInTable(at - 1);
        }
        if (Character.isWhitespace(before)) {
            return at >= 2 && isStop(text.charAt(at - 2)) && !isNumbering(at - 2);
        }
        if (isWideStop(before)
                || (before >= '\u2066' && before <= '\u2068')
                || (before == 'm' && TerminalText.hidesFrom(text, at))) {
            return true;
        }
        boolean escaped = at >= 2 && text.charAt(at - 2) == '\\';
        return (before == '"' || before == '\'') && (!inValue || escaped) && opensValue(at - 1);
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
        int limit = Math.min(valueEnd(at), at + MAX_SENTENCE);
        boolean inValue = values.start(at) >= 0;
        int end = at;
        while (end < limit) {
            char c = text.charAt(end);
            int broken = breaks.at(end);
            if (broken > 0 && breaks.isSoft(end)) {
                end += broken;
                continue;
            }
            if (isHardStop(end, inValue)) {
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
        return Math.min(end, limit);
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

    /** The end of a line, of a value of JSON, of an element or comment of HTML, of a cell. */
    boolean isHardStop(int at) {
        return isHardStop(at, values.start(at) >= 0);
    }

    private boolean isHardStop(int at, boolean inValue) {
        char c = text.charAt(at);
        return switch (c) {
            case '\n', '\r', '\t', '\u2069' -> true;
            case '"', '\'' -> inValue ? at == values.end(at) : closesValue(at);
            case '\\' ->
                breaks.at(at) > 0
                        || (at + 1 < text.length() && "\"'".indexOf(text.charAt(at + 1)) >= 0 && closesValue(at + 1));
            case '<' -> isTag(at);
            case '-' -> text.startsWith("-->", at);
            case '|' -> breaks.isInTable(at);
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
        if (Character.isLetter(text.charAt(stop - 1))) {
            return stop == 1 || Character.isWhitespace(text.charAt(stop - 2)) || text.charAt(stop - 2) == '.';
        }
        int at = stop - 1;
        while (at > 0 && stop - at < 4 && Character.isDigit(text.charAt(at - 1))) {
            at--;
        }
        if (at > 0 && !Character.isWhitespace(text.charAt(at - 1)) && breaks.before(at) == 0) {
            return false;
        }
        while (at > 0 && text.charAt(at - 1) == ' ') {
            at--;
        }
        return at == 0 || breaks.before(at) > 0 || ".!?:;)>*#-".indexOf(text.charAt(at - 1)) >= 0;
    }

    private static boolean isStop(char c) {
        return c == '.' || c == '!' || c == '?';
    }

    private static boolean isWideStop(char c) {
        return c == '\u3002' || c == '\uFF01' || c == '\uFF1F';
    }
}
