package io.mcpguard.inspect.rule;

import io.mcpguard.inspect.scan.Question;
import io.mcpguard.inspect.text.Folded;
import java.util.Arrays;

/**
 * Tells an attack from the mention of one: {@code the phrase 'ignore all previous instructions' is an example}. Both
 * have to hold, the quotation marks and the talk about it, since an attacker can write either. Talk is a word for it near the
 * marks, or a verb of saying right before them, or a text around them that is about attacks. In such a text a fenced block of
 * code does what quotation marks do.
 */
public final class Quotation {

    private static final int INSIDE = 80;
    private static final int BEFORE = 160;
    private static final int AFTER = 60;
    /** A verb of saying stands no further in front of what was said. */
    private static final int SAYING = 32;
    /** What a text is about, it says within so many blocks before the one of a place, or in it, or in the next one. */
    private static final int BLOCKS = 3;
    /** In characters: what one block is about need not be asked for each quotation in it. */
    private static final int BLOCK = 1_000;

    private static final Question TALK = new Question(
            "\\b(?:annotat|attack|benchmark|block|const\\b|contain|describ|detect|display|documentation|e\\.g"
                    + "|example|explain|fixture|flag|inject|keyword|like|literal|malicious|note\\b|paraphras|pattern|payload|phrase"
                    + "|prompts? that|quot(?:e|es|ed|ing)\\b|sample|saying|says|sentence|string|such as|test|threat)");

    private static final Question SAID = new Question(
            "\\b(?:answered|asked|claimed|read|reads|replied|said|told|typed?|types|writes|written|wrote)\\b");

    private static final Question ATTACKS =
            new Question("\\b(?:adversarial|attackers?\\b|injection attack|jailbreak|owasp|phish|prompt.injection"
                    + "|red.team|social engineering|threat model|tool poisoning)");

    /** What somebody does to a model is told of it, and not said to it. */
    private static final Question MADE_TO =
            new Question("\\b(?:caus|coax|coerc|convinc|get|got|induc|lead|led|mak|made|manipulat|persuad|trick)[a-z]*"
                    + " (?:a |an |the |its |our |their |your |that |this )?(?:ai |chat)?"
                    + "(?:agent|ai|assistant|bot|llm|model)s? (?:in)?to\\b");

    private static final String FENCE = "```";

    private Quotation() {}

    /**
     * Whether a match stands in quotation marks in a sentence that talks about it, or in a text about attacks; or is what a
     * model is made to do.
     */
    static boolean isDiscussed(Folded text, int start, int end) {
        int open = opening(text, start);
        int close = open < 0 ? -1 : closing(text, end, text.charAt(open));
        if (close >= 0 && isTalkedAbout(text, open, close)) {
            return true;
        }
        if (isTold(text, start)) {
            return true;
        }
        return (close >= 0 || isFenced(text, start)) && isAboutAttacks(text, start / BLOCK);
    }

    /**
     * The text with a blank for each character that stands in quotation marks in a sentence that talks about it, or in a text
     * about attacks; the text itself if there is none. Linear: what a block is about is asked once.
     */
    public static String withoutDiscussed(String text, Folded folded) {
        char[] left = null;
        int asked = -1;
        boolean attacks = false;
        int i = 0;
        while (i < folded.length()) {
            int close = isMark(folded.charAt(i)) && !isLetter(at(folded, i - 1)) && opensQuotation(folded, i)
                    ? closing(folded, i + 1, folded.charAt(i))
                    : -1;
            if (close >= 0 && asked != i / BLOCK) {
                asked = i / BLOCK;
                attacks = isAboutAttacks(folded, asked);
            }
            if (close < 0 || !(attacks || isTalkedAbout(folded, i, close))) {
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
        return TALK.isIn(before(text, open, BEFORE))
                || TALK.isIn(text.window(close, AFTER))
                || SAID.isIn(before(text, open, SAYING));
    }

    /** Whether a sentence tells what a model is made to do, and not what it shall do: "to ignore" and not "ignore". */
    private static boolean isTold(Folded text, int start) {
        boolean infinitive = endsWith(text, start, " to ") || endsWith(text, start, " should ");
        int from = sentence(text, start);
        return infinitive && MADE_TO.isIn(text.window(from, start - from));
    }

    private static boolean endsWith(Folded text, int end, String word) {
        return end >= word.length()
                && text.window(end - word.length(), word.length()).toString().equals(word);
    }

    /** Where the sentence begins that a place stands in, or the part of it before that is looked at. */
    private static int sentence(Folded text, int at) {
        int from = at;
        while (from > Math.max(0, at - INSIDE) && ".!?\n".indexOf(text.charAt(from - 1)) < 0) {
            from--;
        }
        return from;
    }

    private static boolean isAboutAttacks(Folded text, int block) {
        int from = Math.max(0, block - BLOCKS) * BLOCK;
        return ATTACKS.isIn(text.window(from, (block + 2) * BLOCK - from));
    }

    private static CharSequence before(Folded text, int at, int most) {
        int from = Math.max(0, at - most);
        return text.window(from, at - from);
    }

    /** Whether lines that begin with a fence, as those of Markdown do, are odd in number before a place. */
    private static boolean isFenced(Folded text, int at) {
        int lines = 0;
        for (int i = Math.max(0, at - BLOCKS * BLOCK); i + FENCE.length() <= at; i++) {
            boolean begins = i == 0 || text.charAt(i - 1) == '\n';
            lines += begins
                            && text.charAt(i) == '`'
                            && text.window(i, 3).toString().equals(FENCE)
                    ? 1
                    : 0;
        }
        return lines % 2 == 1;
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
