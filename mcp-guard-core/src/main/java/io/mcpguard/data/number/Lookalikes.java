package io.mcpguard.data.number;

/** Numbers that pass as ids now and then, but are something else: times, book numbers, fillers. */
final class Lookalikes {

    /** The digits of UNIX time in seconds, milliseconds, microseconds and nanoseconds. */
    private static final int SECONDS = 10;

    private Lookalikes() {}

    /** Whether all characters are the same, which check digits often let pass. */
    static boolean isFiller(String compact) {
        for (int i = 1; i < compact.length(); i++) {
            if (compact.charAt(i) != compact.charAt(0)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a number may be a point in time or an ISBN. */
    static boolean isTimeOrBook(String digits) {
        return isUnixTime(digits) || isWrittenTime(digits) || isBook(digits);
    }

    /** From 2011 to 2033. */
    private static boolean isUnixTime(String digits) {
        int length = digits.length();
        return length >= SECONDS
                && (length - SECONDS) % 3 == 0
                && length <= SECONDS + 9
                && digits.charAt(0) == '1'
                && digits.charAt(1) >= '3';
    }

    /** Year, month, day, and perhaps hours and minutes, such as {@code 202401151230}. */
    private static boolean isWrittenTime(String digits) {
        int length = digits.length();
        boolean century =
                digits.startsWith("20") || digits.startsWith("199") || (length == 8 && digits.startsWith("19"));
        if (length < 8 || length > 17 || !century) {
            return false;
        }
        return Dates.isDay(Checks.number(digits, 6, 8), Checks.number(digits, 4, 6))
                && (length < 10 || Checks.number(digits, 8, 10) < 24)
                && (length < 12 || Checks.number(digits, 10, 12) < 60);
    }

    /** ISBN-13, and ISSN as a bar code. */
    private static boolean isBook(String digits) {
        return digits.length() == 13
                && (digits.startsWith("978") || digits.startsWith("979") || digits.startsWith("977"))
                && Checks.ean(digits);
    }
}
