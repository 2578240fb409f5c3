package io.mcpguard.inspect;

import io.mcpguard.inspect.UnseenPlaces.Place;
import java.util.Locale;

/**
 * What HTML and Markdown keep from whoever sees the page: comments, elements that are styled away, attributes for other
 * readers than eyes, titles of links, definitions of references. One pass with bounded looks ahead; no document is built,
 * since hostile markup is rarely well-formed and a model reads it all the same.
 */
final class Markup {

    /** A hidden element or comment that goes on for longer ends here, in characters. */
    private static final int MAX_ELEMENT = 8_000;

    private static final int MAX_TAG = 2_000;
    private static final int MAX_LINK = 600;
    /** A label of a reference is no longer. */
    private static final int MAX_LABEL = 60;
    /** Shorter attributes say nothing to a model. */
    private static final int MIN_ATTRIBUTE = 12;

    private final String text;
    private final Place place;

    private Markup(String text, Place place) {
        this.text = text;
        this.place = place;
    }

    /** Reports the unseen places of a text, elements first, then Markdown. */
    static void forEachUnseen(String text, Place place) {
        var markup = new Markup(text, place);
        markup.elements();
        markup.links();
        markup.references();
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
        boolean hidden = false;
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
            hidden |= isNamed(nameStart, nameEnd, "style") && hides(text.substring(valueStart, valueEnd));
            if (valueEnd - valueStart >= MIN_ATTRIBUTE && isForOthers(nameStart, nameEnd)) {
                place.unseen(valueStart, valueEnd);
            }
            at = valueEnd + (valueEnd < limit && isQuote(text.charAt(valueEnd)) ? 1 : 0);
        }
        if (!hidden) {
            return Math.max(at, start + 1);
        }
        int close = find("</" + text.substring(start + 1, nameEnds), at, MAX_ELEMENT);
        int end = close < 0 ? Math.min(text.length(), at + MAX_ELEMENT) : close;
        place.unseen(start, end);
        return Math.max(end, at);
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

    /** Whether a style shows nothing, or white on what is not said to be dark. */
    static boolean hides(String style) {
        String css = style.toLowerCase(Locale.ROOT).replace(" ", "").replace("\\", "");
        boolean white = declares(css, "color", "white", "#fff", "#ffffff", "transparent", "rgb(255,255,255)")
                || declares(css, "color", "rgba(0,0,0,0)");
        boolean onWhite = !css.contains("background")
                || declares(css, "background", "white", "#fff", "#ffffff")
                || declares(css, "background-color", "white", "#fff", "#ffffff");
        return css.contains("display:none")
                || css.contains("visibility:hidden")
                || declares(css, "font-size", "0", "0px", "0pt", "0em", "0.1px", "1px")
                || declares(css, "opacity", "0", "0.0", "0.01")
                || css.contains("left:-999")
                || css.contains("text-indent:-999")
                || (white && onWhite);
    }

    private static boolean declares(String css, String property, String... values) {
        for (String value : values) {
            int at = css.indexOf(property + ":" + value);
            while (at >= 0) {
                int end = at + property.length() + 1 + value.length();
                boolean whole = at == 0 || css.charAt(at - 1) == ';';
                if (whole && (end == css.length() || css.charAt(end) == ';' || css.charAt(end) == '!')) {
                    return true;
                }
                at = css.indexOf(property + ":" + value, end);
            }
        }
        return false;
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
            int title = -1;
            while (close < limit && text.charAt(close) != ')' && text.charAt(close) != '\n') {
                if (isQuote(text.charAt(close)) && text.charAt(close - 1) == ' ') {
                    title = close + 1;
                    close = Math.max(title, quoteEnd(title, text.charAt(close), limit));
                } else {
                    close++;
                }
            }
            if (title > 0) {
                place.unseen(title, Math.min(close, limit));
            }
            at = text.indexOf("](", Math.max(close, at + 2));
        }
    }

    private int quoteEnd(int from, char quote, int limit) {
        int at = from;
        while (at < limit && text.charAt(at) != quote && text.charAt(at) != '\n') {
            at++;
        }
        return at;
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
                    place.unseen(addressEnd + 1, end);
                }
            }
            at = text.indexOf("]: ", end);
        }
    }

    /** Where a word stands next, in any case, within so many characters; -1 if it does not. */
    private int find(String word, int from, int within) {
        int limit = Math.min(text.length() - word.length(), from + within);
        for (int at = from; at <= limit; at++) {
            if (text.charAt(at) == word.charAt(0) && text.regionMatches(true, at, word, 0, word.length())) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
