package io.mcpguard.data.secret;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;

/**
 * Looks for tokens of known formats in one text. They stand in long runs of token characters, and prose hardly has
 * any: so it looks at the last character that a run needs first, and goes on behind the next one that is none. Not
 * thread-safe.
 */
final class TokenScan {

    /** Characters in a run that is looked at; the shortest token has more. */
    static final int RUN = 14;

    private final TokenRules rules;
    private final Text text;
    private final String value;
    private final Hits hits;
    private final Shape.Reach reach = new Shape.Reach();

    TokenScan(TokenRules rules, Text text, Hits hits) {
        this.rules = rules;
        this.text = text;
        this.value = text.value();
        this.hits = hits;
    }

    /** Takes the runs of a text. */
    interface Runs {

        void run(int start, int end);
    }

    /** Looks at all runs and gives each of them on. */
    void scan(Runs runs) {
        int length = value.length();
        int start = 0;
        while (length - start >= RUN && !hits.isFull()) {
            int end = Chars.tokenStart(value, start, start + RUN);
            if (end > start) {
                start = end;
                continue;
            }
            end = start + RUN;
            while (end < length && Chars.isToken(value.charAt(end))) {
                end++;
            }
            run(start, end);
            runs.run(start, end);
            start = end + 1;
        }
    }

    private void run(int start, int end) {
        int edge = start;
        for (int i = start; i < end - 1; i++) {
            int flags = rules.flags(value.charAt(i));
            int behind = -1;
            if (flags > TokenRules.WORD && (edge == i || (flags & TokenRules.INSIDE) != 0)) {
                behind = tried(i, edge == i);
            }
            if ((flags & TokenRules.WORD) == 0) {
                // Behind \n and %3D begins something new although the last character is a letter or digit
                char c = value.charAt(i);
                edge = c == '\\' && isLetterEscape(i + 1) ? i + 2 : c == '%' && isHexPair(i + 1) ? i + 3 : i + 1;
            }
            if (behind > i + 1) {
                i = behind - 1;
                edge = behind;
            }
        }
    }

    private boolean isLetterEscape(int at) {
        char c = Chars.at(value, at);
        return c == 'n' || c == 'r' || c == 't';
    }

    private boolean isHexPair(int at) {
        return Chars.isHex(Chars.at(value, at)) && Chars.isHex(Chars.at(value, at + 1));
    }

    private int tried(int at, boolean edge) {
        char c = value.charAt(at);
        char next = value.charAt(at + 1);
        int behind = edge ? tried(rules.startingWith(c, next), at) : -1;
        return Math.max(behind, tried(rules.standingInside(c, next), at));
    }

    /** Behind the longest token whose literal is at a place, -1 if there is none. */
    private int tried(TokenRules.Entry[] entries, int at) {
        int behind = -1;
        for (TokenRules.Entry entry : entries) {
            if (!value.startsWith(entry.literal(), at)) {
                continue;
            }
            TokenRule rule = entry.rule();
            int start = rule.start(value, at);
            int end = start < 0 ? -1 : rule.end(value, at, reach);
            if (end < 0) {
                continue;
            }
            Certainty certainty = rule.judge(text, start, end, entry.literal().length());
            if (certainty != null) {
                hits.add(DataClass.SECRET, rule.id(), start, end, certainty);
                behind = Math.max(behind, end);
            }
        }
        return behind;
    }
}
