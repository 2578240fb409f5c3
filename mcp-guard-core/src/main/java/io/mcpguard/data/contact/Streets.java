package io.mcpguard.data.contact;

import io.mcpguard.data.contact.Postcodes.Part;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds a street around the number of a house: {@code 12 Long Street}, {@code 12, rue de la Paix}, {@code Hauptstraße
 * 12}, {@code Via Roma, 12}.
 */
final class Streets {

    private static final int MAX_NUMBER = 5;
    private static final int MAX_WORDS = 5;
    private static final int MAX_WORD = 28;

    private final Phrases suffixes = Phrases.load("street-suffixes.txt");
    private final Phrases openings = Phrases.load("street-words.txt");
    private final List<String> endings = Phrases.lines("street-endings.txt");
    private final Phrases boxes = Phrases.of(
            "p o box",
            "po box",
            "post office box",
            "postfach",
            "boîte postale",
            "apartado",
            "apartado postal",
            "apartado de correos",
            "casella postale",
            "caixa postal",
            "postbus");

    /** The street of the house whose number begins here, null if there is none. */
    @Nullable
    Part at(String text, int number) {
        int digits = Postcodes.digits(text, number);
        if (digits > MAX_NUMBER
                || !Letters.isFreeBefore(text, number)
                || isPartOfNumber(text, number, number + digits)) {
            return null;
        }
        int end = number + digits;
        end = end < text.length() && isHouseLetter(text, end) ? end + 1 : end;
        Part behind = behind(text, number, end);
        return behind != null ? behind : inFront(text, number, end);
    }

    private static boolean isPartOfNumber(String text, int start, int end) {
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        char behind = end >= text.length() ? ' ' : text.charAt(end);
        boolean further = end + 1 < text.length() && Letters.isDigit(text.charAt(end + 1));
        return "$€£.:+".indexOf(before) >= 0 || "%:".indexOf(behind) >= 0 || (behind == '.' && further);
    }

    private static boolean isHouseLetter(String text, int at) {
        return Letters.isLetter(text.charAt(at)) && Letters.isFreeBehind(text, at + 1);
    }

    /** The number in front. */
    private @Nullable Part behind(String text, int number, int end) {
        int i = end;
        if (i < text.length() && text.charAt(i) == ',') {
            i++;
        }
        if (i >= text.length() || text.charAt(i) != ' ' || !Letters.isFreeBehind(text, end)) {
            return null;
        }
        i++;
        boolean opened = openings.at(text, i) != null;
        int last = -1;
        for (int words = 0; words < MAX_WORDS; words++) {
            int word = wordEnd(text, i);
            boolean small = word > i && Character.isLowerCase(text.charAt(i));
            if (word < 0 || (small && !opened)) {
                break;
            }
            boolean suffix = words > 0 && suffixes.is(text, i, word) && text.charAt(end) == ' ';
            boolean name = words > 0 && opened && !small && word - i > 2;
            if (suffix) {
                last = word < text.length() && text.charAt(word) == '.' ? word + 1 : word;
                break;
            }
            last = name ? word : last;
            if (word >= text.length() || " '’.-".indexOf(text.charAt(word)) < 0) {
                break;
            }
            i = text.charAt(word) == '.' && word + 1 < text.length() && text.charAt(word + 1) == ' '
                    ? word + 2
                    : word + 1;
        }
        return last < 0 ? null : new Part(number, last);
    }

    private static int wordEnd(String text, int start) {
        int i = start;
        while (i < text.length() && i - start <= MAX_WORD && Letters.joins(text.charAt(i)) && text.charAt(i) != '_') {
            i++;
        }
        return i > start && i - start <= MAX_WORD ? i : -1;
    }

    /** The number behind. */
    private @Nullable Part inFront(String text, int number, int end) {
        int i = number;
        i = i > 0 && text.charAt(i - 1) == ' ' ? i - 1 : i;
        i = i > 0 && i < number && text.charAt(i - 1) == ',' ? i - 1 : i;
        if (i == number || i == 0 || !Letters.isFreeBehind(text, end)) {
            return null;
        }
        int from = i;
        for (int words = 0; words < MAX_WORDS; words++) {
            int start = wordStart(text, i);
            if (start < 0) {
                return null;
            }
            int dotless = text.charAt(i - 1) == '.' ? i - 1 : i;
            boolean capital = Character.isUpperCase(text.charAt(start));
            if (words == 0 && capital && isStreet(text.substring(start, i))) {
                int first = isKindAlone(text, start, i) ? capitalBefore(text, start) : start;
                return first < 0 ? null : new Part(first, end);
            }
            var opening = words > 0 && (capital || dotless < i) ? openings.at(text, start) : null;
            if (opening != null && opening.end() >= dotless) {
                return new Part(start, end);
            }
            if (start == 0 || text.charAt(start - 1) != ' ' || (words == 0 && !capital)) {
                return null;
            }
            i = start - 1;
            if (from - i > 48) {
                return null;
            }
        }
        return null;
    }

    private static int wordStart(String text, int end) {
        int i = end;
        while (i > 0 && end - i <= MAX_WORD) {
            char c = text.charAt(i - 1);
            if (!Letters.isLetter(c) && c != '-' && !(c == '.' && i == end)) {
                break;
            }
            i--;
        }
        return i < end && end - i <= MAX_WORD && Letters.isLetter(text.charAt(i)) ? i : -1;
    }

    private boolean isStreet(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        for (String ending : endings) {
            if (small.endsWith(ending) && (small.length() > ending.length() + 2 || small.equals(ending))) {
                return true;
            }
        }
        return false;
    }

    /** In {@code Berliner Straße 5} the word in front is a part of it. */
    private boolean isKindAlone(String text, int start, int end) {
        return endings.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
    }

    private static int capitalBefore(String text, int start) {
        int before = start > 1 && text.charAt(start - 1) == ' ' ? wordStart(text, start - 1) : -1;
        return before >= 0 && Character.isUpperCase(text.charAt(before)) ? before : -1;
    }

    /** The box at a post office whose number begins here. */
    @Nullable
    Part box(String text, int number) {
        boolean word = number > 2 && (Letters.isLetter(text.charAt(number - 2)) || text.charAt(number - 2) == '.');
        var box = word ? boxes.last(text, number - 26, number) : null;
        int digits = Postcodes.digits(text, number);
        return box == null || number - box.end() > 2 || digits > 6 ? null : new Part(box.start(), number + digits);
    }
}
