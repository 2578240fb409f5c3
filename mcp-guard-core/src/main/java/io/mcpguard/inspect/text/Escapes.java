package io.mcpguard.inspect.text;

/** Escapes of JSON: tool results are often JSON in text, where a line feed is two characters. */
public final class Escapes {

    private static final int UNIT = 6;

    private Escapes() {}

    /** How many characters the escape takes that begins with a backslash there: one if it is none. */
    public static int length(String text, int at) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return switch (next) {
            case 'n', 'r', 't', '"', '\'', '/' -> 2;
            case 'u' -> unit(text, at) < 0 ? 1 : UNIT;
            default -> 1;
        };
    }

    /** What it stands for, folded; the backslash itself if it is no escape. */
    public static String meaning(String text, int at, Folding folding) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return switch (next) {
            case 'n', 'r' -> "\n";
            case 't' -> " ";
            case '"' -> "\"";
            case '\'' -> "'";
            case '/' -> "/";
            case 'u' -> unit(text, at) < 0 ? "\\" : folding.of(unit(text, at));
            default -> "\\";
        };
    }

    /** The UTF-16 unit that the four digits of an escape stand for which begins there; -1 if there are none. */
    public static int unit(String text, int at) {
        if (at + UNIT > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = at + 2; i < at + UNIT; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = 16 * value + digit;
        }
        return value;
    }
}
