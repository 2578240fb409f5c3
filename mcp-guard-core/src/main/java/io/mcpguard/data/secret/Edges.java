package io.mcpguard.data.secret;

/** Where a token can begin and end: not in the middle of a word, nor of something longer that is encoded. */
final class Edges {

    private Edges() {}

    /**
     * Whether a token can begin at a place.
     *
     * @param strict nothing that could belong to a longer word may be in front of it
     * @param counted it begins with so many characters of a class and no more, so a letter of another may be in front
     */
    static boolean beginsAt(String text, int start, boolean strict, boolean counted) {
        char before = Chars.at(text, start - 1);
        if (Chars.isAlnum(before)) {
            return isEscaped(text, start) || (counted && !strict);
        }
        return before != '+' && (!strict || "-_.~/%@".indexOf(before) < 0 || isEscaped(text, start));
    }

    /** Whether the character in front belongs to an escape such as {@code \n}, backslash u 0022, or {@code %3D}. */
    private static boolean isEscaped(String text, int start) {
        char before = Chars.at(text, start - 1);
        char second = Chars.at(text, start - 2);
        if (second == '\\') {
            return before == 'n' || before == 'r' || before == 't';
        }
        char third = Chars.at(text, start - 3);
        return Chars.isHex(before)
                && ((Chars.isDigit(second) && third == '%') || (second == '2' && text.startsWith("\\u00", start - 6)));
    }

    static boolean endsAt(String text, int end, boolean strict) {
        char behind = Chars.at(text, end);
        if (Chars.isAlnum(behind) || behind == '_' || behind == '+') {
            return false;
        }
        boolean goesOn = Chars.isAlnum(Chars.at(text, end + 1));
        return switch (behind) {
            case '-' -> !goesOn && Chars.at(text, end + 1) != '-';
            case '.' -> !strict || !goesOn;
            case '/', '=', '~', '!', '@' -> !strict || !goesOn;
            default -> true;
        };
    }
}
