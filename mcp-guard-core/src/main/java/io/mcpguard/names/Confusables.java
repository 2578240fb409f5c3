package io.mcpguard.names;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * Skeletons after Unicode Technical Standard #39, section 4: two texts that a reader can take for one another have the
 * same skeleton, {@code "раypal"} with two Cyrillic letters that of {@code "paypal"}. A skeleton is for comparing only;
 * it is no text to show, and not what a name "really" is: that of {@code "modem"} is {@code "rnodern"}.
 *
 * <p>The table is derived from the data of Unicode {@value #UNICODE}; normalisation is that of the Java runtime, which
 * may know fewer characters. Time and memory are linear in the length. Thread-safe.
 */
public final class Confusables {

    /** The version of Unicode whose confusables these are. */
    public static final String UNICODE = ConfusableTable.UNICODE;

    private Confusables() {}

    /**
     * The skeleton of a text: NFD, without what is not shown (default-ignorable characters), each character replaced by
     * the one that stands for all that look like it, NFD again. Letters keep their case, as the standard says.
     *
     * @param text any text; half a surrogate pair stays what it is
     * @return its skeleton; never longer than {@value ConfusableTable#MAX_GROWTH} times the normalised text
     */
    public static String skeleton(CharSequence text) {
        ConfusableTable table = ConfusableTable.instance();
        String decomposed = isAscii(text) ? text.toString() : Normalizer.normalize(text, Form.NFD);
        var mapped = new StringBuilder(decomposed.length() + 8);
        boolean plain = true;
        for (int i = 0; i < decomposed.length(); ) {
            int c = decomposed.codePointAt(i);
            i += Character.charCount(c);
            String target = table.target(c);
            if (target == null) {
                mapped.appendCodePoint(c);
                plain &= c < 0x80;
            } else {
                mapped.append(target);
                plain &= isAscii(target);
            }
        }
        return plain ? mapped.toString() : Normalizer.normalize(mapped, Form.NFD);
    }

    static boolean isAscii(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
