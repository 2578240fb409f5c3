package io.mcpguard.inspect.view;

import io.mcpguard.inspect.view.UnseenPlaces.Place;
import java.util.Locale;
import java.util.Set;

/**
 * What HTML and Markdown keep from whoever sees the page: comments, elements that are styled away, in place or by a style
 * sheet, attributes for other
 * readers than eyes, titles of links, definitions of references. One pass with bounded looks ahead; no document is built,
 * since hostile markup is rarely well-formed and a model reads it all the same.
 */
final class Markup {

    /** A hidden element or comment that goes on for longer ends here, in characters. */
    private static final int MAX_ELEMENT = 8_000;

    /** A longer style sheet is not read. */
    private static final int MAX_SHEET = 100_000;

    private static final int MAX_TAG = 2_000;
    private static final int MAX_LINK = 600;
    /** A label of a reference is no longer. */
    private static final int MAX_LABEL = 60;
    /** Shorter attributes say nothing to a model. */
    private static final int MIN_ATTRIBUTE = 12;

    /** Elements that hold nothing. */
    private static final Set<String> EMPTY = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");

    private final String text;
    private final Place place;
    private final Styles styles = new Styles();

    private Markup(String text, Place place) {
        this.text = text;
        this.place = place;
    }

    /** Reports the unseen places of a text, elements first, then Markdown. */
    static void forEachUnseen(String text, Place place) {
        var markup = new Markup(text, place);
        markup.sheets();
        markup.elements();
        markup.links();
        markup.references();
    }

    /** Style sheets first: they may stand behind what they hide. */
    private void sheets() {
        int at = find("<style", 0, text.length());
        while (at >= 0) {
            int open = text.indexOf('>', at);
            int close = open < 0 ? -1 : find("</style", open, MAX_SHEET);
            if (close < 0) {
                return;
            }
            styles.add(text.substring(open + 1, close));
            at = find("<style", close, text.length());
        }
    }

    private void elements() {
        int at = text.indexOf('<');
        while (at >= 0 && at + 1 < text.length()) {
            int end = at + 1;
            if (text.startsWith("!--", at + 1)) {
                int close = find("-->", at + 4, MAX_ELEMENT);
                end = close < 0 ? Math.min(text.length(), at + MAX_ELEMENT) : close + 3;
                place.unseen(at, end);
            } else if (isLetter(text.charAt(at + 1))) {
                end = tag(at);
            }
            at = text.indexOf('<', end);
        }
    }

    /** One opening tag, with its element if that is hidden; returns where to go on. */
    private int tag(int start) {
        int limit = Math.min(text.length(), start + MAX_TAG);
        int at = start + 1;
        while (at < limit && (isLetter(text.charAt(at)) || text.charAt(at) == '-')) {
            at++;
        }
        int nameEnds = at;
        String name = text.substring(start + 1, nameEnds);
        boolean hidden = styles.hidesElement(name);
        boolean script = name.equalsIgnoreCase("script");
        while (at < limit && text.charAt(at) != '>' && text.charAt(at) != '<') {
            if (!isLetter(text.charAt(at))) {
                at++;
                continue;
            }
            int nameStart = at;
            while (at < limit && (isLetter(text.charAt(at)) || text.charAt(at) == '-')) {
                at++;
            }
            int nameEnd = at;
            if (at >= limit || text.charAt(at) != '=') {
                hidden |= isNamed(nameStart, nameEnd, "hidden");
                continue;
            }
            int valueStart = valueStart(at + 1, limit);
            int valueEnd = valueEnd(valueStart, limit);
            hidden |= (script && isNamed(nameStart, nameEnd, "type") && isText(valueStart, valueEnd))
                    || hides(nameStart, nameEnd, valueStart, valueEnd)
                    || (!name.equalsIgnoreCase("svg") && isKeptFromReaders(nameStart, nameEnd, valueStart, valueEnd));
            if (valueEnd - valueStart >= MIN_ATTRIBUTE && isForOthers(nameStart, nameEnd)) {
                place.unseen(valueStart, valueEnd);
            }
            at = valueEnd + (valueEnd < limit && isQuote(text.charAt(valueEnd)) ? 1 : 0);
        }
        if (!hidden) {
            return Math.max(at, start + 1);
        }
        if (EMPTY.contains(name.toLowerCase(Locale.ROOT))) {
            return at;
        }
        int end = elementEnd(name, at);
        place.unseen(start, end);
        return Math.max(end, at);
    }

    /** Whether an attribute hides its element. */
    private boolean hides(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        if (isNamed(nameStart, nameEnd, "style")) {
            return Styles.hides(text.substring(valueStart, valueEnd), true);
        } else if (isNamed(nameStart, nameEnd, "class")) {
            return !styles.isEmpty() && styles.hidesClasses(text.substring(valueStart, valueEnd));
        } else if (isNamed(nameStart, nameEnd, "id")) {
            return !styles.isEmpty() && styles.hidesId(text.substring(valueStart, valueEnd));
        }
        return isNamed(nameStart, nameEnd, "hidden");
    }

    /** The type of a script that no browser runs and no page shows. */
    private boolean isText(int start, int end) {
        return isNamed(start, end, "text/plain") || isNamed(start, end, "text/markdown");
    }

    /** Decoration that is not read aloud is no sentence for honest reasons; a drawing has no sentences. */
    private boolean isKeptFromReaders(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        return isNamed(nameStart, nameEnd, "aria-hidden") && isNamed(valueStart, valueEnd, "true");
    }

    /** Where an element ends, with those of the same name inside it. A paragraph holds no other one. */
    private int elementEnd(String name, int from) {
        boolean nests = !name.equalsIgnoreCase("p") && !name.equalsIgnoreCase("li");
        int limit = Math.min(text.length(), from + MAX_ELEMENT);
        int depth = 1;
        for (int at = text.indexOf('<', from); at >= 0 && at < limit; at = text.indexOf('<', at + 1)) {
            boolean closes = at + 1 < limit && text.charAt(at + 1) == '/';
            int nameAt = at + (closes ? 2 : 1);
            int behind = nameAt + name.length();
            boolean same = text.regionMatches(true, nameAt, name, 0, name.length())
                    && (behind >= text.length() || !isLetter(text.charAt(behind)));
            depth += same && closes ? -1 : same && nests ? 1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return limit;
    }

    /** Behind the quotation mark, if there is one; in JSON in text it stands behind a backslash. */
    private int valueStart(int from, int limit) {
        int at = from;
        at += at < limit && text.charAt(at) == '\\' ? 1 : 0;
        at += at < limit && isQuote(text.charAt(at)) ? 1 : 0;
        return at;
    }

    private int valueEnd(int start, int limit) {
        char before = text.charAt(start - 1);
        int at = start;
        while (at < limit) {
            char c = text.charAt(at);
            boolean ends = isQuote(before) ? c == before : c == '>' || c == ' ' || c == '\n';
            if (ends) {
                break;
            }
            at++;
        }
        return at;
    }

    private boolean isNamed(int start, int end, String name) {
        return end - start == name.length() && text.regionMatches(true, start, name, 0, name.length());
    }

    private boolean isForOthers(int start, int end) {
        return isNamed(start, end, "alt")
                || isNamed(start, end, "title")
                || isNamed(start, end, "aria-label")
                || isNamed(start, end, "data-prompt")
                || isNamed(start, end, "content");
    }

    /** {@code ![alt](address)} and {@code [text](address "title")}. */
    private void links() {
        int at = text.indexOf("](");
        while (at >= 0) {
            int open = at - 1;
            while (open > Math.max(0, at - MAX_LINK) && text.charAt(open) != '[' && text.charAt(open) != '\n') {
                open--;
            }
            if (open > 0 && text.charAt(open) == '[' && text.charAt(open - 1) == '!' && at - open > MIN_ATTRIBUTE) {
                place.unseen(open + 1, at);
            }
            int limit = Math.min(text.length(), at + MAX_LINK);
            int close = at + 2;
            while (close < limit && text.charAt(close) != ')' && text.charAt(close) != '\n') {
                char quote = text.charAt(close++);
                if (isQuote(quote) && text.charAt(close - 2) == ' ') {
                    int end = titleEnd(close, quote, limit);
                    place.unseen(close, end);
                    close = end < limit && text.charAt(end) == quote ? end + 1 : end;
                }
            }
            at = text.indexOf("](", Math.max(close, at + 2));
        }
    }

    /** Where the quotation mark of a title stands that began, on the same line unless the link ends behind it. */
    private int titleEnd(int from, char quote, int limit) {
        int at = from;
        while (at < limit && text.charAt(at) != quote && text.charAt(at) != '\n') {
            at++;
        }
        if (at < limit && text.charAt(at) == quote) {
            return at;
        }
        int end = text.indexOf(quote, at);
        boolean later = end > 0 && end + 1 < limit && text.charAt(end + 1) == ')';
        return later ? end : at;
    }

    /** {@code [label]: address "title"}, of which {@code [//]: # (comment)} is the common kind. */
    private void references() {
        int at = text.indexOf("]: ");
        while (at >= 0) {
            int open = at - 1;
            while (open >= Math.max(0, at - MAX_LABEL) && text.charAt(open) != '[' && text.charAt(open) != '\n') {
                open--;
            }
            boolean starts = open >= 0 && text.charAt(open) == '[' && (open == 0 || text.charAt(open - 1) == '\n');
            int end = at + 3;
            if (starts) {
                int addressEnd = end;
                while (addressEnd < text.length() && text.charAt(addressEnd) > ' ') {
                    addressEnd++;
                }
                end = addressEnd;
                while (end < text.length() && text.charAt(end) != '\n') {
                    end++;
                }
                boolean titled = addressEnd + 1 < end && "\"'(".indexOf(text.charAt(addressEnd + 1)) >= 0;
                if (titled) {
                    place.unseen(open, end);
                }
            }
            at = text.indexOf("]: ", end);
        }
    }

    /** Where a word stands next, in any case, within so many characters; -1 if it does not. */
    private int find(String word, int from, int within) {
        int limit = Math.min(text.length() - word.length(), from + within);
        int at = text.indexOf(word.charAt(0), from);
        while (at >= 0 && at <= limit && !text.regionMatches(true, at, word, 0, word.length())) {
            at = text.indexOf(word.charAt(0), at + 1);
        }
        return at <= limit ? at : -1;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
