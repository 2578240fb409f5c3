package io.mcpguard.names;

import io.mcpguard.names.Likeness.Strength;
import io.mcpguard.names.NameFault.Kind;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says what is wrong with a name by itself, whatever other names there are. Thread-safe. */
public final class NameFaults {

    /** Only the first so many UTF-16 units of a name are looked at. */
    public static final int MAX_CHARS = 512;

    private NameFaults() {}

    /**
     * What is wrong with a name. Names in one script, or in those that Japanese, Korean and Chinese are written in beside
     * Latin, have no fault; what may stand in one word is what UTS #39 calls highly restrictive.
     *
     * @param name a name, as it was given
     * @return its faults, at most one of a kind, in the order of the kinds; time is linear
     */
    public static List<NameFault> of(String name) {
        var kinds = EnumSet.noneOf(Kind.class);
        if (name.length() > MAX_CHARS) {
            kinds.add(Kind.TOO_LONG);
        }
        String start = cut(name);
        start.codePoints().forEach(c -> character(c, kinds));
        if (!start.equals(start.strip()) || start.codePoints().anyMatch(NameFaults::isOddSpace)) {
            kinds.add(Kind.SPACE);
        }
        if (start.codePoints().allMatch(c -> Character.isWhitespace(c) || Unseen.is(c))) {
            kinds.add(Kind.EMPTY);
        }
        if (Scripts.areMixed(start)) {
            kinds.add(Kind.MIXED_SCRIPTS);
        }
        var faults = new ArrayList<NameFault>();
        kinds.forEach(kind -> faults.add(new NameFault(kind, strength(kind), what(kind))));
        return List.copyOf(faults);
    }

    /** The beginning of a name, never half of a surrogate pair at its end. */
    static String cut(String name) {
        if (name.length() <= MAX_CHARS) {
            return name;
        }
        boolean splits = Character.isHighSurrogate(name.charAt(MAX_CHARS - 1));
        return name.substring(0, splits ? MAX_CHARS - 1 : MAX_CHARS);
    }

    private static void character(int c, Set<Kind> kinds) {
        if (Character.getType(c) == Character.CONTROL) {
            kinds.add(Kind.CONTROL);
        } else if (Unseen.isBidi(c)) {
            kinds.add(Kind.BIDI);
        } else if (Unseen.is(c)) {
            kinds.add(Kind.INVISIBLE);
        } else if (isForm(c)) {
            kinds.add(Kind.FORMS);
        }
    }

    /** A character that is another way to write letters and digits of ASCII. */
    private static boolean isForm(int c) {
        if (c < 0x80 || (!Character.isLetterOrDigit(c) && c < 0xFF00)) {
            return false;
        }
        String plain = Normalizer.normalize(Character.toString(c), Form.NFKC);
        return plain.length() > 0 && Confusables.isAscii(plain);
    }

    private static boolean isOddSpace(int c) {
        return c != ' ' && Character.isSpaceChar(c);
    }

    private static Strength strength(Kind kind) {
        return kind == Kind.FORMS || kind == Kind.TOO_LONG ? Strength.WEAK : Strength.STRONG;
    }

    private static String what(Kind kind) {
        return switch (kind) {
            case EMPTY -> "there is nothing to see in the name";
            case TOO_LONG -> String.format(Locale.ROOT, "the name has more than %d characters", MAX_CHARS);
            case CONTROL -> "the name has control characters in it";
            case BIDI -> "characters in the name change the order in which it is shown";
            case INVISIBLE -> "the name has characters in it that are not shown";
            case SPACE -> "the name has a space at an end, or one that is not the usual space";
            case MIXED_SCRIPTS -> "a word of the name mixes letters of scripts that look alike";
            case FORMS -> "the name has other forms of plain letters in it, such as full-width ones";
        };
    }
}
