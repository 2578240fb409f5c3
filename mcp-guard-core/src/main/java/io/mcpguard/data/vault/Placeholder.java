package io.mcpguard.data.vault;

import io.mcpguard.data.DataClass;
import org.jspecify.annotations.Nullable;

/**
 * The text that stands in place of a value, such as {@code <EMAIL_1>}. Where a schema wants an e-mail address or a URI, it is
 * {@code EMAIL_1@redacted.invalid} or {@code https://redacted.invalid/EMAIL_1}: RFC 2606 gives {@code .invalid} to nobody.
 *
 * @param key label and number, such as {@code EMAIL_1}
 * @param start its first UTF-16 unit in the text that it was found in
 * @param end behind its last one
 */
record Placeholder(String key, int start, int end) {

    /** How a placeholder is written. */
    enum Form {
        TEXT,
        EMAIL,
        URI
    }

    private static final String HOST = "redacted.invalid";
    private static final String AS_EMAIL = "@" + HOST;
    private static final String AS_URI = "https://" + HOST + "/";

    private static final int MAX_LABEL = 40;
    /** Nine digits, so that every number fits an {@code int}. */
    private static final int MAX_DIGITS = 9;

    static String key(DataClass kind, int number) {
        return kind.label() + '_' + number;
    }

    static String write(String key, Form form) {
        return switch (form) {
            case TEXT -> '<' + key + '>';
            case EMAIL -> key + AS_EMAIL;
            case URI -> AS_URI + key;
        };
    }

    /** The label of a key: what is in front of its number. */
    static String label(String key) {
        return key.substring(0, key.lastIndexOf('_'));
    }

    /** Whether a text can hold one at all. */
    static boolean mayBeIn(String text) {
        return text.indexOf('<') >= 0 || text.contains(HOST);
    }

    /** The next one in angle brackets from an index on, null if there is none. */
    static @Nullable Placeholder angled(String text, int from) {
        for (int open = text.indexOf('<', from); open >= 0; open = text.indexOf('<', open + 1)) {
            int end = keyEnd(text, open + 1);
            if (end > 0 && end < text.length() && text.charAt(end) == '>') {
                return new Placeholder(text.substring(open + 1, end), open, end + 1);
            }
        }
        return null;
    }

    /** The next one that looks like an e-mail address or a URI, null if there is none. */
    static @Nullable Placeholder typed(String text, int from) {
        for (int host = text.indexOf(HOST, from); host >= 0; host = text.indexOf(HOST, host + 1)) {
            Placeholder typed = typed(text, from, host);
            if (typed != null) {
                return typed;
            }
        }
        return null;
    }

    private static @Nullable Placeholder typed(String text, int from, int host) {
        int behind = host + HOST.length();
        if (host - AS_URI.indexOf(HOST) >= from && text.startsWith(AS_URI, host - AS_URI.indexOf(HOST))) {
            int end = keyEnd(text, behind + 1);
            return end < 0 ? null : new Placeholder(text.substring(behind + 1, end), host - AS_URI.indexOf(HOST), end);
        }
        if (host == 0 || text.charAt(host - 1) != '@') {
            return null;
        }
        int start = host - 1;
        int least = Math.max(from, start - MAX_LABEL - MAX_DIGITS - 1);
        while (start > least && isOfKey(text.charAt(start - 1))) {
            start--;
        }
        return keyEnd(text, start) == host - 1 ? new Placeholder(text.substring(start, host - 1), start, behind) : null;
    }

    /** Where a key that begins here ends, -1 if none begins. */
    private static int keyEnd(String text, int start) {
        int at = start;
        int most = Math.min(text.length(), start + MAX_LABEL + 1 + MAX_DIGITS);
        while (at < most && isOfKey(text.charAt(at))) {
            at++;
        }
        int digits = at;
        while (digits > start && isDigit(text.charAt(digits - 1))) {
            digits--;
        }
        int count = at - digits;
        boolean numbered = count > 0 && count <= MAX_DIGITS && text.charAt(digits) != '0';
        boolean labelled = digits - 1 > start && text.charAt(digits - 1) == '_' && isCapital(text.charAt(start));
        return numbered && labelled ? at : -1;
    }

    private static boolean isOfKey(char c) {
        return isCapital(c) || isDigit(c) || c == '_';
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
