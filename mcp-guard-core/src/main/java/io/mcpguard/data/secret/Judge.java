package io.mcpguard.data.secret;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.secret.Names.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells whether a value under a name is a secret. The name says how much the value has to show. */
final class Judge {

    /** Of passwords, in characters. */
    private static final int SHORTEST_PASSWORD = 6;

    private static final int LONGEST_PASSWORD = 128;
    private static final int SHORTEST_SECRET = 8;
    /** Where the name says little, or there are no quotation marks and something stands behind. */
    private static final int SHORTEST_VAGUE = 16;

    private static final int SHORTEST_LOOSE = 12;
    private static final int SHORTEST_LINE = 10;
    private static final int DRAWN_PART = 6;

    private Judge() {}

    /**
     * What was found.
     *
     * @param detector its id
     */
    record Verdict(String detector, Certainty certainty) {}

    /** How a value stands in its text. */
    enum Stand {
        /** In quotation marks, or all of a string. */
        QUOTED,
        /** To the end of its line. */
        LINE,
        /** Anything may stand behind. */
        LOOSE
    }

    /** What a value is that stands under a name, null if it is no secret. */
    static @Nullable Verdict of(List<String> words, Kind kind, String whole, Stand stand) {
        String value = whole.length() > Randomness.SAMPLE ? whole.substring(0, Randomness.SAMPLE) : whole;
        if (value.length() < SHORTEST_PASSWORD || !isOneWord(value)) {
            return null;
        }
        String service = Services.of(words, kind, whole);
        if (service != null && !Placeholders.isDull(value) && !Randomness.isSequence(value) && isDrawn(value, 1)) {
            return new Verdict(service + "-key", Certainty.LIKELY);
        }
        return switch (kind) {
            case PASSWORD -> password(words, value, stand);
            case SECRET -> secret(value, stand, shortest(stand));
            case VAGUE -> value.indexOf(':') >= 0 ? null : secret(value, stand, SHORTEST_VAGUE);
            case OTHER, NEVER, KEY -> null;
        };
    }

    private static int shortest(Stand stand) {
        return switch (stand) {
            case QUOTED -> SHORTEST_SECRET;
            case LINE -> SHORTEST_LINE;
            case LOOSE -> SHORTEST_LOOSE;
        };
    }

    private static @Nullable Verdict password(List<String> words, String value, Stand stand) {
        boolean vague = words.size() == 1 && words.get(0).equals("pass") && stand != Stand.QUOTED;
        if (value.length() > LONGEST_PASSWORD || vague || isColour(value) || References.isReference(value, stand)) {
            return null;
        }
        boolean clear = words.stream().anyMatch(word -> word.startsWith("clear") || word.equals("plaintext"));
        if (clear && stand == Stand.QUOTED) {
            // Where a file calls it clear text, a word is meant as the password
            boolean masked = Randomness.isRepeated(value) || Placeholders.isPublished(value);
            return masked ? null : new Verdict("password", Certainty.LIKELY);
        }
        if (Placeholders.isPlaceholder(value)) {
            return null;
        }
        Certainty certainty = isChosen(value, stand) ? Certainty.LIKELY : Certainty.POSSIBLE;
        return stand == Stand.LOOSE && certainty == Certainty.POSSIBLE ? null : new Verdict("password", certainty);
    }

    private static boolean isColour(String value) {
        return value.charAt(0) == '#'
                && value.length() <= 9
                && value.chars().skip(1).allMatch(c -> Chars.isHex((char) c));
    }

    /** Whether a value is more than a word or a number of some other kind. */
    private static boolean isChosen(String value, Stand stand) {
        long letters = value.chars().filter(c -> Chars.isLetter((char) c)).count();
        long digits = value.chars().filter(c -> Chars.isDigit((char) c)).count();
        long signs = value.length() - letters - digits;
        if (letters == 0) {
            boolean number = value.chars().allMatch(c -> Chars.isDigit((char) c) || ".,:/- ".indexOf(c) >= 0);
            return number ? stand != Stand.LOOSE && signs == 0 && digits >= 8 : digits > 0;
        }
        boolean joined = value.chars().allMatch(c -> Chars.isAlnum((char) c) || "_-./:".indexOf(c) >= 0);
        if (digits > 0) {
            return !joined || stand != Stand.LOOSE || Randomness.changes(value) >= 2;
        }
        if (!joined) {
            return stand == Stand.QUOTED ? signs < letters : Randomness.changes(value) >= 3;
        }
        return stand != Stand.LOOSE && signs == 0 && value.length() >= 10 && Randomness.words(value) < 0.3;
    }

    private static @Nullable Verdict secret(String value, Stand stand, int shortest) {
        if (value.length() < shortest || References.isReference(value, stand) || Placeholders.isPlaceholder(value)) {
            return null;
        }
        int changes = shortest == SHORTEST_VAGUE ? 4 : 3;
        boolean dull = Randomness.longestSequence(value) >= 9 || !hasDrawnPart(value);
        return !dull && isDrawn(value, changes) ? new Verdict("generic-secret", Certainty.LIKELY) : null;
    }

    /**
     * Whether one of the parts that signs divide it into has letters and digits mixed: {@code demo-key-123} has none.
     */
    private static boolean hasDrawnPart(String value) {
        boolean parts = false;
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || "-_.:".indexOf(value.charAt(i)) >= 0) {
                String part = value.substring(start, i);
                parts |= i < value.length();
                if (part.length() >= DRAWN_PART && isMixed(part) && !Randomness.isSequence(part)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return !parts;
    }

    private static boolean isMixed(String part) {
        int changes = Randomness.changes(part);
        boolean digit = part.chars().anyMatch(c -> Chars.isDigit((char) c));
        boolean letter = part.chars().anyMatch(c -> Chars.isLetter((char) c));
        return letter && (digit || changes >= 5);
    }

    /** Whether a value looks as if a machine drew it. */
    static boolean isDrawn(String value, int leastChanges) {
        boolean letter = value.chars().anyMatch(c -> Chars.isLetter((char) c));
        boolean digit = value.chars().anyMatch(c -> Chars.isDigit((char) c));
        int changes = Randomness.changes(value);
        if (!letter || (!digit && (value.length() < 20 || changes < 5))) {
            return false;
        }
        return changes >= leastChanges
                && Randomness.entropy(value) >= Randomness.leastEntropy(value.length())
                && Randomness.words(value) < 0.5;
    }

    private static boolean isOneWord(String value) {
        return value.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
