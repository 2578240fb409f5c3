package io.mcpguard.names;

import java.util.Set;

/** Words that are put before or after a name and do not make it another thing. */
final class Affixes {

    /** Who says this of itself wants to be taken for the real one. */
    private static final Set<String> CLAIMS = Set.of(
            "official",
            "officially",
            "verified",
            "verify",
            "certified",
            "authentic",
            "genuine",
            "original",
            "real",
            "true",
            "legit",
            "trusted",
            "approved",
            "secure",
            "secured",
            "safe");

    /** Better, newer, or what every package of the kind is called. */
    private static final Set<String> EMPTY_WORDS = Set.of(
            "mcp",
            "server",
            "servers",
            "mcpserver",
            "the",
            "my",
            "get",
            "use",
            "pro",
            "plus",
            "premium",
            "enterprise",
            "enhanced",
            "improved",
            "updated",
            "fixed",
            "new",
            "latest",
            "next",
            "v1",
            "v2",
            "v3",
            "v4",
            "v5",
            "hq",
            "inc",
            "org",
            "com",
            "net",
            "io",
            "dev",
            "app",
            "co",
            "js",
            "ts",
            "py",
            "node",
            "npm",
            "pkg",
            "package",
            "lib",
            "sdk",
            "api",
            "cli",
            "client",
            "connector",
            "integration",
            "plugin",
            "tool",
            "tools",
            "service",
            "core",
            "fast",
            "free",
            "ai",
            "lite",
            "full",
            "ultra",
            "super",
            "easy",
            "simple",
            "better");

    /** What tells one of several honest instances from another. */
    private static final Set<String> VARIANTS = Set.of(
            "dev",
            "develop",
            "development",
            "test",
            "testing",
            "stage",
            "staging",
            "prod",
            "production",
            "live",
            "local",
            "remote",
            "demo",
            "sandbox",
            "qa",
            "uat",
            "ci",
            "backup",
            "primary",
            "secondary",
            "main",
            "first",
            "second",
            "third",
            "one",
            "two",
            "three",
            "left",
            "right",
            "old",
            "new",
            "alpha",
            "beta",
            "gamma",
            "rc",
            "eu",
            "us",
            "uk",
            "de",
            "fr",
            "asia",
            "east",
            "west",
            "north",
            "south",
            "personal",
            "work",
            "home",
            "private",
            "public",
            "read",
            "write",
            "readonly",
            "python",
            "node",
            "go",
            "rust",
            "java",
            "js",
            "ts",
            "py",
            "http",
            "sse",
            "stdio");

    /** A name of fewer letters is not looked for inside another word. */
    static final int MIN_INSIDE = 4;

    private static final int MAX_WORD = 10;

    private Affixes() {}

    /** At which places of a text only words of these, joined without a separator, stand before. */
    static boolean[] startsAfter(String text) {
        var starts = new boolean[text.length() + 1];
        starts[0] = true;
        for (int end = 1; end <= text.length(); end++) {
            for (int start = Math.max(0, end - MAX_WORD); start < end && !starts[end]; start++) {
                starts[end] = starts[start] && isAny(text.substring(start, end));
            }
        }
        return starts;
    }

    /** At which places of a text only words of these follow. */
    static boolean[] endsBefore(String text) {
        var ends = new boolean[text.length() + 1];
        ends[text.length()] = true;
        for (int start = text.length() - 1; start >= 0; start--) {
            for (int end = start + 1; end <= Math.min(text.length(), start + MAX_WORD) && !ends[start]; end++) {
                ends[start] = ends[end] && isAny(text.substring(start, end));
            }
        }
        return ends;
    }

    static boolean claims(String word) {
        return CLAIMS.contains(word);
    }

    /** Whether it is a claim or says nothing. */
    static boolean isAny(String word) {
        return CLAIMS.contains(word) || EMPTY_WORDS.contains(word);
    }

    /** Whether a word only numbers or places an instance: digits, a letter, {@code v2}, {@code prod}. */
    static boolean isVariant(String word) {
        return word.length() == 1 || VARIANTS.contains(word) || isNumber(word, word.charAt(0) == 'v' ? 1 : 0);
    }

    private static boolean isNumber(String word, int from) {
        for (int i = from; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return word.length() > from;
    }

    /** A word without the digits at its end; {@code ""} if it is a number. */
    static String withoutNumber(String word) {
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) >= '0' && word.charAt(end - 1) <= '9') {
            end--;
        }
        return word.substring(0, end);
    }
}
