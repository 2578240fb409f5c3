package io.mcpguard.inspect.model;

/**
 * Where a sentence stands: in a string of JSON, in a list, a table, a comment, in a paragraph of its own. Orders are
 * common in lists of guides and rare in strings of records. Looks a bounded number of characters back.
 */
public final class Place {

    static final int BEGINS = 0;
    static final int STRING = 1;
    static final int LIST = 2;
    static final int HEADING = 3;
    static final int TABLE = 4;
    static final int COMMENT = 5;
    static final int PARAGRAPH = 6;
    static final int LINE = 7;
    static final int TAG = 8;
    static final int GOES_ON = 9;
    static final int COUNT = 10;

    private static final int FARTHEST = 24;

    private Place() {}

    /** The place of what begins at an index. */
    static int of(String text, int start) {
        int limit = Math.max(0, start - FARTHEST);
        int lines = 0;
        char mark = 0;
        for (int i = start - 1; i >= limit; i--) {
            char c = text.charAt(i);
            if (c == '\n' || (c == 'n' && i > 0 && text.charAt(i - 1) == '\\')) {
                lines++;
                i -= c == 'n' ? 1 : 0;
                if (mark != 0 || lines == 2) {
                    break;
                }
            } else if (c > ' ') {
                if (lines > 0) {
                    break;
                }
                if (c == '"' || c == '\'') {
                    return opensValue(text, i, limit) ? STRING : GOES_ON;
                }
                if (c == '>') {
                    return lines == 0 && i > 0 && text.charAt(i - 1) != ' ' ? TAG : LINE;
                }
                if (Letters.of(c) != 0 && !(c <= '9' && c >= '0')) {
                    return GOES_ON;
                }
                mark = mark == 0 || mark == '.' ? c : mark;
            }
        }
        if (lines == 0 && limit > 0) {
            return mark == '|' ? TABLE : GOES_ON;
        }
        return switch (mark) {
            case 0 -> limit == 0 && lines == 0 ? BEGINS : lines > 1 ? PARAGRAPH : LINE;
            case '#' -> HEADING;
            case '|' -> TABLE;
            case '/' -> COMMENT;
            case '-', '*', '+', '.', ')', 0x2022 -> LIST;
            default -> mark >= '0' && mark <= '9' ? LIST : LINE;
        };
    }

    private static boolean opensValue(String text, int quote, int limit) {
        for (int i = quote - 1; i >= limit; i--) {
            char c = text.charAt(i);
            if (c > ' ') {
                return c == ':' || c == ',' || c == '[' || c == '{' || c == '(';
            }
        }
        return quote <= 1;
    }

    /** What the first character says of the whole: 1 a record, 2 a table, 3 Markdown, 4 markup, 0 anything else. */
    static int kind(String text) {
        int limit = Math.min(text.length(), FARTHEST);
        for (int i = 0; i < limit; i++) {
            char c = text.charAt(i);
            if (c > ' ') {
                return switch (c) {
                    case '{', '[' -> 1;
                    case '|' -> 2;
                    case '#', '-', '*', '`' -> 3;
                    case '<' -> 4;
                    default -> 0;
                };
            }
        }
        return 0;
    }
}
