package io.mcpguard.data.leak;

/**
 * Tells part of a value from another value that only begins or ends alike: the next phone number of a house, another
 * account of the bank, a later id of the same minute. Where the two part, a sibling goes on for about as long as the
 * value would.
 */
final class Siblings {

    private static final String IN_NUMBERS = " -./:";
    private static final String IN_TOKENS = "-._";

    private Siblings() {}

    /** Whether what is around a part fills up, nearly, what is missing of the value. */
    static boolean isOne(Matcher.Run run, Source text, Judge.Where where) {
        Watched watched = run.watched();
        int missingInFront = run.from();
        int missingBehind = watched.length() - run.to();
        if (missingInFront + missingBehind == 0) {
            return false;
        }
        return fills(watched, text, where, run.at(), -1, missingInFront)
                && fills(watched, text, where, run.end() - 1, 1, missingBehind);
    }

    private static boolean fills(Watched watched, Source text, Judge.Where where, int from, int step, int missing) {
        int needed = (3 * missing + 3) / 4;
        int at = from;
        int filled = 0;
        while (filled < needed) {
            int next = at + step;
            if (next < 0 || next >= text.length() || !goesOn(watched, text, where, at, next)) {
                return false;
            }
            at = next;
            filled++;
        }
        return true;
    }

    private static boolean goesOn(Watched watched, Source text, Judge.Where where, int at, int next) {
        int left = Math.min(text.end(at), text.end(next));
        int gap = Math.max(text.start(at), text.start(next)) - left;
        if (gap <= 0) {
            return true;
        }
        if (gap > 1 || (watched.isDigits() && !Character.isDigit(text.at(next)))) {
            return false;
        }
        return (watched.isDigits() ? IN_NUMBERS : IN_TOKENS).indexOf(where.around(left)) >= 0;
    }
}
