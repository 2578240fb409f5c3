package io.mcpguard.inspect.view;

import io.mcpguard.inspect.text.Budget;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ways to write a sentence that no tool answers in. A rule notices that a text has some of it, since words or numbers of a
 * kind follow one another; what reads them here finds all of it.
 */
public enum Code {
    /** From its end. */
    BACKWARDS("encoded-backwards", "read backwards") {
        @Override
        void forEach(String text, Decoder.Decoded visitor) {
            int start = 0;
            for (int at = 0; at <= text.length(); at++) {
                if (at == text.length() || isBorder(text, at)) {
                    String line = text.substring(start, at);
                    if (isBackwards(line)) {
                        visitor.decoded(new StringBuilder(line).reverse().toString(), start, at);
                    }
                    start = at + 1;
                }
            }
        }
    },
    /** Eight digits, or seven, for a character. */
    BITS("encoded-bits", "bits") {
        @Override
        void forEach(String text, Decoder.Decoded visitor) {
            numbers(text, 2, 7, 8, visitor);
        }
    },
    /** A number for a character. */
    NUMBERS("encoded-numbers", "numbers of characters") {
        @Override
        void forEach(String text, Decoder.Decoded visitor) {
            numbers(text, 10, 2, 3, visitor);
        }
    };

    /** Fewer characters say nothing that a rule could find. */
    private static final int MIN_CHARACTERS = 6;

    private static final int MIN_BACKWARDS = 2;
    /** No line goes on for longer, in characters. */
    private static final int MAX_LINE = 4_000;

    /** Words that most English sentences have one of, from their end. */
    private static final Set<String> BACKWARDS_WORDS = Set.of(
            ("eht dna ot fo uoy ruoy rof morf htiw siht taht lla tuoba tpmorp snoitcurtsni noitcurtsni resu tnatsissa egassem"
                            + " eteled dnes erongi drawrof yap drowssap slairtnederc elif selif liame tuohtiw ton od")
                    .split(" "));

    private static final Map<String, Code> BY_RULE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(code -> code.rule, code -> code));

    private final String rule;
    private final String how;

    Code(String rule, String how) {
        this.rule = rule;
        this.how = how;
    }

    /** The code that a rule notices; null if it is about something else. */
    public static @Nullable Code of(String rule) {
        return BY_RULE.get(rule);
    }

    /** What it is called. */
    public String how() {
        return how;
    }

    /** Visits every part of a text that is written so. Linear; the work is paid from the budget. */
    public void forEach(String text, Budget budget, Decoder.Decoded visitor) {
        if (budget.spendDecoded(text.length())) {
            forEach(text, visitor);
        }
    }

    abstract void forEach(String text, Decoder.Decoded visitor);

    private static boolean isBorder(String text, int at) {
        char c = text.charAt(at);
        return "\n\t|\"{}".indexOf(c) >= 0 || (c == ':' && at + 1 < text.length() && text.charAt(at + 1) == ' ');
    }

    private static boolean isBackwards(String line) {
        if (line.length() > MAX_LINE) {
            return false;
        }
        int known = 0;
        int start = 0;
        for (int at = 0; at <= line.length(); at++) {
            if (at == line.length() || !isLetter(line.charAt(at))) {
                known += at > start && BACKWARDS_WORDS.contains(line.substring(start, at)) ? 1 : 0;
                start = at + 1;
            }
        }
        return known >= MIN_BACKWARDS;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** Visits the runs of numbers of so many digits to a base that stand for characters people write. */
    static void numbers(String text, int base, int least, int most, Decoder.Decoded visitor) {
        int at = 0;
        while (at < text.length()) {
            int start = at;
            int end = at;
            var read = new StringBuilder();
            while (true) {
                int behind = at;
                int value = 0;
                while (behind < text.length() && behind - at <= most && digit(text.charAt(behind), base) >= 0) {
                    value = base * value + digit(text.charAt(behind++), base);
                }
                boolean written = behind - at >= least && behind - at <= most && isWritten(value);
                if (!written || (behind < text.length() && Character.isLetterOrDigit(text.charAt(behind)))) {
                    break;
                }
                read.append((char) value);
                end = behind;
                at = behind;
                while (at < text.length() && at - behind < 2 && " ,;\n".indexOf(text.charAt(at)) >= 0) {
                    at++;
                }
                if (at == behind) {
                    break;
                }
            }
            if (read.length() >= MIN_CHARACTERS) {
                visitor.decoded(read.toString(), start, end);
            }
            at = next(text, Math.max(end, start));
        }
    }

    /** Where the next word may begin behind a place. */
    private static int next(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        while (at < text.length() && !Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int digit(char c, int base) {
        return c >= '0' && c < '0' + base ? c - '0' : -1;
    }

    private static boolean isWritten(int value) {
        return (value >= ' ' && value < 0x7F) || value == '\n';
    }
}
