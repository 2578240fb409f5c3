package io.mcpguard.test;

import java.nio.charset.StandardCharsets;

/** Text that a model reads and a person does not see. */
public final class HiddenText {

    private static final int TAG_BLOCK = 0xE0000;
    private static final int VARIATION_SELECTOR = 0xFE00;
    private static final int VARIATION_SELECTOR_SUPPLEMENT = 0xE0100;

    private HiddenText() {}

    /**
     * In the Unicode tag block, one invisible character for each of ASCII.
     *
     * @param text printable ASCII
     * @return it, invisible
     * @throws IllegalArgumentException if a character is not printable ASCII
     */
    public static String tags(String text) {
        var hidden = new StringBuilder();
        text.chars().forEach(c -> {
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException("the tag block has printable ASCII only");
            }
            hidden.appendCodePoint(TAG_BLOCK + c);
        });
        return hidden.toString();
    }

    /**
     * In bits of zero-width characters: U+200B for 0, U+200C for 1, eight for each byte of UTF-8.
     *
     * @param text any text
     * @return it, invisible
     */
    public static String zeroWidth(String text) {
        var hidden = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            for (int bit = 7; bit >= 0; bit--) {
                hidden.append((b >> bit & 1) == 0 ? '\u200B' : '\u200C');
            }
        }
        return hidden.toString();
    }

    /**
     * In variation selectors, one for each byte of UTF-8.
     *
     * @param text any text
     * @return it, invisible
     */
    public static String variationSelectors(String text) {
        var hidden = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int value = b & 0xFF;
            hidden.appendCodePoint(
                    value < 16 ? VARIATION_SELECTOR + value : VARIATION_SELECTOR_SUPPLEMENT + value - 16);
        }
        return hidden.toString();
    }

    /**
     * Backwards between bidirectional overrides, so that it shows the right way round but does not match.
     *
     * @param text any text
     * @return it, reversed, between U+202E and U+202C
     */
    public static String bidi(String text) {
        return "\u202E" + new StringBuilder(text).reverse() + "\u202C";
    }
}
