package io.mcpguard.data.contact;

import io.mcpguard.data.contact.Domains.Top;
import java.util.Locale;
import java.util.Set;

/**
 * Finds e-mail addresses that are spelt out: {@code sue [at] acme [dot] com}, {@code sue(at)acme.com}, {@code sue at
 * acme dot com}.
 */
final class SpeltEmails {

    private static final String DOT = " dot ";
    private static final String AT = " at ";
    private static final int MAX_LABELS = 6;
    /** What closes brackets. */
    private static final String CLOSING = "])}>";

    /** Countries whose code is no word of English, for those that are spelt out without brackets. */
    private static final Set<String> COUNTRIES =
            Set.of("au", "br", "ca", "ch", "de", "eu", "fr", "io", "jp", "nl", "uk");

    /** Where one stands, and its domain with real dots. */
    @FunctionalInterface
    interface Found {
        void at(int start, int end, String domain);
    }

    private final Domains domains;

    SpeltEmails(Domains domains) {
        this.domains = domains;
    }

    void find(String text, Found found) {
        inBrackets(text, found);
        inWords(text, found);
    }

    private void inBrackets(String text, Found found) {
        for (int k = 0; k < CLOSING.length(); k++) {
            char close = CLOSING.charAt(k);
            for (int i = text.indexOf(close, 3); i >= 0; i = text.indexOf(close, i + 1)) {
                int open = bracketed(text, i, "at");
                if (open > 0) {
                    read(text, spaceBefore(text, open), spaceBehind(text, i + 1), true, found);
                }
            }
        }
    }

    private void inWords(String text, Found found) {
        int end = 0;
        for (int dot = Letters.indexOf(text, DOT, 1, 0); dot >= 0; dot = Letters.indexOf(text, DOT, 1, dot + 1)) {
            int label = dot;
            while (label > end && dot - label < 64 && Letters.joins(text.charAt(label - 1))) {
                label--;
            }
            int at = label - AT.length();
            if (at > 0 && text.startsWith(AT, at)) {
                read(text, at, label, false, found);
                end = dot;
            }
        }
    }

    /** Reads one of which the sign is known: where the local part ends and the domain begins. */
    private void read(String text, int localEnd, int domainStart, boolean brackets, Found found) {
        int start = Mailbox.localStart(text, localEnd);
        if (start < 0 || !Letters.isLetter(text.charAt(start))) {
            return;
        }
        var domain = new StringBuilder();
        int end = -1;
        int i = domainStart;
        for (int labels = 0; labels < MAX_LABELS && i >= 0; labels++) {
            int label = Mailbox.labelEnd(text, i);
            if (label < 0) {
                break;
            }
            domain.append(labels == 0 ? "" : ".").append(text, i, label);
            end = label;
            i = behindDot(text, label);
        }
        String last = domain.substring(domain.lastIndexOf(".") + 1).toLowerCase(Locale.ROOT);
        boolean plain = brackets || last.length() > 2 || COUNTRIES.contains(last);
        if (plain && domain.indexOf(".") > 0 && domains.top(domain.toString()) == Top.KNOWN) {
            found.at(start, end, domain.toString());
        }
    }

    /** Where the next label begins, behind a dot in whatever form; negative if there is none. */
    private static int behindDot(String text, int at) {
        if (at + 1 < text.length() && text.charAt(at) == '.') {
            return at + 1;
        }
        if (text.startsWith(DOT, at)) {
            return at + DOT.length();
        }
        int open = spaceBehind(text, at);
        for (int close = open + 4; close < Math.min(text.length(), open + 7); close++) {
            if (bracketed(text, close, "dot") == open) {
                return spaceBehind(text, close + 1);
            }
        }
        return -1;
    }

    /** Where the bracket opens that closes here around nothing but a word, negative if that is not so. */
    private static int bracketed(String text, int close, String word) {
        int open = switch (text.charAt(close)) {
            case ']' -> '[';
            case ')' -> '(';
            case '}' -> '{';
            case '>' -> '<';
            default -> -1;
        };
        int end = close > 0 && text.charAt(close - 1) == ' ' ? close - 1 : close;
        int start = end - word.length();
        if (open < 0 || start < 1 || !text.regionMatches(true, start, word, 0, word.length())) {
            return -1;
        }
        int at = text.charAt(start - 1) == ' ' ? start - 2 : start - 1;
        return at >= 0 && text.charAt(at) == open ? at : -1;
    }

    private static int spaceBefore(String text, int at) {
        return at > 0 && text.charAt(at - 1) == ' ' ? at - 1 : at;
    }

    private static int spaceBehind(String text, int at) {
        return at < text.length() && text.charAt(at) == ' ' ? at + 1 : at;
    }
}
