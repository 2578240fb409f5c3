package io.mcpguard.inspect.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.mcpguard.inspect.text.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What rule files have on top of plain texts and RE2 patterns: {@code {name}} stands for any of a list of words,
 * {@code {0-3}} for up to three words of one sentence, and a space for white space of any kind.
 */
final class RuleLanguage {

    /** Latin with its extensions ends before this. */
    private static final int FIRST_OTHER = 0x250;

    private static final int MAX_LITERALS = 1_000;
    /** Once it is written out, in characters. */
    private static final int MAX_LITERAL = 100;
    /** A word and the space behind it, unless a sentence ends with it. */
    private static final String WORD = "(?:\\S*[^\\s.!?;]\\s)";

    private final Folding folding;
    private final Map<String, List<String>> words;

    RuleLanguage(Folding folding, Map<String, List<String>> words) {
        this.folding = folding;
        this.words = words;
    }

    /**
     * Every literal that one stands for, folded.
     *
     * @throws IllegalArgumentException saying why not
     */
    List<String> literals(String literal) {
        var spelt = new ArrayList<String>();
        spell(folding.of(literal), spelt);
        for (String one : spelt) {
            if (one.length() < 2) {
                throw new IllegalArgumentException("the literal \"" + one + "\" is shorter than two characters");
            }
            if (one.length() > MAX_LITERAL) {
                throw new IllegalArgumentException("a literal is longer than " + MAX_LITERAL + " characters");
            }
        }
        return spelt;
    }

    /** Whether some literals are in another script than Latin, as they were written. */
    boolean isOtherScript(List<String> literals) {
        return literals.stream()
                .flatMap(literal -> literal.startsWith("{") && literal.indexOf('}') > 0
                        ? words(literal.substring(1, literal.indexOf('}'))).stream()
                        : java.util.stream.Stream.of(literal))
                .anyMatch(word -> word.chars().anyMatch(c -> c >= FIRST_OTHER));
    }

    /** Writes out every literal that one with names of word lists stands for. */
    private void spell(String literal, List<String> into) {
        int open = literal.indexOf('{');
        int close = literal.indexOf('}', open + 1);
        if (open < 0 || close < 0) {
            into.add(literal);
            return;
        }
        for (String word : words(literal.substring(open + 1, close))) {
            if (into.size() > MAX_LITERALS) {
                throw new IllegalArgumentException("its literals stand for more than " + MAX_LITERALS);
            }
            spell(literal.substring(0, open) + folding.of(word) + literal.substring(close + 1), into);
        }
    }

    /**
     * A pattern. It sees folded text, so what they say is folded too; regex syntax is ASCII and stays.
     *
     * @throws IllegalArgumentException saying why not
     */
    Pattern pattern(String source) {
        var expanded = new StringBuilder();
        int at = 0;
        while (at < source.length()) {
            if (expanded.length() > PatternBounds.MAX_LENGTH) {
                break; // refused below
            }
            char c = source.charAt(at);
            int close = c == '{' ? source.indexOf('}', at) : -1;
            if (c == '\\' && at + 1 < source.length()) {
                expanded.append(c).append(source.charAt(at + 1));
                at += 2;
            } else if (close > 0 && !isRepeat(source.substring(at + 1, close))) {
                expanded.append(expand(source.substring(at + 1, close)));
                at = close + 1;
            } else if (c == ' ') {
                expanded.append("\\s");
                at++;
            } else {
                expanded.append(c < 0x80 ? String.valueOf(c) : folding.of(c));
                at++;
            }
        }
        PatternBounds.check(expanded.toString());
        try {
            return Pattern.compile(expanded.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("RE2/J does not take the pattern: " + e.getMessage(), e);
        }
    }

    private static boolean isRepeat(String inBraces) {
        return inBraces.chars().allMatch(c -> (c >= '0' && c <= '9') || c == ',');
    }

    private String expand(String name) {
        int dash = name.indexOf('-');
        if (dash > 0 && isRepeat(name.substring(0, dash)) && isRepeat(name.substring(dash + 1))) {
            return WORD + "{" + name.replace('-', ',') + "}?";
        }
        var any = new StringBuilder("(?:");
        for (String word : words(name)) {
            any.append(any.length() == 3 ? "" : "|")
                    .append(Pattern.quote(folding.of(word)).replace(" ", "\\s"));
        }
        return any.append(")").toString();
    }

    private List<String> words(String name) {
        List<String> list = words.get(name);
        if (list == null) {
            throw new IllegalArgumentException("no list of words is called \"" + name + "\"");
        }
        return list;
    }
}
