package io.mcpguard.data.number;

/** What touches a part of a text, and so makes it a part of something else. */
enum Surroundings {
    /** Spaces, quotes, brackets and the like. */
    CLEAR,
    /** It hangs on a word, as in {@code build-4711} or {@code users/4711}: it may be a name that something else has. */
    TIED,
    /** It is a piece of a longer number, a price, a percentage or an address. */
    PART;

    /** Those of the words from the first to the last one. */
    static Surroundings of(String text, Words words, int first, int last) {
        Surroundings before = before(text, words, first);
        Surroundings behind = behind(text, words, last);
        return before.compareTo(behind) > 0 ? before : behind;
    }

    private static Surroundings before(String text, Words words, int first) {
        int start = words.start(first);
        char joint = first == 0 ? 0 : words.joint(first);
        if (joint == ' ' || start == 0) {
            return CLEAR;
        }
        if (joint != 0) {
            return words.digits(first - 1) > 0 ? PART : TIED;
        }
        char touching = text.charAt(start - 1);
        char beyond = start > 1 ? text.charAt(start - 2) : ' ';
        return switch (touching) {
            case '@', '$', '€', '£', '¥', '₹', '+' -> PART;
            case '_', '~' -> Shapes.isAlphanumeric(beyond) ? TIED : CLEAR;
            case ':' -> Shapes.isDigit(beyond) ? TIED : CLEAR;
            case '.' -> beyond == ' ' || beyond == '\n' ? PART : CLEAR;
            default -> CLEAR;
        };
    }

    private static Surroundings behind(String text, Words words, int last) {
        int end = words.end(last);
        char joint = words.has(last + 1) ? words.joint(last + 1) : 0;
        if (joint == ' ' || end == text.length()) {
            return CLEAR;
        }
        if (joint != 0 && joint != '(') {
            return words.digits(last + 1) > 0 ? PART : TIED;
        }
        char beyond = end + 1 < text.length() ? text.charAt(end + 1) : ' ';
        return switch (text.charAt(end)) {
            case '@', '%', '°', '€', '$', '=' -> PART;
            case '_', '~' -> Shapes.isAlphanumeric(beyond) ? TIED : CLEAR;
            case ':' -> Shapes.isDigit(beyond) ? TIED : CLEAR;
            default -> CLEAR;
        };
    }
}
