package io.mcpguard.data.number;

/** Dates of birth within ids. */
final class Dates {

    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Dates() {}

    /** Whether some year has this day. */
    static boolean isDay(int day, int month) {
        return month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1];
    }

    /** Whether a year has this day. */
    static boolean isDay(int day, int month, int year) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return isDay(day, month) && (day != 29 || month != 2 || leap);
    }

    /** Day and month, two digits each. */
    static boolean dayMonth(String text, int day, int month) {
        return isDay(Checks.number(text, day, day + 2), Checks.number(text, month, month + 2));
    }

    /** {@code ddMMyy} from here on. */
    static boolean ddMMyy(String text, int at) {
        return dayMonth(text, at, at + 2);
    }

    /** {@code yyMMdd} from here on. */
    static boolean yyMMdd(String text, int at) {
        return dayMonth(text, at + 4, at + 2);
    }

    /** {@code yyyyMMdd} from here on, of somebody who may be alive. */
    static boolean yyyyMMdd(String text, int at) {
        int year = Checks.number(text, at, at + 4);
        return year >= 1880
                && year < 2100
                && isDay(Checks.number(text, at + 6, at + 8), Checks.number(text, at + 4, at + 6), year);
    }
}
