package io.mcpguard.inspect.signal;

/** Where something may go, or what it may be done to, as a sentence names it: addresses, accounts, files. Linear. */
final class Targets {

    private static final int ACCOUNT_DIGITS = 6;
    /** With dashes in it; a date has fewer. */
    private static final int LONG_NUMBER = 9;

    private static final int MAX_PREFIX = 2;

    private Targets() {}

    /**
     * Whether a part of a text names an e-mail address, an account or a file by its path; also a URL, if something is sent:
     * documents send their readers to URLs all the time.
     */
    static boolean isIn(String text, int start, int end, boolean sends) {
        int digits = 0;
        int number = 0;
        boolean joined = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (digit && digits == 0) {
                joined = i > start && (isPart(text.charAt(i - 1)) || text.charAt(i - 1) == '.') && number == 0;
            }
            digits = digit ? digits + 1 : 0;
            number = digit ? number + 1 : c == '-' ? number : 0;
            boolean found = switch (c) {
                case ':' -> sends && text.startsWith("://", i) && i > start && !isLink(text, start, i);
                case '@' -> i > start && i + 3 < end && isPart(text.charAt(i - 1)) && isPart(text.charAt(i + 1));
                case '/' -> isPath(text, start, i, end);
                case '\\' -> i > start && text.charAt(i - 1) == ':';
                default ->
                    !joined
                            && (digits >= ACCOUNT_DIGITS || number >= LONG_NUMBER)
                            && (i + 1 == end || !isPart(text.charAt(i + 1)));
            };
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** Of Markdown: it explains the words it stands behind. */
    private static boolean isLink(String text, int start, int at) {
        int from = at;
        while (from > start && isPart(text.charAt(from - 1))) {
            from--;
        }
        return from - 1 > start && text.charAt(from - 1) == '(' && text.charAt(from - 2) == ']';
    }

    /** {@code /etc/x}, {@code ~/x} and {@code ./x}, not {@code and/or}, nor {@code /command}. */
    private static boolean isPath(String text, int start, int at, int end) {
        int from = at;
        while (from > start && at - from < MAX_PREFIX && "~.".indexOf(text.charAt(from - 1)) >= 0) {
            from--;
        }
        boolean opens = from == start || " \"'`(".indexOf(text.charAt(from - 1)) >= 0;
        int to = at + 1;
        while (to < end && (isPart(text.charAt(to)) || ".-".indexOf(text.charAt(to)) >= 0)) {
            to++;
        }
        boolean goesOn = from < at || (to < end && text.charAt(to) == '/');
        return opens && goesOn && to > at + 1;
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
