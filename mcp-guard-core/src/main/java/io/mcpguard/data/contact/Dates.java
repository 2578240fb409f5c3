package io.mcpguard.data.contact;

import io.mcpguard.data.contact.Phrases.Found;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Reads calendar dates as people write them: with numbers in three orders, with names of months, with 年月日. */
final class Dates {

    static final int EARLIEST = 1900;

    private static final int LONGEST_MONTH = 14;
    /** What may follow a number: signs, spaces, and the first letters of endings such as {@code th}. */
    private static final String GOES_ON = " -/.,年月년월snrteºª°";

    /** A date in a text. */
    record Written(int start, int end) {}

    private final Phrases months = Phrases.load("months.txt");
    private final Phrases fillers = Phrases.of("de", "del", "of", "the", "d", "e");

    /** Whether a date may begin with digits, by how many there are and what follows them. */
    static boolean mayBegin(String text, int start, int end) {
        return switch (end - start) {
            case 1, 2, 4 -> end < text.length() && GOES_ON.indexOf(text.charAt(end)) >= 0;
            case 8 -> true;
            default -> false;
        };
    }

    /** The date whose first digit stands here and whose year is not after the latest. */
    @Nullable
    Written at(String text, int at, int latest) {
        var cursor = new Cursor(text, at);
        int first = cursor.number();
        int length = cursor.at - at;
        if (first < 0) {
            return null;
        }
        if (length == 8 && cursor.isFree()) {
            return isDate(first / 10_000, first / 100 % 100, first % 100, latest)
                            || isDate(first % 10_000, first / 100 % 100, first / 1_000_000, latest)
                    ? new Written(at, cursor.at)
                    : null;
        }
        if (length == 4) {
            return yearFirst(cursor, at, first, latest);
        }
        if (length > 2) {
            return null;
        }
        Written named = monthInFront(cursor, at, first, latest);
        return named != null ? named : dayOrMonthFirst(cursor, at, first, latest);
    }

    private @Nullable Written yearFirst(Cursor cursor, int start, int year, int latest) {
        char sign = cursor.sign();
        if (sign == 0) {
            return null;
        }
        Found name = cursor.name(months);
        int month = name == null ? cursor.number() : name.value();
        if (month < 0 || cursor.sign() == 0) {
            return null;
        }
        int day = cursor.number();
        cursor.skipOne("日일");
        boolean time = cursor.isAt('T');
        return (time || cursor.isFree()) && isDate(year, month, day, latest) ? new Written(start, cursor.at) : null;
    }

    /** {@code 12/03/1985}, {@code 12. März 1985}, {@code 12th of March, 1985}. */
    private @Nullable Written dayOrMonthFirst(Cursor cursor, int start, int first, int latest) {
        cursor.ordinal();
        char sign = cursor.sign();
        if (sign == 0) {
            return null;
        }
        cursor.skipSpaces();
        cursor.skip(fillers);
        Found name = cursor.name(months);
        int second = name == null ? cursor.number() : name.value();
        if (second < 0) {
            return null;
        }
        if (name != null) {
            cursor.skipOne(".");
            cursor.skipOne(",");
            if (cursor.isAt(' ')) {
                cursor.skipSpaces();
            } else {
                cursor.skipOne("-/");
            }
            cursor.skip(fillers);
        } else if (sign == ' ' || cursor.sign() != sign) {
            return null;
        }
        cursor.skipSpaces();
        int at = cursor.at;
        int year = century(cursor.number(), cursor.at - at, latest);
        if (!cursor.isFree()) {
            return null;
        }
        return isDate(year, second, first, latest) || (name == null && isDate(year, first, second, latest))
                ? new Written(start, cursor.at)
                : null;
    }

    /** {@code March 12, 1985}: the name of the month stands in front of the digit that was found. */
    private @Nullable Written monthInFront(Cursor day, int at, int first, int latest) {
        Found name = months.last(day.text, Math.max(0, at - LONGEST_MONTH), at);
        if (name == null || at - name.end() > 2 || !isBlank(day.text, name.end(), at)) {
            return null;
        }
        var cursor = new Cursor(day.text, day.at);
        cursor.ordinal();
        cursor.skipOne(",");
        cursor.skipSpaces();
        int from = cursor.at;
        int year = cursor.number();
        return cursor.at - from == 4 && cursor.isFree() && isDate(year, name.value(), first, latest)
                ? new Written(name.start(), cursor.at)
                : null;
    }

    private static boolean isBlank(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (" .".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Years of two digits are those of people who are alive. */
    private static int century(int year, int length, int latest) {
        if (length == 4) {
            return year;
        }
        if (length != 2) {
            return -1;
        }
        int recent = latest / 100 * 100 + year;
        return recent <= latest ? recent : recent - 100;
    }

    private static boolean isDate(int year, int month, int day, int latest) {
        return year >= EARLIEST
                && year <= latest
                && month >= 1
                && month <= 12
                && day >= 1
                && YearMonth.of(year, month).isValidDay(day);
    }

    /** Reads on in a text. */
    private static final class Cursor {

        private final String text;
        private int at;

        Cursor(String text, int at) {
            this.text = text;
            this.at = at;
        }

        /** A number of at most eight digits, negative if there is none. */
        int number() {
            int from = at;
            int number = 0;
            while (at < text.length() && at - from <= 8 && Letters.isDigit(text.charAt(at))) {
                number = 10 * number + text.charAt(at++) - '0';
            }
            return at == from || at - from > 8 ? -1 : number;
        }

        /** What stands between two parts, 0 if nothing that may. */
        char sign() {
            if (at >= text.length()) {
                return 0;
            }
            char c = text.charAt(at);
            if ("-/.".indexOf(c) >= 0) {
                at++;
                if (c == '.') {
                    skipSpaces();
                }
                return c;
            }
            if ("年月년월".indexOf(c) >= 0) {
                at++;
                skipSpaces();
                return '年';
            }
            if (c == ' ') {
                skipSpaces();
                return ' ';
            }
            return 0;
        }

        void ordinal() {
            for (String ending : new String[] {"st", "nd", "rd", "th", "er", "º", "ª", "°"}) {
                if (text.startsWith(ending, at)) {
                    at += ending.length();
                    return;
                }
            }
        }

        void skipSpaces() {
            for (int i = 0; i < 2 && isAt(' '); i++) {
                at++;
            }
        }

        void skipOne(String signs) {
            if (at < text.length() && signs.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        void skip(Phrases words) {
            Found word = words.at(text, at);
            if (word != null) {
                at = word.end();
                skipSpaces();
            }
        }

        @Nullable
        Found name(Phrases names) {
            Found name = names.at(text, at);
            if (name != null) {
                at = name.end();
            }
            return name;
        }

        boolean isAt(char c) {
            return at < text.length() && text.charAt(at) == c;
        }

        boolean isFree() {
            boolean goesOn = isAt('-') && at + 1 < text.length() && Letters.joins(text.charAt(at + 1));
            return !goesOn && Letters.isFreeBehind(text, at);
        }
    }
}
