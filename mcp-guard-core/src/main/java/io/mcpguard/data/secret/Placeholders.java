package io.mcpguard.data.secret;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What stands where a secret would stand and is none: words that ask for one, masks, values that whole documentations
 * repeat. The words are in {@code placeholders.yaml}.
 */
final class Placeholders {

    /** Of a SHA-256, in bytes: enough to tell a few dozen values from all others. */
    private static final int HASH = 8;

    private static final int LOOKED_AT = 200;

    private static final Map<String, Object> DATA = DataFile.read("placeholders.yaml");
    private static final PartSet PARTS = new PartSet(DataFile.strings(DATA, "parts"));
    private static final PartSet TOKEN_PARTS = new PartSet(DataFile.strings(DATA, "token-parts"));
    private static final Set<String> WHOLE = Set.copyOf(DataFile.strings(DATA, "whole"));
    private static final Set<String> PUBLISHED = Set.copyOf(DataFile.strings(DATA, "published"));

    private Placeholders() {}

    /** Whether the drawn part of a token is not drawn: repeated, or it says that it is an example. */
    static boolean isDull(String drawn) {
        return Randomness.isRepeated(drawn) || TOKEN_PARTS.isIn(small(drawn));
    }

    /** Whether it is one of the values that vendors publish in their documentation or in open clients. */
    static boolean isPublished(String value) {
        if (value.length() > LOOKED_AT) {
            return false;
        }
        byte[] hash = Checksums.sha256(value.getBytes(StandardCharsets.UTF_8));
        return PUBLISHED.contains(HexFormat.of().formatHex(hash, 0, HASH));
    }

    /** Whether a value that somebody may have chosen, such as a password, only holds the place of one. */
    static boolean isPlaceholder(String value) {
        String small = small(value);
        if (PARTS.isIn(small) || isMask(value)) {
            return true;
        }
        String plain = letters(small);
        boolean varied = value.length() >= 10 && classes(value) >= 3;
        return (WHOLE.contains(plain) && !varied)
                || Randomness.isSequence(small)
                || Randomness.isRepeated(small)
                || (value.length() >= 6 && isPublished(value));
    }

    /** Whether it hides what it stands for: stars, dots, crosses, all of it or its end. */
    private static boolean isMask(String value) {
        int masked = 0;
        for (int i = 0; i < value.length() && i < LOOKED_AT; i++) {
            masked += "*.xX#•●_-…?".indexOf(value.charAt(i)) >= 0 ? 1 : 0;
        }
        return value.contains("***")
                || value.contains("###")
                || value.contains("...")
                || value.contains("••")
                || value.indexOf('…') >= 0
                || masked >= Math.min(value.length(), LOOKED_AT) * 3 / 4;
    }

    private static int classes(String value) {
        int[] seen = new int[4];
        value.chars()
                .forEach(c -> seen[
                        Chars.isLower((char) c) ? 0 : Chars.isUpper((char) c) ? 1 : c <= '9' && c >= '0' ? 2 : 3] = 1);
        return seen[0] + seen[1] + seen[2] + seen[3];
    }

    /** Without what people put behind and between words to make them longer. */
    private static String letters(String small) {
        var letters = new StringBuilder();
        for (int i = 0; i < small.length(); i++) {
            char c = small.charAt(i);
            if (Chars.isLetter(c)) {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    private static String small(String value) {
        return value.substring(0, Math.min(value.length(), LOOKED_AT)).toLowerCase(Locale.ROOT);
    }
}
