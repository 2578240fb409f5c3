package io.mcpguard.data.contact;

/**
 * The two sides of an e-mail address (RFC 5322 dot-atom, with the bounds of RFC 5321): letters, digits and the few
 * signs that mailboxes really have. Other signs that the RFC allows are taken for what they nearly always are, the end
 * of something else.
 */
final class Mailbox {

    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 254;
    private static final int MAX_LABEL = 63;

    private Mailbox() {}

    /** Where the local part begins that ends here, negative if none does. */
    static int localStart(String text, int end) {
        int least = Math.max(0, end - MAX_LOCAL - 1);
        int start = end;
        while (start > least && isLocal(text, start - 1, end)) {
            start--;
        }
        if (end - start > MAX_LOCAL) {
            return -1;
        }
        start = behindEscapes(text, start, end);
        while (start < end && ".-+'%".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        return start < end && text.charAt(end - 1) != '.' ? start : -1;
    }

    private static boolean isLocal(String text, int at, int end) {
        char c = text.charAt(at);
        if (Letters.isLetterOrDigit(c)) {
            return Letters.isUnspaced(c) == Letters.isUnspaced(text.charAt(end - 1));
        }
        return switch (c) {
            case '_', '+', '-' -> true;
            case '%' -> at + 2 < end && isKept(text, at);
            case '.' -> at + 1 < end && text.charAt(at + 1) != '.';
            case '\'' -> at + 1 < end && isApostrophe(text, at);
            default -> false;
        };
    }

    /** Whether an encoded sign is one that a mailbox may have: {@code + - . _}; others end it. */
    private static boolean isKept(String text, int at) {
        char high = text.charAt(at + 1);
        char low = Letters.fold(text.charAt(at + 2));
        return (high == '2' && (low == 'b' || low == 'd' || low == 'e'))
                || (high == '5' && low == 'f')
                || !Letters.isHex(high)
                || !Letters.isHex(low);
    }

    /** {@code o'neill} has one, {@code f'neill} in code has the beginning of a string. */
    private static boolean isApostrophe(String text, int at) {
        if (at == 0 || !Letters.isLetter(text.charAt(at - 1)) || !Letters.isLetter(text.charAt(at + 1))) {
            return false;
        }
        return "bfru".indexOf(text.charAt(at - 1)) < 0 || !Letters.isFreeBefore(text, at - 1);
    }

    /** JSON within a string has {@code \n} and {@code \}{@code u003c} in front of it, URLs have {@code %20}. */
    private static int behindEscapes(String text, int start, int end) {
        if (start > 0 && start + 1 < end) {
            char before = text.charAt(start - 1);
            if (before == '\\' && text.charAt(start) == 'u' && start + 5 < end && areHex(text, start + 1, 4)) {
                return start + 5;
            }
            if (before == '\\' && Letters.isEscape(text, start)) {
                return start + 1;
            }
            if (before == '%' && start + 2 < end && areHex(text, start, 2)) {
                return start + 2;
            }
        }
        return start;
    }

    private static boolean areHex(String text, int at, int count) {
        for (int i = at; i < at + count; i++) {
            if (!Letters.isHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Where the domain of at least two labels ends that begins here, negative if none does. */
    static int domainEnd(String text, int start) {
        int end = -1;
        int labels = 0;
        for (int i = start; i - start < MAX_DOMAIN; i = end + 1) {
            int label = labelEnd(text, i);
            if (label < 0) {
                break;
            }
            labels++;
            end = label;
            if (end >= text.length() || text.charAt(end) != '.') {
                break;
            }
        }
        return labels >= 2 && end - start <= MAX_DOMAIN ? end : -1;
    }

    /** Where the label ends that begins here, negative if none does. */
    static int labelEnd(String text, int start) {
        int end = start;
        while (end < text.length() && end - start <= MAX_LABEL && isLabel(text, end, start)) {
            end++;
        }
        if (end - start > MAX_LABEL) {
            return -1;
        }
        while (end > start && text.charAt(end - 1) == '-') {
            end--;
        }
        return end > start && text.charAt(start) != '-' ? end : -1;
    }

    private static boolean isLabel(String text, int at, int start) {
        char c = text.charAt(at);
        return c == '-'
                || (Letters.isLetterOrDigit(c) && Letters.isUnspaced(c) == Letters.isUnspaced(text.charAt(start)));
    }
}
