package io.mcpguard.names;

/** Characters that a reader of a name does not see. */
final class Unseen {

    private Unseen() {}

    /** Whether nothing is shown for a code point. */
    static boolean is(int c) {
        if (c >= ' ' && c < 0x7f) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> c == 0x2800 || "".equals(ConfusableTable.instance().target(c));
        };
    }

    /** Whether a code point changes the order of those around it: marks, embeddings, overrides and isolates. */
    static boolean isBidi(int c) {
        return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    /** Whether text with this in it may be shown from right to left although its letters are not. */
    static boolean turnsRound(int c) {
        return c == 0x202b || c == 0x202e || c == 0x2067;
    }
}
