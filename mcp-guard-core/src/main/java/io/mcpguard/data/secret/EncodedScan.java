package io.mcpguard.data.secret;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Hit;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;

/** Looks into what runs of a text decode to, from base64 or from percent signs, one level deep. Not thread-safe. */
final class EncodedScan {

    /** Characters of base64 that can hold a secret with its name. */
    private static final int SHORTEST = 24;

    private static final int MOST = 16_384;
    /** Characters that a first look decodes. */
    private static final int FIRST = 24;

    private final String text;
    private final Hits hits;
    private final Plain plain;
    /** The next percent sign at or behind the last run, the end of the text if there is none. */
    private int percent = -1;

    /** Finds secrets in what is not encoded. */
    interface Plain {

        void detect(Text text, Hits hits);
    }

    EncodedScan(String text, Hits hits, Plain plain) {
        this.text = text;
        this.hits = hits;
        this.plain = plain;
    }

    /** Looks into one run of token characters. */
    void run(int start, int end) {
        int from = start;
        while (end - from >= SHORTEST) {
            // From its last character on, for most are too short
            int next = Chars.base64Start(text, from, from + SHORTEST);
            if (next > from) {
                from = next;
                continue;
            }
            next = from + SHORTEST;
            while (next < end && Chars.isBase64(text.charAt(next))) {
                next++;
            }
            base64(from, next);
            from = next + 1;
        }
        if (hasPercent(start, end) && end - start <= MOST) {
            percents(start, end);
        }
    }

    /** Whether something is encoded by a percent sign. */
    private boolean hasPercent(int start, int end) {
        int at = Math.max(start, percent);
        while (at < end && !(text.charAt(at) == '%' && Chars.isHex(Chars.at(text, at + 1)))) {
            at = text.indexOf('%', at + 1);
            at = at < 0 ? text.length() : at;
        }
        percent = at;
        return at < end;
    }

    private void base64(int start, int end) {
        if (!Base64Text.mayBePrintable(text, start)
                || Base64Text.printable(text, start, Math.min(end, start + FIRST), FIRST)
                        .isEmpty()) {
            return;
        }
        String decoded = Base64Text.printable(text, start, end, MOST);
        if (decoded.isEmpty()) {
            return;
        }
        var found = new Hits();
        plain.detect(Text.of(decoded), found);
        for (Hit hit : found.disjoint()) {
            if (hit.certainty().compareTo(Certainty.LIKELY) >= 0) {
                int last = end;
                while (Chars.at(text, last) == '=' && last < end + 2) {
                    last++;
                }
                hits.add(DataClass.SECRET, "base64-" + hit.detector(), start, last, hit.certainty());
                return;
            }
        }
    }

    private void percents(int start, int end) {
        var decoded = new StringBuilder(end - start);
        int[] from = new int[end - start + 1];
        for (int i = start; i < end; i++) {
            from[decoded.length()] = i;
            char c = text.charAt(i);
            if (c == '%' && i + 2 < end && Chars.isHex(text.charAt(i + 1)) && Chars.isHex(text.charAt(i + 2))) {
                c = (char) Integer.parseInt(text, i + 1, i + 3, 16);
                i += 2;
            }
            decoded.append(c);
        }
        from[decoded.length()] = end;
        var found = new Hits();
        plain.detect(Text.of(decoded.toString()), found);
        for (Hit hit : found.disjoint()) {
            hits.add(DataClass.SECRET, hit.detector(), from[hit.start()], from[hit.end()], hit.certainty());
        }
    }
}
