package io.mcpguard.inspect.skim;

import io.mcpguard.inspect.text.Escapes;
import io.mcpguard.inspect.text.Folding;
import io.mcpguard.inspect.view.HiddenText;

/** Characters of which the first look has to see the next ones too: most mean something harmless, some ask for a closer look. */
final class Oddities {

    private Oddities() {}

    /** How many characters mean something together there, 0 if they need a closer look. */
    static int length(String text, int at) {
        char c = text.charAt(at);
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (c < 0xA0) {
            return switch (c) {
                case '\\' -> next == 'x' ? 0 : Escapes.length(text, at);
                case '%' -> Character.digit(next, 16) >= 0 ? 0 : 1;
                case '&' -> next == '#' ? 0 : 1;
                case '<' -> next == '!' ? 0 : 1;
                default -> 0;
            };
        }
        if (Character.isSurrogate(c)) {
            return pair(text.codePointAt(at));
        }
        if (HiddenText.isSelector(c)) {
            return HiddenText.isSelector(next) || Character.isHighSurrogate(next) ? 0 : 1;
        }
        if (HiddenText.isZeroWidth(c)) {
            return HiddenText.isZeroWidth(next)
                            || (at + 2 < text.length() && HiddenText.isZeroWidth(text.charAt(at + 2)))
                    ? 0
                    : 1;
        }
        boolean turns = c == 0x202D || c == 0x202E || c == 0x2067;
        return turns || Character.getType(c) == Character.PRIVATE_USE ? 0 : 1;
    }

    private static int pair(int codePoint) {
        boolean odd = !Character.isSupplementaryCodePoint(codePoint)
                || HiddenText.isTag(codePoint)
                || HiddenText.isSelector(codePoint)
                || Character.getType(codePoint) == Character.PRIVATE_USE;
        return odd ? 0 : 2;
    }

    /** What they fold to. */
    static String meaning(String text, int at, Folding folding) {
        return text.charAt(at) == '\\' ? Escapes.meaning(text, at, folding) : folding.of(text.codePointAt(at));
    }
}
