package io.mcpguard.names;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/**
 * What a reader takes a name for: without what is not shown, in plain lower-case letters as far as letters of other
 * scripts look like them. Unlike a skeleton it leaves ASCII as it is, so that it can be compared by spelling.
 */
final class Letters {

    private Letters() {}

    /** The letters of a name in the order a reader sees them, case kept. Linear in the length. */
    static String of(String name) {
        if (Confusables.isAscii(name)) {
            return shown(name);
        }
        String decomposed = Normalizer.normalize(Normalizer.normalize(name, Form.NFKC), Form.NFD);
        var letters = new StringBuilder(decomposed.length());
        boolean turned = false;
        boolean latin = false;
        for (int i = 0; i < decomposed.length(); ) {
            int c = decomposed.codePointAt(i);
            i += Character.charCount(c);
            turned |= Unseen.turnsRound(c);
            if (Unseen.is(c) || (latin && Character.getType(c) == Character.NON_SPACING_MARK)) {
                continue;
            }
            int start = letters.length();
            letter(c, letters);
            latin = letters.length() > start && letters.charAt(letters.length() - 1) < 0x80;
        }
        return (turned ? letters.reverse() : letters).toString().strip();
    }

    private static String shown(String ascii) {
        var shown = new StringBuilder(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (c >= ' ' && c != 0x7f) {
                shown.append(c);
            }
        }
        return shown.toString().strip();
    }

    /** Capitals of other scripts are tried as small letters too: the table knows each as it looks. */
    private static void letter(int c, StringBuilder letters) {
        String target = c < 0x80 ? null : ConfusableTable.instance().target(c);
        if (target == null && c >= 0x80) {
            target = ConfusableTable.instance().target(Character.toLowerCase(c));
        }
        if (target != null && Confusables.isAscii(target)) {
            letters.append(target);
        } else {
            letters.appendCodePoint(c);
        }
    }

    /**
     * What a word looks like when digits are read as letters and {@code rn} as {@code m}. A word without letters is left
     * alone: in {@code server-1} a digit is a digit.
     */
    static String look(String word) {
        if (word.codePoints().noneMatch(Character::isLetter)) {
            return word;
        }
        var look = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            char next = i + 1 < word.length() ? word.charAt(i + 1) : 0;
            if (c == 'r' && next == 'n') {
                look.append('m');
                i++;
            } else if (c == 'v' && next == 'v') {
                look.append('w');
                i++;
            } else {
                look.append(look(c));
            }
        }
        return look.toString();
    }

    static char look(char c) {
        return switch (c) {
            case '0' -> 'o';
            case '1', 'i', '!', '|' -> 'l';
            case '2' -> 'z';
            case '3' -> 'e';
            case '4', '@' -> 'a';
            case '5', '$' -> 's';
            case '7' -> 't';
            case '8' -> 'b';
            case '9' -> 'g';
            default -> c;
        };
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
