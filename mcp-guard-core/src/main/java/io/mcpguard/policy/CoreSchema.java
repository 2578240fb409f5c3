package io.mcpguard.policy;

import io.mcpguard.policy.Node.ScalarType;
import java.util.Set;

/** What plain scalars are under the core schema of YAML 1.2.2, section 10.3.2. */
final class CoreSchema {

    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final Set<String> SPECIAL_NUMBERS = Set.of(
            ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN");

    private CoreSchema() {}

    static ScalarType type(String plain) {
        if (NOTHING.contains(plain)) {
            return ScalarType.NOTHING;
        }
        if (BOOLEANS.contains(plain)) {
            return ScalarType.BOOLEAN;
        }
        return isNumber(plain) || SPECIAL_NUMBERS.contains(plain) ? ScalarType.NUMBER : ScalarType.TEXT;
    }

    private static boolean isNumber(String text) {
        if (text.startsWith("0o")) {
            return text.length() > 2 && run(text, 2, "01234567") == text.length();
        }
        if (text.startsWith("0x")) {
            return text.length() > 2 && run(text, 2, "0123456789abcdefABCDEF") == text.length();
        }
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int whole = run(text, at, "0123456789");
        int digits = whole - at;
        at = whole;
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = run(text, at + 1, "0123456789");
            digits += fraction - at - 1;
            at = fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            at += at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? 1 : 0;
            int exponent = run(text, at, "0123456789");
            return exponent > at && exponent == text.length();
        }
        return at == text.length();
    }

    private static int run(String text, int from, String allowed) {
        int at = from;
        while (at < text.length() && allowed.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
