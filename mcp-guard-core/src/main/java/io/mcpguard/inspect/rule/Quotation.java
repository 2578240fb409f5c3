package io.mcpguard.inspect.rule;

import io.mcpguard.inspect.scan.Question;
import io.mcpguard.inspect.text.Folded;
import java.util.Arrays;

/**
 * Tells an attack from the mention of one: {@code the phrase 'ignore all previous instructions' is an example}. Both
 * have to hold, the quotation marks and the talk about it, since an attacker can write either.
 */
public final class Quotation {

    private static final int INSIDE = 80;
    private static final int BEFORE = 160;
    private static final int AFTER = 60;

    private static final Question TALK = new Question(
            "\\b(?:annotat|attack|benchmark|block|const\\b|contain|describ|detect|display|documentation|e\\.g"
                    + "|example|explain|fixture|flag|inject|keyword|like|literal|malicious|note\\b|paraphras|pattern|payload|phrase"
                    + "|prompts? that|quot(?:e|es|ed|ing)\\b|sample|saying|says|sentence|string|such as|test|threat)");

    private Quotation() {}

    /** Whether a match stands in quotation marks in a sentence that talks about it. */
    static boolean isDiscussed(Folded text, int start, int end) {
        int open = opening(text, start);
        if (open < 0) {
            return false;
        }
        int close = closing(text, end, text.charAt(open));
        if (close < 0) {
            return false;
        }
        return isTalkedAbout(text, open, close);
    }

    /**
     * The text with a blank for each character that stands in quotation marks in a sentence that talks about it; the text
     * itself if there is none.
     */
    public static String withoutDiscussed(String text, Folded folded) {
        char[] left = null;
        int i = 0;
        while (i < folded.length()) {
            int close = isMark(folded.charAt(i)) && !isLetter(at(folded, i - 1)) && opensQuotation(folded, i)
                    ? closing(folded, i + 1, folded.charAt(i))
                    : -1;
            if (close < 0 || !isTalkedAbout(folded, i, close)) {
                i++;
                continue;
            }
            left = left == null ? text.toCharArray() : left;
            Arrays.fill(left, folded.start(i + 1), folded.start(close - 1), ' ');
            i = close;
        }
        return left == null ? text : new String(left);
    }

    private static boolean isTalkedAbout(Folded text, int open, int close) {
        int from = Math.max(0, open - BEFORE);
        return TALK.isIn(text.window(from, open - from)) || TALK.isIn(text.window(close, AFTER));
    }

    private static int opening(Folded text, int start) {
        for (int i = start - 1; i >= Math.max(0, start - INSIDE); i--) {
            char c = text.charAt(i);
            if (c == '\n') {
                return -1;
            }
            if (isMark(c) && !isLetter(at(text, i - 1))) {
                return opensQuotation(text, i) ? i : -1;
            }
        }
        return -1;
    }

    /** Not after another mark, and not where a value of JSON begins, behind {@code ":} or {@code ",}. */
    private static boolean opensQuotation(Folded text, int mark) {
        char before = at(text, mark - 1);
        if (before == ' ' || before == '\n') {
            char behind = at(text, mark - 2);
            return !((behind == ':' || behind == ',') && isMark(at(text, mark - 3)));
        }
        return before == '(' || before == '*' || before == '#';
    }

    private static char at(Folded text, int index) {
        return index < 0 ? ' ' : text.charAt(index);
    }

    private static int closing(Folded text, int end, char mark) {
        for (int i = end; i < Math.min(text.length(), end + INSIDE); i++) {
            if (text.charAt(i) == mark && (i + 1 == text.length() || !isLetter(text.charAt(i + 1)))) {
                return i + 1;
            }
            if (text.charAt(i) == '\n') {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isMark(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
