package io.mcpguard.inspect.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What a character looks like to a reader, in lower-case ASCII where it can be said so: full-width and mathematical
 * letters, accents, and the letters of other scripts that look Latin. Invisible characters fold to nothing, white space
 * to a space or a line feed. The table fills itself, a page of 256 code points at a time.
 */
public final class Folding {

    private static final int PAGE = 256;

    /** Letters and signs, and under each what it is taken for. NFKD knows the others, such as full-width letters. */
    private static final String[] LOOK_ALIKES = {
        "\u0430\u0432\u0435\u043A\u043C\u043D\u043E\u0440\u0441\u0442\u0443\u0445\u0456\u0458\u0455\u0475\u0501\u04BB\u051B\u051D\u04CF\u04AF\u0433\u043F\u044C", // Cyrillic
        "abekmhopctyxijsvdhqwlyrnb",
        "\u03B1\u03B2\u03B5\u03B9\u03BA\u03BC\u03BD\u03BF\u03C1\u03C4\u03C5\u03C7\u03B3\u03B7\u03C3\u03C9\u03C2", // Greek, small
        "abeikuvoptuxynowc",
        "\u0397\u0399\u039C\u039D\u03A5\u0396\u03A4\u03A1\u03A7", // Greek, capital: look like other letters than the
        // small ones
        "himnyztpx",
        "\u0585\u057D\u0570\u0581\u0578\u0561", // Armenian
        "ouhgnw",
        "\u0131\u0142\u0111\u00F0\u00F8\u0127\u0167\u0251\u0261\u026A\u0280\u0274\u028F\u029C\u029F\u0299", // Latin
        // without a
        // decomposition, small capitals
        "ilddohtagirnyhlb",
        "\u1D00\u1D04\u1D05\u1D07\u1D0A\u1D0B\u1D0D\u1D0F\u1D18\u1D1B\u1D1C\u1D20\u1D21\u1D22\uA731",
        "acdejkmoptuvwzs",
        "\u2018\u2019\u201A\u201B\u02BC\u2032\u201C\u201D\u201E\u201F\u00AB\u00BB\u2033", // quotation marks
        "\'\'\'\'\'\'\"\"\"\"\"\"\"",
        "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE63\u2043\u2236\u0589\uA789\u2044\u2215", // dashes, colons,
        // slashes
        "---------:::" + "//",
    };

    private static final Map<Integer, String> TAKEN_FOR = takenFor();

    private final AtomicReferenceArray<String @Nullable []> pages =
            new AtomicReferenceArray<>((Character.MAX_CODE_POINT + 1) / PAGE);

    /** What ASCII folds to, 0 for what folds to nothing, is white space or may begin an escape. */
    private final char[] plain = new char[128];

    public Folding() {
        for (char c = '!'; c < plain.length; c++) {
            String folded = compute(c);
            plain[c] = c == '\\' || folded.length() != 1 ? 0 : folded.charAt(0);
        }
    }

    /** What a plain character folds to, 0 for all others: white space, a backslash, what is beyond ASCII. */
    public char plain(char c) {
        return c < plain.length ? plain[c] : 0;
    }

    /** What a code point folds to: {@code ""} for an invisible one. */
    public String of(int codePoint) {
        int at = codePoint / PAGE;
        String[] page = pages.get(at);
        if (page == null) {
            page = new String[PAGE];
            for (int i = 0; i < PAGE; i++) {
                page[i] = compute(at * PAGE + i);
            }
            pages.set(at, page);
        }
        return page[codePoint % PAGE];
    }

    /** A whole text folded, for literals of rules. */
    public String of(String text) {
        var folded = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> folded.append(of(codePoint)));
        return folded.toString();
    }

    private static String compute(int codePoint) {
        return switch (codePoint) {
            case '\n', '\r', 0x0B, 0x0C, 0x85, 0x2028, 0x2029 -> "\n";
            case '\t', 0x2800 -> " "; // an empty Braille cell looks like a space
            case 0x115F, 0x1160, 0x3164, 0xFFA0 -> ""; // Hangul fillers are letters that show nothing
            default -> byType(codePoint);
        };
    }

    private static String byType(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR -> " ";
            case Character.CONTROL, Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> "";
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> "\uFFFD";
            default -> letters(codePoint);
        };
    }

    private static String letters(int codePoint) {
        String itself = TAKEN_FOR.get(codePoint);
        if (itself != null) {
            return itself;
        }
        var folded = new StringBuilder(2);
        String lower = Character.toString(codePoint).toLowerCase(Locale.ROOT);
        Normalizer.normalize(lower, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(part -> {
                    int type = Character.getType(part);
                    if (type == Character.SPACE_SEPARATOR) {
                        folded.append(' ');
                    } else if (type != Character.NON_SPACING_MARK) {
                        String known = TAKEN_FOR.get(part);
                        folded.append(known == null ? Character.toString(part) : known);
                    }
                });
        return folded.toString();
    }

    private static Map<Integer, String> takenFor() {
        var map = new HashMap<Integer, String>();
        for (int row = 0; row < LOOK_ALIKES.length; row += 2) {
            for (int i = 0; i < LOOK_ALIKES[row].length(); i++) {
                map.put((int) LOOK_ALIKES[row].charAt(i), LOOK_ALIKES[row + 1].substring(i, i + 1));
            }
        }
        map.put(0xDF, "ss");
        map.put(0xE6, "ae");
        map.put(0x153, "oe");
        return Map.copyOf(map);
    }
}
