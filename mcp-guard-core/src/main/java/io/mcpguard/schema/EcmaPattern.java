package io.mcpguard.schema;

import io.mcpguard.schema.UnsupportedSchemaException.Reason;

/**
 * Translates a pattern from ECMA-262, which JSON Schema asks for, to the syntax of RE2. One pass, no backtracking.
 *
 * <p>What both write alike but read differently is translated ({@code .}, {@code \s}, {@code \}{@code u0041}), what RE2
 * cannot do is refused (look-around, backreferences), and so is what only RE2 knows ({@code \Q}, {@code (?i)}). RE2/J
 * unrolls counted repeats without a limit on nested ones, so that {@code ((a{1000}){1000}){1000}} would take the whole
 * heap: the size of the program is counted here, before it is built.
 */
final class EcmaPattern {

    private static final int MAX_LENGTH = 1000;
    private static final int MAX_SIZE = 5000;
    private static final int MAX_GROUPS = 100; // inside each other

    private static final String DOT = "[^\\n\\r\\x{2028}\\x{2029}]";
    private static final String SPACE =
            "\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
    private static final String NO_SPACE = "\\x{0}-\\x{8}\\x{e}-\\x{1f}!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}"
            + "\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}"
            + "\\x{ff00}-\\x{10ffff}";

    private final String in;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int groups;

    private EcmaPattern(String in) {
        this.in = in;
    }

    static String toRe2(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            throw refused();
        }
        var translation = new EcmaPattern(pattern);
        translation.alternatives();
        if (translation.at < pattern.length()) {
            throw refused(); // a closing bracket without an opening one
        }
        return translation.out.toString();
    }

    /** Reads up to the end of the group or of the pattern, and says how many instructions that makes. */
    private int alternatives() {
        int size = 1;
        int atom = 0; // size of what a quantifier would repeat
        while (at < in.length() && in.charAt(at) != ')') {
            char c = in.charAt(at);
            if (c == '*' || c == '+' || c == '?') {
                out.append(c);
                at++;
                size = limited(size + 1L);
            } else if (c == '{' && isRepeat()) {
                atom = limited((atom + 1L) * repeat());
                size = limited(size + (long) atom);
            } else {
                atom = atom(c);
                size = limited(size + (long) atom);
            }
        }
        return size;
    }

    private int atom(char c) {
        at++;
        switch (c) {
            case '(' -> {
                return group();
            }
            case '[' -> charClass();
            case '\\' -> escape(false);
            case '.' -> out.append(DOT);
            case '{', '}', ']' -> out.append('\\').append(c);
            default -> out.append(c);
        }
        return 2;
    }

    private int group() {
        if (in.startsWith("?<", at) && !in.startsWith("?<=", at) && !in.startsWith("?<!", at)) {
            int end = in.indexOf('>', at);
            if (end < 0) {
                throw refused();
            }
            at = end + 1;
        } else if (in.startsWith("?:", at)) {
            at += 2;
        } else if (in.startsWith("?", at)) {
            throw refused();
        }
        out.append("(?:");
        groups++;
        if (groups > MAX_GROUPS) {
            throw refused();
        }
        int size = alternatives();
        if (at == in.length()) {
            throw refused();
        }
        groups--;
        at++;
        out.append(')');
        return size;
    }

    private void charClass() {
        if (in.startsWith("^]", at)) {
            at += 2;
            out.append("(?s:.)");
            return;
        }
        if (in.startsWith("]", at)) {
            throw refused(); // matches nothing, which RE2 cannot say
        }
        out.append('[');
        if (in.startsWith("^", at)) {
            at++;
            out.append('^');
        }
        while (at < in.length() && in.charAt(at) != ']') {
            char c = in.charAt(at++);
            if (c == '\\') {
                escape(true);
            } else if (c == '[' || c == '&' || c == '~') {
                out.append('\\').append(c);
            } else {
                out.append(c);
            }
        }
        if (at == in.length()) {
            throw refused();
        }
        at++;
        out.append(']');
    }

    private void escape(boolean inClass) {
        if (at == in.length()) {
            throw refused();
        }
        char c = in.charAt(at++);
        switch (c) {
            case 'd', 'D', 'w', 'W', 't', 'n', 'r', 'f', 'v' -> out.append('\\').append(c);
            case 's' -> out.append(inClass ? SPACE : "[" + SPACE + "]");
            case 'S' -> out.append(inClass ? NO_SPACE : "[^" + SPACE + "]");
            case 'b' -> out.append(inClass ? "\\x{8}" : "\\b");
            case 'B' -> {
                if (inClass) {
                    throw refused();
                }
                out.append("\\B");
            }
            case '0' -> {
                if (at < in.length() && in.charAt(at) >= '0' && in.charAt(at) <= '9') {
                    throw refused();
                }
                literal(0);
            }
            case 'x' -> literal(hex(2));
            case 'u' -> literal(unicode());
            case 'p', 'P' -> property(c);
            default -> {
                if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                    throw refused();
                }
                if (c < 0x80) {
                    out.append('\\');
                }
                out.append(c);
            }
        }
    }

    private void property(char c) {
        int end = in.indexOf('}', at);
        if (!in.startsWith("{", at) || end < 0) {
            throw refused();
        }
        String name = in.substring(at + 1, end);
        name = name.substring(name.indexOf('=') + 1); // Script=Greek and General_Category=L are Greek and L to RE2
        out.append('\\').append(c).append('{').append(name).append('}');
        at = end + 1;
    }

    private int unicode() {
        if (in.startsWith("{", at)) {
            int end = in.indexOf('}', at);
            if (end < 0 || end - at > 7) {
                throw refused();
            }
            at++;
            int codePoint = hex(end - at);
            at++;
            return codePoint;
        }
        int unit = hex(4);
        if (unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE && in.startsWith("\\u", at)) {
            at += 2;
            int low = hex(4);
            if (low < Character.MIN_LOW_SURROGATE || low > Character.MAX_LOW_SURROGATE) {
                throw refused();
            }
            return Character.toCodePoint((char) unit, (char) low);
        }
        return unit;
    }

    private int hex(int digits) {
        if (digits < 1 || at + digits > in.length()) {
            throw refused();
        }
        int value = 0;
        for (int end = at + digits; at < end; at++) {
            char c = in.charAt(at);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw refused();
            }
            value = 16 * value + digit;
        }
        if (value > Character.MAX_CODE_POINT) {
            throw refused();
        }
        return value;
    }

    private void literal(int codePoint) {
        out.append("\\x{").append(Integer.toHexString(codePoint)).append('}');
    }

    /** Whether what starts with a brace is a quantifier; else ECMA-262 takes the brace literally. */
    private boolean isRepeat() {
        int i = digits(at + 1);
        if (i == at + 1) {
            return false;
        }
        if (in.startsWith(",", i)) {
            i = digits(i + 1);
        }
        return in.startsWith("}", i);
    }

    private int digits(int from) {
        int i = from;
        while (i < in.length() && in.charAt(i) >= '0' && in.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    /** Copies a counted quantifier and says how often it unrolls what it repeats. */
    private int repeat() {
        int end = in.indexOf('}', at);
        String[] bounds = in.substring(at + 1, end).split(",", -1);
        int last = 0;
        for (String bound : bounds) {
            if (bound.length() > 4) {
                throw refused();
            }
            last = bound.isEmpty() ? last + 1 : Integer.parseInt(bound);
        }
        out.append(in, at, end + 1);
        at = end + 1;
        return Math.max(1, last); // what is repeated no times at all is compiled all the same
    }

    private static int limited(long size) {
        if (size > MAX_SIZE) {
            throw refused();
        }
        return (int) size;
    }

    private static UnsupportedSchemaException refused() {
        return new UnsupportedSchemaException(Reason.NOT_LINEAR);
    }
}
