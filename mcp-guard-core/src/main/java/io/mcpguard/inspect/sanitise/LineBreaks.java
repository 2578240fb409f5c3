package io.mcpguard.inspect.sanitise;

import java.util.Locale;
import java.util.Set;

/**
 * Ends of lines, as they are and as JSON writes them, and which of them only wrap a paragraph. A sentence that is wrapped
 * goes on in the next line.
 */
final class LineBreaks {

    /** How far a bar's line is followed, in characters. */
    private static final int MAX_LINE = 2_000;

    private static final int MAX_WORD = 12;
    private static final int SALUTATION = 30;

    /** No sentence ends with one of these, in English, German, French, Spanish, Portuguese and Italian. */
    private static final Set<String> OPEN =
            Set.of(("a an the to of and or for with at in on from by into as my your our his her their its this "
                            + "that these those all any mr mrs dr is are be not please der die das den dem des und oder "
                            + "zu von mit f\u00FCr auf mein meine dein deine ihr ihre le la les l un une du de et ou avec "
                            + "pour dans sur mon ma mes el los las una del y o con por para en su sus mi os um uma do da "
                            + "e com il lo gli dei di per nel")
                    .split(" "));

    private static final int MAX_LABEL = 24;

    private final String text;

    LineBreaks(String text) {
        this.text = text;
    }

    /** How many characters end a line here; 0 if it does not end here. */
    int at(int at) {
        if (at >= text.length()) {
            return 0;
        }
        char c = text.charAt(at);
        if (c == '\n') {
            return 1;
        }
        if (c == '\r') {
            return at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 2 : 1;
        }
        if (c != '\\' || !isEscape(at)) {
            return 0;
        }
        return text.startsWith("\\r\\n", at) ? 4 : 2;
    }

    private boolean isEscape(int at) {
        boolean named = at + 1 < text.length() && (text.charAt(at + 1) == 'n' || text.charAt(at + 1) == 'r');
        return named && (at == 0 || text.charAt(at - 1) != '\\');
    }

    /** How many characters before here end a line; 0 if none does. */
    int before(int at) {
        for (int length = 4; length > 0; length--) {
            if (at >= length && at(at - length) == length) {
                return length;
            }
        }
        return 0;
    }

    /** Whether the sentence before an end of a line goes on behind it. */
    boolean isSoft(int at) {
        int last = at - 1;
        while (last >= 0 && text.charAt(last) == ' ') {
            last--;
        }
        if (last < 0 || ".!?:;|>}]\u3002\uFF01\uFF1F\n\r".indexOf(text.charAt(last)) >= 0) {
            return false;
        }
        int next = at + at(at);
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '>')) {
            next++; // indented, or quoted in a mail
        }
        if (next >= text.length() || !Character.isLetterOrDigit(text.codePointAt(next)) || isLabelled(next)) {
            return false;
        }
        return Character.isLowerCase(text.codePointAt(next)) || (isOpen(last) && !isNumbered(next));
    }

    /** Whether the sentence cannot end with this character: it is a comma, or the last one of an article. */
    private boolean isOpen(int last) {
        int start = last + 1;
        while (start > 0 && last - start < MAX_WORD && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        if (text.charAt(last) == ',') {
            return last > 0 && !Character.isDigit(text.charAt(last - 1)) && isLong(last);
        }
        return (start == 0 || Character.isWhitespace(text.charAt(start - 1)))
                && OPEN.contains(text.substring(start, last + 1).toLowerCase(Locale.ROOT));
    }

    /** Longer than the salutation of a letter. */
    private boolean isLong(int last) {
        int start = last;
        while (start > 0 && last - start < SALUTATION && before(start) == 0) {
            start--;
        }
        return last - start >= SALUTATION;
    }

    /** {@code total: 5} and {@code to=a}, which begin something else. */
    private boolean isLabelled(int from) {
        for (int at = from; at < Math.min(text.length(), from + MAX_LABEL); at++) {
            char c = text.charAt(at);
            if (c == ':' || c == '=') {
                return true;
            }
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '-') {
                return false;
            }
        }
        return false;
    }

    private boolean isNumbered(int from) {
        int at = from;
        while (at < text.length() && at - from < 4 && Character.isDigit(text.charAt(at))) {
            at++;
        }
        return at > from && at < text.length() && ".):".indexOf(text.charAt(at)) >= 0;
    }

    /** Whether a vertical bar parts cells: its line begins with one. */
    boolean isInTable(int bar) {
        int at = bar;
        int start = bar;
        while (at >= 0 && bar - at < MAX_LINE && text.charAt(at) != '\n') {
            start = text.charAt(at) == ' ' ? start : at;
            at--;
        }
        return text.charAt(start) == '|';
    }
}
