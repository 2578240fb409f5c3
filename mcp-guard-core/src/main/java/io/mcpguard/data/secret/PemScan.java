package io.mcpguard.data.secret;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Hits;

/**
 * Looks for private keys between {@code -----BEGIN ... PRIVATE KEY-----} and the matching end (RFC 7468), of OpenSSL,
 * OpenSSH and PGP, with real line breaks or escaped ones, and for the keys of PuTTY.
 */
final class PemScan {

    private static final Literal BEGIN = Literal.of("-----BEGIN", 'B');
    private static final String END = "-----END";
    private static final Literal PUTTY = Literal.of("PuTTY-User-Key-File-", 'Y');
    /** Of the words between the hyphens. */
    private static final int TITLE = 48;
    /** Of a key with 16,384 bits and the headers that it may have. */
    private static final int LONGEST = 24_000;
    /** Characters of base64 in the shortest key that is shown. */
    private static final int SHORTEST = 40;

    private final String text;
    private final Hits hits;

    PemScan(String text, Hits hits) {
        this.text = text;
        this.hits = hits;
    }

    void scan() {
        for (int at = BEGIN.next(text, 0); at >= 0; at = BEGIN.next(text, at + 1)) {
            key(at);
        }
        int lines = 0;
        for (int at = PUTTY.next(text, 0); at >= 0 && lines >= 0; at = PUTTY.next(text, Math.max(at + 1, lines))) {
            lines = text.indexOf("Private-Lines:", at);
            if (lines >= 0 && lines - at <= LONGEST) {
                putty(at, lines);
            }
        }
    }

    private void key(int begin) {
        int title = begin + BEGIN.word().length();
        int hyphens = text.indexOf("-----", title);
        if (hyphens < 0 || hyphens - title > TITLE) {
            return;
        }
        String name = text.substring(title, hyphens);
        if (!name.contains("PRIVATE KEY")) {
            return;
        }
        int body = hyphens + 5;
        int next = text.indexOf("-----", body);
        boolean ended = next >= 0 && next - body <= LONGEST && text.startsWith(END, next);
        int stop = ended ? next : Math.min(text.length(), next < 0 ? body + LONGEST : Math.min(next, body + LONGEST));
        int bodyEnd = encodedEnd(body, stop);
        if (bodyEnd < 0) {
            return;
        }
        int close = ended ? text.indexOf("-----", next + END.length()) : -1;
        boolean whole = close >= 0 && close - next <= TITLE + END.length();
        hits.add(
                DataClass.SECRET,
                "private-key",
                begin,
                whole ? close + 5 : bodyEnd,
                ended ? Certainty.PROVEN : Certainty.LIKELY);
    }

    /** Behind the last character of base64 in a body that has enough of it, -1 for one that does not. */
    private int encodedEnd(int from, int to) {
        int base64 = 0;
        int last = -1;
        int others = 0;
        int[] counts = new int[0x80];
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\\' && "nr".indexOf(Chars.at(text, i + 1)) >= 0) {
                i++;
            } else if (Chars.isAlnum(c) || c == '+' || c == '/' || c == '=') {
                base64++;
                counts[c]++;
                last = i + 1;
            } else if (!Chars.isSpace(c)) {
                others++; // headers, quotation marks of code, comments
                if (others > 200 + base64) {
                    break;
                }
            }
        }
        int kinds = 0;
        for (int count : counts) {
            kinds += count > 0 ? 1 : 0;
        }
        return base64 >= SHORTEST && kinds >= 16 ? last : -1;
    }

    private void putty(int begin, int lines) {
        int end = lines + 14;
        while (end < Math.min(text.length(), lines + LONGEST) && !text.startsWith("Private-M", end)) {
            end++;
        }
        int bodyEnd = encodedEnd(lines + 14, end);
        if (bodyEnd > 0) {
            hits.add(DataClass.SECRET, "putty-private-key", begin, bodyEnd, Certainty.PROVEN);
        }
    }
}
