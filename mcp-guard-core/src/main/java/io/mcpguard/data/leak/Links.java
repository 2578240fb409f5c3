package io.mcpguard.data.leak;

/**
 * Finds the addresses in a text that a client may fetch by itself or lead its user to: targets of Markdown, {@code
 * src} and {@code href} of HTML, {@code url()} of CSS, and bare ones. One pass.
 */
final class Links {

    private static final int MAX_SCHEME = 12;
    private static final String[] ATTRIBUTES = {
        "src", "href", "srcset", "action", "poster", "data", "background", "cite"
    };

    private Links() {}

    /** Takes the span of one address. */
    @FunctionalInterface
    interface Visitor {

        void link(int start, int end);
    }

    /** Visits them in order; none overlaps another one. */
    static void forEach(String text, Visitor visitor) {
        int at = 0;
        int done = 0;
        while (at < text.length()) {
            int start = start(text, at, done);
            int end = start < 0 ? -1 : end(text, start);
            if (end > start && start >= 0) {
                visitor.link(start, end);
                done = end;
                at = end;
            } else {
                at++;
            }
        }
    }

    /** Where an address begins that a sign at a place tells of; -1 if it tells of none. */
    private static int start(String text, int at, int done) {
        boolean starts = false;
        int from = at;
        switch (text.charAt(at)) {
            case ':' -> {
                starts = text.startsWith("://", at) || text.startsWith(":\\/\\/", at);
                from = starts ? scheme(text, at, done) : at;
            }
            case ']' -> {
                starts = text.startsWith("](", at);
                from = skip(text, at + 2);
            }
            case '=' -> {
                starts = isAttribute(text, at);
                from = skip(text, at + 1);
            }
            case '(' -> {
                starts = at >= 3 && text.regionMatches(true, at - 3, "url", 0, 3);
                from = skip(text, at + 1);
            }
            case 'w', 'W' -> starts = text.regionMatches(true, at, "www.", 0, 4) && !isLetter(text, at - 1);
            case '/' -> {
                boolean relative = at > 0 && "\"'(<= ".indexOf(text.charAt(at - 1)) >= 0;
                starts = relative && text.startsWith("//", at) && isLetter(text, at + 2);
            }
            default -> {
                return -1;
            }
        }
        return starts ? from : -1;
    }

    private static int scheme(String text, int colon, int done) {
        int start = colon;
        while (start > done && colon - start < MAX_SCHEME && isLetter(text, start - 1)) {
            start--;
        }
        return start;
    }

    private static boolean isAttribute(String text, int equals) {
        int end = equals;
        while (end > 0 && equals - end < 3 && text.charAt(end - 1) == ' ') {
            end--;
        }
        for (String attribute : ATTRIBUTES) {
            int start = end - attribute.length();
            if (start > 0
                    && text.regionMatches(true, start, attribute, 0, attribute.length())
                    && !isLetter(text, start - 1)) {
                return true;
            }
        }
        return false;
    }

    private static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && at - from < 4 && " \"'\\<".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static int end(String text, int start) {
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        int open = 0;
        int at = start;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean quoted = before == '"' || before == '\'' || before == '<';
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            boolean ends = quoted
                    ? c == before || c == '"' || c == '>' || c == '\n'
                    : c <= ' ' || "\"<>`".indexOf(c) >= 0 || open < 0;
            if (ends) {
                break;
            }
        }
        return at;
    }

    private static boolean isLetter(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }
}
