package io.mcpguard.json;

import org.jspecify.annotations.Nullable;

/**
 * Makes text of the other side fit to be shown in logs, reasons and records: nothing in it can move the cursor, start a
 * line of its own, reverse the text around it or hide.
 */
public final class SafeText {

    private static final int MAX_FRAMES = 5;

    private static final String CUT = "…";

    private SafeText() {}

    /**
     * The beginning of a text. What cannot be seen (control, format, bidirectional and other invisible characters, line
     * separators, spaces but the usual one, half surrogate pairs, private use and unassigned code points) is written as
     * {@code \}{@code u{202e}}. Applied twice it changes nothing more.
     *
     * @param untrusted the text
     * @param maxChars how long the excerpt may be, at least 1; a longer one is cut and ends with {@code …}
     * @return the excerpt, {@code ""} for null
     */
    public static String excerpt(@Nullable String untrusted, int maxChars) {
        if (maxChars < 1) {
            throw new IllegalArgumentException("maxChars is at least 1, not " + maxChars);
        }
        if (untrusted == null) {
            return "";
        }
        if (untrusted.length() <= maxChars && isPlain(untrusted)) {
            return untrusted;
        }
        StringBuilder out = new StringBuilder(Math.min(maxChars, untrusted.length() + 32));
        // The longest prefix that leaves room for the mark, should something follow that does not fit.
        int cutAt = 0;
        for (int at = 0; at < untrusted.length(); ) {
            int codePoint = untrusted.codePointAt(at);
            at += Character.charCount(codePoint);
            if (isUnseen(codePoint)) {
                out.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
            } else {
                out.appendCodePoint(codePoint);
            }
            if (out.length() > maxChars) {
                out.setLength(cutAt);
                return out.append(CUT).toString();
            }
            if (out.length() < maxChars) {
                cutAt = out.length();
            }
        }
        return out.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a reader would not see a code point as what it is.
     *
     * @param codePoint a code point, or half a surrogate pair
     * @return true for what {@link #excerpt} escapes
     */
    public static boolean isUnseen(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint < ' ';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> true;
            default -> isIgnorable(codePoint);
        };
    }

    /** Letters and marks that Unicode counts as default-ignorable, and the blank Braille pattern. */
    private static boolean isIgnorable(int c) {
        return c == 0x034f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || (c >= 0x180b && c <= 0x180f)
                || c == 0x2800
                || c == 0x3164
                || (c >= 0xfe00 && c <= 0xfe0f)
                || c == 0xffa0
                || (c >= 0xe0100 && c <= 0xe01ef);
    }

    /**
     * A failure for the log: what it is and where it came up, without its message, which may quote what a server said.
     *
     * @param failure the failure
     * @return its class and its first stack frames
     */
    public static String place(Throwable failure) {
        var text = new StringBuilder(failure.getClass().getName());
        StackTraceElement[] trace = failure.getStackTrace();
        for (int i = 0; i < Math.min(trace.length, MAX_FRAMES); i++) {
            text.append(i == 0 ? " at " : " < ").append(trace[i]);
        }
        return text.toString();
    }
}
