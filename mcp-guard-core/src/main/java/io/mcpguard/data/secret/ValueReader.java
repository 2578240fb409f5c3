package io.mcpguard.data.secret;

import java.util.List;

/** Finds out where a value that begins at a place ends, in quotation marks or without. Not thread-safe. */
final class ValueReader {

    /** Spaces in front of a value, as where columns are aligned. */
    private static final int SPACES = 32;

    private static final List<String> SCHEMES =
            List.of("bearer", "basic", "token", "apikey", "api-key", "api-token", "key", "ssws", "apitoken", "splunk");

    private final String text;
    private int knownFrom = -1;
    private int knownEnd = -1;

    private int start;
    private int end;
    private Judge.Stand stand = Judge.Stand.LOOSE;
    private String scheme = "";

    ValueReader(String text) {
        this.text = text;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    Judge.Stand stand() {
        return stand;
    }

    String value() {
        return text.substring(start, end);
    }

    /** What in front of the value says how it is used, in small letters, {@code ""} if nothing does. */
    String scheme() {
        return scheme;
    }

    /** Goes on to what stands behind a word such as {@code Bearer}, as in the headers of RFC 9110. */
    void skipScheme() {
        scheme = "";
        for (String each : SCHEMES) {
            int behind = start + each.length();
            boolean there = text.regionMatches(true, start, each, 0, each.length()) && Chars.at(text, behind) == ' ';
            if (there && (stand == Judge.Stand.QUOTED ? behind + 1 < end : end == behind)) {
                scheme = each;
                while (Chars.at(text, behind) == ' ' && behind < start + SPACES) {
                    behind++;
                }
                start = behind;
                if (stand != Judge.Stand.QUOTED) {
                    end = unquotedEnd(behind);
                    stand = isLineEnd(end) ? Judge.Stand.LINE : Judge.Stand.LOOSE;
                }
                return;
            }
        }
    }

    /** Whether a value stands at a place, white space in front of it in the same line. */
    boolean read(int from) {
        scheme = "";
        int at = from;
        while (at < from + SPACES && (Chars.at(text, at) == ' ' || Chars.at(text, at) == '\t')) {
            at++;
        }
        if (isPrefix(at)) {
            at++;
        }
        int quote = at;
        while (Chars.at(text, quote) == '\\' && quote < at + 4) {
            quote++;
        }
        char c = Chars.at(text, quote);
        if (Chars.isQuote(c)) {
            return readQuoted(quote + 1, c, quote > at);
        }
        if (text.startsWith("&quot;", at)) {
            at += "&quot;".length();
        }
        start = at;
        end = unquotedEnd(at);
        if (text.startsWith("...", end - 3)) {
            return false; // cut off
        }
        while (end > start && ".,:;".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        // Code has a space in front of what it assigns, and a value need not be what stands there
        boolean code = at > from && Chars.at(text, from - 1) == '=';
        stand = !code && isLineEnd(end) ? Judge.Stand.LINE : Judge.Stand.LOOSE;
        return end > start;
    }

    /** As in {@code b'...'}, {@code f"..."} or {@code @"..."}. */
    private boolean isPrefix(int at) {
        char next = Chars.at(text, at + 1);
        return (next == '"' || next == '\'') && "bBuUrRfF@".indexOf(Chars.at(text, at)) >= 0;
    }

    private boolean readQuoted(int from, char quote, boolean escaped) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            if (c == quote) {
                start = from;
                end = at;
                stand = Judge.Stand.QUOTED;
                return end > start;
            }
            if (c == '\\') {
                if (escaped && Chars.at(text, at + 1) == quote) {
                    start = from;
                    end = at;
                    stand = Judge.Stand.QUOTED;
                    return end > start;
                }
                at++;
            }
            at++;
        }
        return false;
    }

    private int unquotedEnd(int from) {
        if (from < knownFrom || from >= knownEnd) {
            int at = from;
            while (at < text.length() && !endsUnquoted(at)) {
                at++;
            }
            knownFrom = from;
            knownEnd = at;
        }
        return Math.max(from, knownEnd);
    }

    private boolean endsUnquoted(int at) {
        char c = text.charAt(at);
        return switch (c) {
            case '"', '\'', '`', ',', ';', ')', ']', '}', '<', '>' -> true;
            case '=' -> Chars.isAlnum(Chars.at(text, at + 1)) || Chars.isQuote(Chars.at(text, at + 1));
            case '&' -> isParameter(at + 1);
            case '\\' -> "nrt\"'".indexOf(Chars.at(text, at + 1)) >= 0;
            default -> c <= ' ' || c >= 0x7F;
        };
    }

    /** Whether the next parameter of a query begins, or an entity. */
    private boolean isParameter(int from) {
        for (int i = from; i < from + 32; i++) {
            char c = Chars.at(text, i);
            if (c == '=' || c == ';') {
                return i > from;
            }
            if (!Chars.isAlnum(c) && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        return false;
    }

    private boolean isLineEnd(int at) {
        for (int i = at; i < at + 4; i++) {
            char c = Chars.at(text, i);
            if (c == '\0'
                    || c == '\n'
                    || c == '\r'
                    || Chars.isQuote(c)
                    || (c == '\\' && Chars.at(text, i + 1) == 'n')) {
                return true;
            }
            if (c != ' ' && c != '\t' && c != ';' && c != ',') {
                return c == '#' && i > at;
            }
        }
        return false;
    }
}
