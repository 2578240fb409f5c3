package io.mcpguard.client;

/**
 * Text that a person reads in a window or a terminal, without what would change how it looks: control sequences
 * (ECMA-48), control characters but tab and line feed, and characters that turn the direction of writing.
 */
final class VisibleText {

    private static final char ESC = 0x1B;
    private static final char CSI = 0x9B;

    private VisibleText() {}

    /** The text itself if there is nothing to cut. */
    static String of(String text) {
        int at = 0;
        while (at < text.length() && isVisible(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        var visible = new StringBuilder(text.length()).append(text, 0, at);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ESC || c == CSI) {
                at = behindSequence(text, at);
            } else {
                if (isVisible(c)) {
                    visible.append(c);
                }
                at++;
            }
        }
        return visible.toString();
    }

    private static int behindSequence(String text, int start) {
        int at = start + 1;
        if (text.charAt(start) == ESC && (at >= text.length() || text.charAt(at) != '[')) {
            return at; // what follows is shown, so that nothing can be hidden in a string that never ends
        }
        at += text.charAt(start) == ESC ? 1 : 0;
        while (at < text.length() && text.charAt(at) >= 0x20 && text.charAt(at) < 0x40) {
            at++;
        }
        return at < text.length() && text.charAt(at) < 0x7F ? at + 1 : at;
    }

    private static boolean isVisible(char c) {
        boolean control = (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
        boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return !control && !turns;
    }
}
