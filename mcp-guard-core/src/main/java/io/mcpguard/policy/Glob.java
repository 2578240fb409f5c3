package io.mcpguard.policy;

/**
 * A pattern for names: {@code *} is any run of characters, also an empty one, {@code ?} is one UTF-16 unit, everything
 * else is itself, case included. Matching goes back only to the latest star, so that it takes at most the length of the
 * glob times that of the name, and needs no memory: names come from servers.
 */
final class Glob {

    /** In characters. */
    static final int MAX_LENGTH = 256;

    private final String text;
    private final int literals;
    private final int stars;
    /** What stands before the first and behind the last wildcard: most names are refused by these alone. */
    private final String prefix;

    private final String suffix;
    /** How long a name has to be at least. */
    private final int shortest;
    /** Whether prefix and suffix say everything. */
    private final boolean oneStar;

    Glob(String text) {
        this.text = text;
        int first = text.length();
        int last = -1;
        int wild = 0;
        int starred = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '?') {
                first = Math.min(first, i);
                last = i;
                wild++;
                starred += c == '*' ? 1 : 0;
            }
        }
        this.literals = text.length() - wild;
        this.stars = starred;
        this.prefix = text.substring(0, first);
        this.suffix = text.substring(last + 1);
        this.shortest = text.length() - starred;
        this.oneStar = wild == 1 && starred == 1;
    }

    String text() {
        return text;
    }

    /** Whether it can match one name only. */
    boolean isExact() {
        return literals == text.length();
    }

    /**
     * Sorts before 0 if this one says more about the names it matches: no wildcard, more literal characters, fewer
     * stars.
     */
    int compareSpecificity(Glob other) {
        if (isExact() != other.isExact()) {
            return isExact() ? -1 : 1;
        }
        int byLiterals = Integer.compare(other.literals, literals);
        return byLiterals != 0 ? byLiterals : Integer.compare(stars, other.stars);
    }

    boolean matches(String name) {
        if (name.length() < shortest || !name.startsWith(prefix) || !name.endsWith(suffix)) {
            return false;
        }
        return oneStar || walk(name);
    }

    private boolean walk(String name) {
        int g = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            char c = g < text.length() ? text.charAt(g) : '\0';
            if (g < text.length() && c == '*') {
                star = g++;
                resume = n;
            } else if (g < text.length() && (c == '?' || c == name.charAt(n))) {
                g++;
                n++;
            } else if (star >= 0) {
                g = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (g < text.length() && text.charAt(g) == '*') {
            g++;
        }
        return g == text.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
