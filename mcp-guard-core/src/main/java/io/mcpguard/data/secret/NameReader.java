package io.mcpguard.data.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the name that stands in front of a sign. Looks back a bounded way only. Not thread-safe. */
final class NameReader {

    /** Signs and spaces between a name and what comes behind it. */
    private static final int BETWEEN = 16;
    /** From the attribute with a value back to the one with its name. */
    private static final int APART = 48;
    /** Of one word in front of a name. */
    private static final int WORD = 24;

    /** Attributes that hold the name of a value. */
    private static final Set<String> NAMERS =
            Set.of("key", "name", "variable", "field", "header", "setting", "id", "property");

    private static final Set<String> TOO_SHORT = Set.of("key", "token", "secret", "string");

    private final String text;
    private int start;
    private int end;

    NameReader(String text) {
        this.text = text;
    }

    int start() {
        return start;
    }

    /** The words of the name. */
    List<String> words() {
        return Names.words(text, start, end);
    }

    /**
     * Reads the name in front of a sign, through closing quotation marks and brackets; false if it cannot say
     * anything.
     */
    boolean read(int sign) {
        int at = sign;
        int least = Math.max(0, sign - BETWEEN);
        while (at > least && isBetween(text.charAt(at - 1))) {
            at--;
        }
        return readBefore(at) && Names.mayMatter(text, start, end) && Chars.at(text, sign - 1) != '!';
    }

    private static boolean isBetween(char c) {
        return switch (c) {
            case ' ', '"', '\'', '`', ']', '[', ')', '\\', '|', '?', ':', '\t', '*' -> true;
            default -> false;
        };
    }

    /** Reads the name that ends at a place. */
    boolean readBefore(int behind) {
        int at = behind;
        int least = Math.max(0, behind - Names.LONGEST);
        while (at > least && Chars.isName(text.charAt(at - 1))) {
            at--;
        }
        start = at;
        end = behind;
        return end - start >= 2;
    }

    /** The words of what the name in front of an assignment names after all; none if it is a type without a name. */
    List<String> namedWords() {
        List<String> words = words();
        String only = words.size() == 1 ? words.get(0) : "";
        if (Names.TYPES.contains(only)) {
            return readDeclared() ? words() : List.of();
        }
        if (Names.HOLDERS.contains(only)) {
            return namedBefore();
        }
        return TOO_SHORT.contains(only) ? withWordBefore() : words;
    }

    /** The name in front of a type: {@code password: str = ...}. */
    private boolean readDeclared() {
        int at = start;
        while (at > 0 && at > start - BETWEEN && " :&*?|".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return at < start && readBefore(at);
    }

    /** The words of a name that stands in an attribute or line before: {@code name="x" value=}, {@code - name: x}. */
    private List<String> namedBefore() {
        int at = start;
        int least = Math.max(0, at - APART);
        while (at > least && (Chars.isSpace(text.charAt(at - 1)) || "\"',\\;".indexOf(text.charAt(at - 1)) >= 0)) {
            at--;
        }
        if (at == start || !readBefore(at)) {
            return List.of();
        }
        List<String> words = words();
        at = start;
        while (at > 0 && at > start - BETWEEN && " \"'=:\\".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        if (at == start || !readBefore(at)) {
            return List.of();
        }
        return NAMERS.contains(text.substring(start, end).toLowerCase(Locale.ROOT)) ? words : List.of();
    }

    /** {@code API Key: ...}: one word says too little, so the one in front of it counts too. */
    List<String> withWordBefore() {
        int behind = start - 1;
        if (behind < 1 || text.charAt(behind) != ' ') {
            return words();
        }
        int from = behind;
        while (from > 0 && from > behind - WORD && Chars.isName(text.charAt(from - 1))) {
            from--;
        }
        var both = new ArrayList<>(Names.words(text, from, behind));
        both.addAll(words());
        return both;
    }
}
