package io.mcpguard.data.contact;

import io.mcpguard.data.contact.Phrases.Found;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads postcodes, and the town or state beside them. */
final class Postcodes {

    /** Behind these stands the next value. */
    private static final String STOPS = "\"|{}[]<>\t";

    /** A part of a text. */
    record Part(int start, int end) {}

    private final Set<String> areas = new HashSet<>();
    private final Phrases states = Phrases.load("us-states.txt");

    Postcodes() {
        for (String line : Phrases.lines("uk-areas.txt")) {
            areas.addAll(Arrays.asList(line.split(" ", -1)));
        }
    }

    /**
     * The postcode of the United Kingdom that stands around the digit of its second half, {@code 1AA} in {@code SW1A
     * 1AA}; null if there is none.
     */
    @Nullable
    Part british(String text, int digit) {
        int end = digit + 3;
        if (end > text.length()
                || !isUnit(text.charAt(digit + 1))
                || !isUnit(text.charAt(digit + 2))
                || !Letters.isFreeBehind(text, end)) {
            return null;
        }
        int half = digit > 0 && text.charAt(digit - 1) == ' ' ? digit - 1 : digit;
        for (int length = 4; length >= 2; length--) {
            int start = half - length;
            if (start >= 0
                    && Letters.isFreeBefore(text, start)
                    && (start == 0 || text.charAt(start - 1) != '-')
                    && isDistrict(text.substring(start, half))) {
                return new Part(start, end);
            }
        }
        return null;
    }

    /** C, I, K, M, O and V never stand there. */
    private static boolean isUnit(char c) {
        return c >= 'A' && c <= 'Z' && "CIKMOV".indexOf(c) < 0;
    }

    private boolean isDistrict(String district) {
        if (district.equals("GIR")) {
            return true;
        }
        int letters = 0;
        while (letters < district.length() && district.charAt(letters) >= 'A' && district.charAt(letters) <= 'Z') {
            letters++;
        }
        if (letters == district.length() || !areas.contains(district.substring(0, letters))) {
            return false;
        }
        int rest = district.length() - letters;
        char last = district.charAt(district.length() - 1);
        return Letters.isDigit(district.charAt(letters))
                && (rest == 1 || (rest == 2 && (Letters.isDigit(last) || (last >= 'A' && last <= 'Y'))));
    }

    /**
     * Where the town with its state or postcode ends that begins within a part of a text, negative if there is none.
     */
    int townEnd(String text, int from, int to) {
        int best = -1;
        for (int i = from; i < to && i < text.length() && STOPS.indexOf(text.charAt(i)) < 0; i++) {
            char c = text.charAt(i);
            if (Letters.isDigit(c) && Letters.isFreeBefore(text, i) && isOwnLine(text, i, from)) {
                best = Math.max(best, townBehind(text, i));
            }
            if (Letters.isDigit(c)) {
                Part british = british(text, i);
                best = Math.max(best, british == null ? -1 : british.end());
                best = Math.max(best, canadian(text, i - 1));
            }
            if (c >= 'A' && c <= 'Z') {
                best = Math.max(best, state(text, i, from));
            }
        }
        return best;
    }

    /** Whether a comma or a line break stands in front of a postcode, or the street does. */
    private static boolean isOwnLine(String text, int at, int street) {
        int i = at - 1;
        while (i >= street && text.charAt(i) == ' ') {
            i--;
        }
        return i < street || ",;\n\r-–·(".indexOf(text.charAt(i)) >= 0 || Letters.isEscape(text, i);
    }

    /** {@code CA 94105}, {@code Texas 73301-0001}, {@code Springfield, IL}. */
    private int state(String text, int at, int from) {
        Found state = states.at(text, at);
        if (state == null || (state.value() == 1 && !isShouted(text, at, state.end()))) {
            return -1;
        }
        int i = state.end();
        i = i < text.length() && (text.charAt(i) == ',' || text.charAt(i) == '.') ? i + 1 : i;
        i = i < text.length() && text.charAt(i) == ' ' ? i + 1 : i;
        int digits = digits(text, i);
        if ((digits == 5 || digits == 4) && i > state.end()) {
            int end = i + digits;
            boolean plus = end < text.length() && text.charAt(end) == '-' && digits(text, end + 1) == 4;
            return plus ? end + 5 : Letters.isFreeBehind(text, end) ? end : -1;
        }
        boolean town = at - from > 4 && text.startsWith(", ", at - 2);
        return town ? state.end() : -1;
    }

    private static boolean isShouted(String text, int start, int end) {
        return text.substring(start, end).chars().allMatch(c -> c == '.' || (c >= 'A' && c <= 'Z'));
    }

    /**
     * {@code 75001 Paris}, {@code 8010 Graz}, {@code 1012 AB Amsterdam}, {@code 00-123 Warszawa}, {@code 110 00
     * Praha}.
     */
    private static int townBehind(String text, int at) {
        int digits = digits(text, at);
        int i = at + digits;
        if (digits == 2 && i < text.length() && text.charAt(i) == '-' && digits(text, i + 1) == 3) {
            i += 4;
        } else if (digits == 4 && i < text.length() && text.charAt(i) == '-' && digits(text, i + 1) == 3) {
            i += 4;
        } else if (digits == 3 && i < text.length() && text.charAt(i) == ' ' && digits(text, i + 1) == 2) {
            i += 3;
        } else if (digits != 4 && digits != 5 && digits != 6) {
            return -1;
        }
        if (digits == 4 && i + 3 < text.length() && isDutch(text, i)) {
            i += 3;
        }
        if (i + 1 >= text.length() || text.charAt(i) != ' ' || !Character.isUpperCase(text.charAt(i + 1))) {
            return -1;
        }
        int end = i + 1;
        while (end < text.length() && end - i < 32 && (Letters.isLetter(text.charAt(end)) || text.charAt(end) == '-')) {
            end++;
        }
        return end - i > 3 ? end : -1;
    }

    private static boolean isDutch(String text, int at) {
        return text.charAt(at) == ' '
                && Character.isUpperCase(text.charAt(at + 1))
                && Character.isUpperCase(text.charAt(at + 2))
                && Letters.isFreeBehind(text, at + 3);
    }

    /** {@code K1A 0B1}. */
    private static int canadian(String text, int at) {
        if (at < 0 || at + 7 > text.length() || !Letters.isFreeBefore(text, at)) {
            return -1;
        }
        String shape = "ldl dld";
        for (int i = 0; i < shape.length(); i++) {
            char c = text.charAt(at + i);
            boolean fits = switch (shape.charAt(i)) {
                case 'l' -> c >= 'A' && c <= 'Z';
                case 'd' -> Letters.isDigit(c);
                default -> c == ' ';
            };
            if (!fits) {
                return -1;
            }
        }
        return Letters.isFreeBehind(text, at + 7) ? at + 7 : -1;
    }

    /** How many digits begin here, at most seven. */
    static int digits(String text, int at) {
        int i = at;
        while (i < text.length() && i - at < 7 && Letters.isDigit(text.charAt(i))) {
            i++;
        }
        return i - at;
    }
}
