package io.mcpguard.data.contact;

import io.mcpguard.data.Text;
import io.mcpguard.data.contact.Phrases.Found;

/**
 * What stands around a number: words that say what it is, signs that make it a part of something else, an extension.
 */
final class PhoneContext {

    /** What the words near a number say. */
    enum Near {
        /** That it is to be called. */
        PHONE,
        /** That it may be. */
        PERHAPS,
        NOTHING,
        /** That it is an order, a version, a price. */
        OTHER
    }

    private static final int BEFORE = 40;
    private static final int BEHIND = 18;
    /** How near a word of something else has to be. */
    private static final int OTHER_BEFORE = 20;

    private static final int MAX_EXTENSION = 6;

    private static final Phrases EXTENSIONS =
            Phrases.of("x", "ext", "extn", "extension", "#", "durchwahl", "dw", "poste", "interno", "ramal", "доб");

    private final Phrases words = Phrases.load("phone-words.txt");
    private final Phrases others = Phrases.load("other-numbers.txt");

    Near of(Text text, NumberRun run) {
        String value = text.value();
        int start = run.start();
        int end = run.end();
        int from = start > 0 && value.charAt(start - 1) == '=' ? keyStart(value, start) : Math.max(0, start - BEFORE);
        Found word = words.last(value, from, start);
        Found other = others.last(value, Math.max(from, start - OTHER_BEFORE), start);
        if (other != null && (word == null || (other.start() > word.start() && other.end() > word.end()))) {
            return Near.OTHER;
        }
        if (word != null && run.isBare() && hasDigit(value, word.end(), start)) {
            word = null; // it was about the number before
        }
        if (word == null) {
            word = words.last(value, end, Math.min(value.length(), end + BEHIND));
        }
        Near field = inField(text.field());
        if (word == null || field == Near.OTHER) {
            return field;
        }
        return word.value() > 0 || field == Near.PHONE ? Near.PHONE : Near.PERHAPS;
    }

    /** In {@code ?phone=1&qid=2} only its own key tells of a value. */
    private static int keyStart(String text, int start) {
        int i = start - 1;
        while (i > 0 && start - i < BEFORE && "&?;, \n\"".indexOf(text.charAt(i - 1)) < 0) {
            i--;
        }
        return i;
    }

    private static boolean hasDigit(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Letters.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private Near inField(String field) {
        Found word = words.last(field, 0, field.length());
        Found other = others.last(field, 0, field.length());
        if (other != null && (word == null || other.end() > word.end())) {
            return Near.OTHER;
        }
        if (word == null) {
            return Near.NOTHING;
        }
        return word.value() > 0 || field.length() == word.end() - word.start() ? Near.PHONE : Near.PERHAPS;
    }

    /** Whether nothing joins a number to what stands around it. */
    static boolean isFree(String text, int start, int end) {
        return isFreeBefore(text, start) && isFreeBehind(text, end);
    }

    private static boolean isFreeBefore(String text, int start) {
        if (start == 0) {
            return true;
        }
        char before = text.charAt(start - 1);
        if (!Letters.isFreeBefore(text, start) || ("#$€£¥%@^~*+\\".indexOf(before) >= 0 && !isBold(text, start))) {
            return false;
        }
        boolean sign = "./:-,–".indexOf(before) >= 0;
        if (!sign || start == 1) {
            return !sign || before != '.';
        }
        char further = text.charAt(start - 2);
        return switch (before) {
            case '/' -> text.startsWith("wa.me/", Math.max(0, start - 6));
            case ':' -> !Letters.isDigit(further);
            case ',' -> !Letters.isDigit(further) || text.charAt(start) == '+';
            default -> !Letters.joins(further);
        };
    }

    private static boolean isBold(String text, int start) {
        return text.charAt(start - 1) == '*' && (start < 2 || !Letters.joins(text.charAt(start - 2)));
    }

    private static boolean isFreeBehind(String text, int end) {
        if (end >= text.length() || EXTENSIONS.at(text, end) != null) {
            return true;
        }
        char behind = text.charAt(end);
        if (Letters.joins(behind) || "%@$€£".indexOf(behind) >= 0) {
            return false;
        }
        boolean joins = end + 1 < text.length() && Letters.joins(text.charAt(end + 1));
        return switch (behind) {
            case '-', '/', '=', '+', ':', '–' -> !joins;
            case '.', ',' -> !joins || !Letters.isDigit(text.charAt(end + 1));
            default -> true;
        };
    }

    /** Where the extension ends that follows a number, such as {@code ext. 12}. */
    static int behindExtension(String text, int end) {
        int i = end;
        while (i < text.length() && i - end < 2 && " ,".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        Found word = EXTENSIONS.at(text, i);
        if (word == null) {
            return end;
        }
        i = word.end();
        while (i < text.length() && i - word.end() < 2 && ".: ".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        int digits = i;
        while (digits < text.length() && digits - i <= MAX_EXTENSION && Letters.isDigit(text.charAt(digits))) {
            digits++;
        }
        return digits > i && digits - i <= MAX_EXTENSION ? digits : end;
    }
}
