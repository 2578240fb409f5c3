package io.mcpguard.data.secret;

import java.util.List;
import java.util.Locale;

/**
 * Values that say where a secret is kept or what computes it: variables, calls, addresses, paths, members of objects.
 */
final class References {

    private static final int LOOKED_AT = 200;

    private static final PartSet PARTS = new PartSet(List.of(
            "${",
            "$(",
            "{{",
            "#{",
            "<%",
            "%{",
            "{0}",
            "%s",
            "://",
            "()",
            "process.env",
            "os.environ",
            "getenv",
            "env[",
            "arn:aws",
            "vault:",
            "ssm:",
            "keyvault",
            "base64:",
            "-----begin",
            "=>",
            "->",
            "::",
            "\\u003c",
            "&lt;",
            "sha256-",
            "sha384-",
            "sha512-",
            "sha256:",
            "sha1:",
            "md5:"));

    private static final PartSet STARTS = new PartSet(List.of(
            "env.",
            "env:",
            "var.",
            "local.",
            "data.",
            "self.",
            "this.",
            "config.",
            "settings.",
            "secrets.",
            "secret.",
            "op:/",
            "file:",
            "http:",
            "https:",
            "projects/",
            "./",
            "../",
            "~/",
            "/",
            "&",
            "<",
            "{",
            "[",
            "(",
            "$env",
            "@microsoft",
            "enc(",
            "module.",
            "params.",
            "props.",
            "options.",
            "opts.",
            "args.",
            "request.",
            "req.",
            "user.",
            "credentials."));

    private static final List<String> ENDS = List.of(
            ".pem",
            ".key",
            ".json",
            ".txt",
            ".yaml",
            ".yml",
            ".env",
            ".crt",
            ".cer",
            ".p12",
            ".pfx",
            ".jks",
            ".js",
            ".ts",
            ".py",
            ".java",
            ".go",
            ".rb",
            ".md",
            ".html",
            ".png",
            ".svg",
            ".pub",
            ".keytab",
            ".conf",
            ".ini",
            ".properties",
            ".com",
            ".org",
            ".net",
            ".io");

    private References() {}

    /** Whether a value only points to something. What is not in quotation marks may be code. */
    static boolean isReference(String value, Judge.Stand stand) {
        boolean quoted = stand == Judge.Stand.QUOTED;
        char first = value.charAt(0);
        char second = Chars.at(value, 1);
        if (first == '$'
                && (Chars.isLetter(second) || second == '_' || (Chars.isDigit(second) && value.length() < 4))) {
            return true;
        }
        if (first == '%' && value.length() > 2 && value.endsWith("%")) {
            return true;
        }
        String small = value.substring(0, Math.min(value.length(), LOOKED_AT)).toLowerCase(Locale.ROOT);
        if (PARTS.isIn(small) || STARTS.beginsAt(small, 0)) {
            return true;
        }
        for (String end : ENDS) {
            if (value.length() <= LOOKED_AT && small.endsWith(end)) {
                return true;
            }
        }
        return isFilledIn(value)
                || isCall(value, quoted)
                || isDrive(value)
                || isEmail(small)
                || (!quoted && isCode(value, stand == Judge.Stand.LINE));
    }

    /** Part of it is a name in braces, or between percent signs. */
    private static boolean isFilledIn(String value) {
        int open = value.indexOf('{');
        int close = open < 0 ? -1 : value.indexOf('}', open);
        return close > open + 1 && Chars.isLetter(value.charAt(open + 1));
    }

    private static boolean isCall(String value, boolean quoted) {
        int open = value.indexOf('(');
        return open > 0 && (!quoted || (Chars.isLetter(value.charAt(open - 1)) && value.endsWith(")")));
    }

    private static boolean isDrive(String value) {
        return value.length() > 3 && Chars.isLetter(value.charAt(0)) && value.startsWith(":\\", 1);
    }

    private static boolean isEmail(String small) {
        int at = small.indexOf('@');
        return at > 0
                && small.indexOf('.', at) > at + 1
                && small.chars().allMatch(c -> Chars.isAlnum((char) c) || "@.-_+".indexOf(c) >= 0)
                && Chars.isLetter(small.charAt(small.length() - 1));
    }

    /**
     * A name, or names with dots between them, as code has them; digits only at the end of one.
     *
     * @param line whether it is all that stands behind the sign, so that a single name is as likely a value
     */
    private static boolean isCode(String value, boolean line) {
        if (value.indexOf('[') >= 0 || value.indexOf('{') >= 0 || value.startsWith("*") || value.startsWith("!")) {
            return true;
        }
        boolean dotted = false;
        boolean inDigits = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean start = i == 0 || value.charAt(i - 1) == '.';
            if (start && !Chars.isLetter(c) && c != '_') {
                return false;
            }
            if (c == '.') {
                dotted = true;
                inDigits = false;
            } else if (Chars.isDigit(c)) {
                inDigits = true;
            } else if (c == '_') {
                inDigits = false;
            } else if (!Chars.isLetter(c) || inDigits) {
                return dotted && Randomness.words(value) >= 0.4;
            }
        }
        return (dotted || !line || !inDigits) && Randomness.words(value) >= 0.4;
    }
}
